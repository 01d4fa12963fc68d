package io.quell.hub;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Request;

/// Reads findings page by page, those in ASFF by GetFindings and those in OCSF by GetFindingsV2.
///
/// The quota is 3 calls a second with a burst of 6 (API reference, Welcome): a refused call is
/// tried again.
record FindingReader(SecurityHubClient client, TimeSource time) {
  /// The most findings on a page (GetFindings and GetFindingsV2, MaxResults).
  private static final int MOST_RESULTS = 100;

  void read(Format format, Map<String, Object> filters, Consumer<Finding> taker)
      throws UnreadableException {
    Object nextToken = null;
    do {
      Map<String, Object> request = request(filters, nextToken);
      Map<String, Object> page = RepeatableCall.answer(time, () -> call(format, request));
      if (page.get("Findings") instanceof List<?> findings) {
        for (Object finding : findings) {
          taker.accept(Finding.read(finding));
        }
      }
      nextToken = page.get("NextToken");
    } while (nextToken != null);
  }

  private static Map<String, Object> request(
      Map<String, Object> filters, @Nullable Object nextToken) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("Filters", filters);
    request.put("MaxResults", MOST_RESULTS);
    if (nextToken != null) {
      request.put("NextToken", nextToken);
    }
    return request;
  }

  private Map<String, Object> call(Format format, Map<String, Object> request) {
    var json = new PlainJson(request);
    var plain = AwsRequestOverrideConfiguration.builder().addPlugin(json).build();
    switch (format) {
      case ASFF ->
          client.getFindings(GetFindingsRequest.builder().overrideConfiguration(plain).build());
      case OCSF ->
          client.getFindingsV2(GetFindingsV2Request.builder().overrideConfiguration(plain).build());
    }
    return json.answer();
  }
}
