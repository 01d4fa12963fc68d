package io.quell.hub;

import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.PlainJson;
import io.quell.hub.call.RepeatableCall;
import io.quell.hub.call.TimeSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.BatchImportFindingsRequest;

/// Imports findings in ASFF, as a provider does.
///
/// A call that got lost is made again: an import whose `UpdatedAt` is not later than that of the
/// finding that is there changes nothing (user guide, BatchImportFindings).
record FindingImporter(SecurityHubClient client, TimeSource time) {
  void send(Map<String, Object> finding) {
    Map<String, Object> answer =
        RepeatableCall.answer(time, () -> call(Map.of("Findings", List.of(finding))));
    if (answer.get("FailedFindings") instanceof List<?> failed && !failed.isEmpty()) {
      throw CallRefusedException.refused(
          failed.getFirst() instanceof Map<?, ?> entry
              ? "%s (%s)".formatted(entry.get("ErrorMessage"), entry.get("ErrorCode"))
              : String.valueOf(failed.getFirst()),
          true,
          null);
    }
  }

  private Map<String, Object> call(Map<String, Object> request) {
    var json = new PlainJson(request);
    client.batchImportFindings(
        BatchImportFindingsRequest.builder()
            .overrideConfiguration(
                AwsRequestOverrideConfiguration.builder().addPlugin(json).build())
            .build());
    return json.answer();
  }
}
