package io.quell.hub;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Note;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.NoteUpdate;
import software.amazon.awssdk.services.securityhub.model.RelatedFinding;
import software.amazon.awssdk.services.securityhub.model.SeverityUpdate;

/// BatchUpdateFindings, for findings in ASFF.
record AsffOperation(SecurityHubClient client) implements Operation {

  @Override
  public CallAnswer send(Batch batch, Duration timeout) {
    BatchUpdateFindingsResponse response = client.batchUpdateFindings(request(batch, timeout));
    var answer = new CallAnswer();
    response.processedFindings().forEach(finding -> answer.processed(names(finding)));
    response
        .unprocessedFindings()
        .forEach(
            finding -> {
              if (finding == null) {
                answer.unprocessed(List.of(), null, null);
              } else {
                answer.unprocessed(
                    names(finding.findingIdentifier()),
                    finding.errorCode(),
                    finding.errorMessage());
              }
            });
    return answer;
  }

  private static BatchUpdateFindingsRequest request(Batch batch, Duration timeout) {
    Update update = batch.update();
    var request =
        BatchUpdateFindingsRequest.builder()
            .overrideConfiguration(settings -> settings.apiCallTimeout(timeout))
            .findingIdentifiers(batch.findings().stream().map(AsffOperation::identifier).toList());
    var severity = SeverityUpdate.builder();
    update.values().forEach((field, value) -> set(field, value, request, severity));
    if (!severity.build().equals(SeverityUpdate.builder().build())) {
      request.severity(severity.build());
    }
    return request.build();
  }

  private static void set(
      UpdateField field,
      FieldValue value,
      BatchUpdateFindingsRequest.Builder request,
      SeverityUpdate.Builder severity) {
    switch (field) {
      case SEVERITY -> severity.label(value.toString());
      case NORMALIZED_SEVERITY -> severity.normalized(((FieldValue.Percentage) value).number());
      case PRODUCT_SEVERITY -> severity.product(((FieldValue.Decimal) value).number());
      case WORKFLOW_STATUS -> request.workflow(workflow -> workflow.status(value.toString()));
      case NOTE -> {
        Note note = ((FieldValue.Written) value).note();
        request.note(NoteUpdate.builder().text(note.text()).updatedBy(note.author()).build());
      }
      case VERIFICATION_STATE -> request.verificationState(value.toString());
      case CONFIDENCE -> request.confidence(((FieldValue.Percentage) value).number());
      case CRITICALITY -> request.criticality(((FieldValue.Percentage) value).number());
      case TYPES -> request.types(((FieldValue.Texts) value).texts());
      case USER_DEFINED_FIELDS -> request.userDefinedFields(((FieldValue.Entries) value).entries());
      case RELATED_FINDINGS ->
          request.relatedFindings(
              ((FieldValue.References) value)
                  .findings().stream()
                      .map(
                          finding ->
                              RelatedFinding.builder()
                                  .id(finding.id())
                                  .productArn(finding.productArn())
                                  .build())
                      .toList());
      case SEVERITY_ID, STATUS_ID -> {
        // BatchUpdateFindings has no such member, and SecurityHub asks for none
      }
    }
  }

  private static AwsSecurityFindingIdentifier identifier(FindingIdentifier identifier) {
    return switch (identifier) {
      case FindingIdentifier.Asff(var id, var productArn) ->
          AwsSecurityFindingIdentifier.builder().id(id).productArn(productArn).build();
      case FindingIdentifier.MetadataUid _, FindingIdentifier.OcsfParts _ ->
          throw new IllegalArgumentException(
              "BatchUpdateFindings takes findings in ASFF only: " + identifier);
    };
  }

  /// What an answer calls a finding, or nothing where it leaves that out in whole or in part.
  private static List<FindingIdentifier> names(@Nullable AwsSecurityFindingIdentifier identifier) {
    return identifier != null && isText(identifier.id()) && isText(identifier.productArn())
        ? List.of(new FindingIdentifier.Asff(identifier.id(), identifier.productArn()))
        : List.of();
  }

  private static boolean isText(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
