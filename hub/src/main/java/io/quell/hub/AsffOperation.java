package io.quell.hub;

import io.quell.finding.FindingIdentifier;
import io.quell.update.Update;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
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
    Map<FindingIdentifier, Refusal> refused = new HashMap<>();
    response
        .unprocessedFindings()
        .forEach(
            finding ->
                refused.put(
                    identifier(finding.findingIdentifier()),
                    new Refusal(finding.errorCode(), String.valueOf(finding.errorMessage()))));
    return new CallAnswer(
        response.processedFindings().stream()
            .map(AsffOperation::identifier)
            .collect(Collectors.toSet()),
        refused);
  }

  private static BatchUpdateFindingsRequest request(Batch batch, Duration timeout) {
    Update update = batch.update();
    var request =
        BatchUpdateFindingsRequest.builder()
            .overrideConfiguration(settings -> settings.apiCallTimeout(timeout))
            .findingIdentifiers(batch.findings().stream().map(AsffOperation::identifier).toList());
    severity(update, request);
    update
        .workflowStatus()
        .ifPresent(status -> request.workflow(workflow -> workflow.status(status.name())));
    update
        .note()
        .ifPresent(
            note ->
                request.note(
                    NoteUpdate.builder().text(note.text()).updatedBy(note.author()).build()));
    update.verificationState().ifPresent(state -> request.verificationState(state.name()));
    request.confidence(update.newConfidence()).criticality(update.newCriticality());
    if (!update.types().isEmpty()) {
      request.types(update.types());
    }
    if (!update.userDefinedFields().isEmpty()) {
      request.userDefinedFields(update.userDefinedFields());
    }
    if (!update.relatedFindings().isEmpty()) {
      request.relatedFindings(
          update.relatedFindings().stream()
              .map(
                  finding ->
                      RelatedFinding.builder()
                          .id(finding.id())
                          .productArn(finding.productArn())
                          .build())
              .toList());
    }
    return request.build();
  }

  private static void severity(Update update, BatchUpdateFindingsRequest.Builder request) {
    var severity =
        SeverityUpdate.builder()
            .normalized(update.newNormalizedSeverity())
            .product(update.newProductSeverity());
    update.severity().ifPresent(label -> severity.label(label.name()));
    if (!severity.build().equals(SeverityUpdate.builder().build())) {
      request.severity(severity.build());
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

  private static FindingIdentifier identifier(AwsSecurityFindingIdentifier identifier) {
    return new FindingIdentifier.Asff(identifier.id(), identifier.productArn());
  }
}
