package io.quell.lambda.snapshot;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// What AWS answers to the calls that the function makes when all goes well: every update is taken,
/// a read shows one finding, and AppConfig has nothing deployed.
public final class AwsAnswers implements LoopbackServer.Answers {
  /// BatchUpdateFindings.
  public static final String UPDATE_ASFF = "PATCH /findings/batchupdate";
  /// BatchUpdateFindingsV2.
  public static final String UPDATE_OCSF = "PATCH /findingsv2/batchupdatev2";
  /// GetFindings.
  public static final String READ_ASFF = "POST /findings";
  /// GetFindingsV2.
  public static final String READ_OCSF = "POST /findingsv2";
  /// StartConfigurationSession.
  public static final String START_SESSION = "POST /configurationsessions";
  /// GetLatestConfiguration.
  public static final String LATEST_CONFIGURATION = "GET /configuration";

  private final Object asff;
  private final Object ocsf;
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  /// @param asff the finding that GetFindings shows, as JSON
  /// @param ocsf the one that GetFindingsV2 shows
  public AwsAnswers(Object asff, Object ocsf) {
    this.asff = asff;
    this.ocsf = ocsf;
  }

  /// Of these calls those that nobody has made.
  public List<String> unasked(Set<String> calls) {
    Set<String> unasked = new TreeSet<>(calls);
    unasked.removeAll(answered);
    return List.copyOf(unasked);
  }

  @Override
  public Optional<LoopbackServer.Answer> to(LoopbackServer.LoopbackRequest request) {
    Optional<LoopbackServer.Answer> answer =
        switch (request.target()) {
          case UPDATE_ASFF -> taken(names(request.body(), "FindingIdentifiers"));
          case UPDATE_OCSF -> taken(ocsfNames(request.body()));
          case READ_ASFF -> json(Map.of("Findings", List.of(asff)));
          case READ_OCSF -> json(Map.of("Findings", List.of(ocsf)));
          case START_SESSION -> json(Map.of("InitialConfigurationToken", "first"));
          case LATEST_CONFIGURATION ->
              Optional.of(
                  new LoopbackServer.Answer(
                      Map.of(
                          "Next-Poll-Configuration-Token",
                          "next",
                          "Next-Poll-Interval-In-Seconds",
                          "60"),
                      ""));
          default -> Optional.empty();
        };
    if (answer.isPresent()) {
      answered.add(request.target());
    }
    return answer;
  }

  private static Optional<LoopbackServer.Answer> taken(List<?> names) {
    return json(Map.of("ProcessedFindings", names, "UnprocessedFindings", List.of()));
  }

  private static List<?> ocsfNames(String request) {
    List<Object> names = new ArrayList<>();
    names(request, "MetadataUids").forEach(uid -> names.add(Map.of("MetadataUid", uid)));
    names(request, "FindingIdentifiers")
        .forEach(parts -> names.add(Map.of("FindingIdentifier", parts)));
    return names;
  }

  private static List<?> names(String request, String member) {
    try {
      return Json.read(request) instanceof Map<?, ?> members
              && members.get(member) instanceof List<?> names
          ? names
          : List.of();
    } catch (UnreadableException e) {
      throw new IllegalArgumentException("the client has sent no JSON: " + e.getMessage(), e);
    }
  }

  private static Optional<LoopbackServer.Answer> json(Map<String, ?> members) {
    return Optional.of(new LoopbackServer.Answer(Map.of(), Json.write(members)));
  }
}
