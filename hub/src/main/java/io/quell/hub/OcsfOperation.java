package io.quell.hub;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Note;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.update.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2Request;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2Response;
import software.amazon.awssdk.services.securityhub.model.OcsfFindingIdentifier;

/// BatchUpdateFindingsV2, for findings in OCSF: by `MetadataUids` or by `FindingIdentifiers`, never
/// both in one call.
record OcsfOperation(SecurityHubClient client) implements Operation {

  @Override
  public CallAnswer send(Batch batch, Duration timeout) {
    BatchUpdateFindingsV2Response response = client.batchUpdateFindingsV2(request(batch, timeout));
    var answer = new CallAnswer();
    response
        .processedFindings()
        .forEach(
            finding ->
                answer.processed(
                    finding == null
                        ? List.of()
                        : names(finding.metadataUid(), finding.findingIdentifier())));
    response
        .unprocessedFindings()
        .forEach(
            finding -> {
              if (finding == null) {
                answer.unprocessed(List.of(), null, null);
              } else {
                answer.unprocessed(
                    names(finding.metadataUid(), finding.findingIdentifier()),
                    finding.errorCodeAsString(),
                    finding.errorMessage());
              }
            });
    return answer;
  }

  private static BatchUpdateFindingsV2Request request(Batch batch, Duration timeout) {
    Update update = batch.update();
    var request =
        BatchUpdateFindingsV2Request.builder()
            .overrideConfiguration(settings -> settings.apiCallTimeout(timeout))
            .severityId(update.severityId().map(OcsfSeverity::id).orElse(null))
            .statusId(update.statusId().map(OcsfStatus::id).orElse(null))
            .comment(update.note().map(Note::text).orElse(null));
    List<String> uids = new ArrayList<>();
    List<OcsfFindingIdentifier> parts = new ArrayList<>();
    for (FindingIdentifier finding : batch.findings()) {
      switch (finding) {
        case FindingIdentifier.MetadataUid(var uid) -> uids.add(uid);
        case FindingIdentifier.OcsfParts(var account, var own, var product) ->
            parts.add(
                OcsfFindingIdentifier.builder()
                    .cloudAccountUid(account)
                    .findingInfoUid(own)
                    .metadataProductUid(product)
                    .build());
        case FindingIdentifier.Asff _ ->
            throw new IllegalArgumentException(
                "BatchUpdateFindingsV2 takes findings in OCSF only: " + finding);
      }
    }
    return (uids.isEmpty() ? request.findingIdentifiers(parts) : request.metadataUids(uids))
        .build();
  }

  /// What an answer calls a finding: in one way, or in both, whichever way the call did.
  private static List<FindingIdentifier> names(
      @Nullable String uid, @Nullable OcsfFindingIdentifier parts) {
    List<FindingIdentifier> names = new ArrayList<>(2);
    if (uid != null && !uid.isBlank()) {
      names.add(new FindingIdentifier.MetadataUid(uid));
    }
    if (parts != null
        && isText(parts.cloudAccountUid())
        && isText(parts.findingInfoUid())
        && isText(parts.metadataProductUid())) {
      names.add(
          new FindingIdentifier.OcsfParts(
              parts.cloudAccountUid(), parts.findingInfoUid(), parts.metadataProductUid()));
    }
    return names;
  }

  private static boolean isText(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
