package io.quell.hub;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Request;

/// Reads findings page by page, those in ASFF by GetFindings and those in OCSF by GetFindingsV2.
///
/// The quota is 3 calls a second with a burst of 6 (API reference, Welcome): a refused call is
/// tried again after a pause that doubles.
record FindingReader(SecurityHubClient client, TimeSource time, int mostTries) {
  /// The most findings on a page (GetFindings and GetFindingsV2, MaxResults).
  private static final int MOST_RESULTS = 100;
  /// How often a call is tried when nobody is in a hurry.
  static final int MANY_TRIES = 8;
  /// How often it is tried in an invocation.
  static final int FEW_TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  void read(Format format, Map<String, Object> filters, Consumer<Finding> taker)
      throws UnreadableException {
    Object nextToken = null;
    do {
      Map<String, Object> page = page(format, request(filters, nextToken));
      if (page.get("Findings") instanceof List<?> findings) {
        for (Object finding : findings) {
          taker.accept(Finding.read(finding));
        }
      }
      nextToken = page.get("NextToken");
    } while (nextToken != null);
  }

  /// The filters for findings of one format by their identifiers.
  static Map<String, Object> filters(Format format, Collection<FindingIdentifier> identifiers) {
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

  private Map<String, Object> page(Format format, Map<String, Object> request) {
    for (int tries = 1; ; tries++) {
      try {
        return call(format, request);
      } catch (AwsServiceException e) {
        switch (Failure.of(e).reaction()) {
          case RETRY, SLOW_DOWN -> pauseAfter(tries, e);
          case SPLIT -> throw new CallRefusedException(message(e), true, e);
          case GIVE_BACK, REPORT -> throw new CallRefusedException(message(e), false, e);
        }
      } catch (SdkException e) { // lost on the way: to read again does no harm
        pauseAfter(tries, e);
      }
    }
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

  private void pauseAfter(int tries, SdkException refused) {
    if (tries == mostTries) {
      throw new CallRefusedException(message(refused), false, refused);
    }
    time.sleep(FIRST_PAUSE.multipliedBy(1L << (tries - 1)));
  }

  private static String message(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? "%s (%s)".formatted(service.awsErrorDetails().errorMessage(), Failure.of(service).code())
        : Failure.of(e).message();
  }
}
