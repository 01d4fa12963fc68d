package io.quell.hub.reading;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.PlainJson;
import io.quell.hub.call.RateLimiter;
import io.quell.hub.call.RepeatableCall;
import io.quell.hub.call.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Request;

/// Reads findings page by page, those in ASFF by GetFindings and those in OCSF by GetFindingsV2.
///
/// Others call too: a refused call is tried again.
///
/// @param limiter keeps the calls within the quota
/// @param mostTries how often a call is tried
public record FindingReader(
    SecurityHubClient client, RateLimiter limiter, TimeSource time, int mostTries) {
  /// The most findings on a page (GetFindings and GetFindingsV2, MaxResults).
  private static final int MOST_RESULTS = 100;

  public void read(Format format, Map<String, Object> filters, Consumer<Finding> taker)
      throws UnreadableException {
    Object nextToken = null;
    do {
      Map<String, Object> request = request(filters, nextToken);
      Map<String, Object> page =
          RepeatableCall.answer(time, mostTries, () -> call(format, request));
      for (Object finding : findings(page)) {
        taker.accept(Finding.read(finding));
      }
      nextToken = page.get("NextToken");
    } while (nextToken != null);
  }

  /// Reads one page, and what on it is no finding is told beside it.
  ///
  /// @param sorting the member `SortCriteria`; none for the hub's own order
  /// @param nextToken what the page before has answered, or null for the first page
  public HubPage page(
      Format format,
      Map<String, Object> filters,
      List<Map<String, Object>> sorting,
      @Nullable String nextToken) {
    Map<String, Object> request = request(filters, nextToken);
    if (!sorting.isEmpty()) {
      request.put("SortCriteria", sorting);
    }
    Map<String, Object> page = RepeatableCall.answer(time, mostTries, () -> call(format, request));
    List<Finding> findings = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Object finding : findings(page)) {
      try {
        findings.add(Finding.read(finding));
      } catch (UnreadableException e) {
        unreadable.add(String.valueOf(e.getMessage()));
      }
    }
    return new HubPage(
        findings, unreadable, Optional.ofNullable(page.get("NextToken")).map(Object::toString));
  }

  private static List<?> findings(Map<String, Object> page) {
    return page.get("Findings") instanceof List<?> findings ? findings : List.of();
  }

  /// The filters for findings of one format by their identifiers.
  public static Map<String, Object> filters(
      Format format, Collection<FindingIdentifier> identifiers) {
    List<Map<String, Object>> names = new ArrayList<>();
    identifiers.forEach(
        identifier -> {
          switch (identifier) {
            case FindingIdentifier.Asff(var id, _) -> names.add(equal(id));
            case FindingIdentifier.MetadataUid(var uid) ->
                names.add(Map.of("FieldName", "metadata.uid", "Filter", equal(uid)));
            case FindingIdentifier.OcsfParts _ ->
                throw new IllegalArgumentException("no filter names " + identifier);
          }
        });
    return switch (format) {
      case ASFF -> Map.of("Id", names);
      case OCSF ->
          Map.of("CompositeFilters", List.of(Map.of("StringFilters", names, "Operator", "OR")));
    };
  }

  private static Map<String, Object> equal(String value) {
    return Map.of("Value", value, "Comparison", "EQUALS");
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
    limiter.acquire(Deadline.farOff(time), Duration.ZERO);
    var json = new PlainJson(request);
    var plain = AwsRequestOverrideConfiguration.builder().addPlugin(json).build();
    switch (format) {
      case ASFF ->
          client.getFindings(GetFindingsRequest.builder().overrideConfiguration(plain).build());
      case OCSF ->
          client.getFindingsV2(GetFindingsV2Request.builder().overrideConfiguration(plain).build());
    }
    Map<String, Object> answer = json.answer();
    Object findings = answer.get("Findings");
    if (findings != null && !(findings instanceof List<?>)) {
      throw SdkClientException.create("the answer's Findings are no list");
    }
    return answer;
  }
}
