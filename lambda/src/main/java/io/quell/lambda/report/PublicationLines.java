package io.quell.lambda.report;

import io.quell.finding.JsonMembers;
import io.quell.lambda.publication.News;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the log says of what is published while the function runs.
///
/// When another configuration counts from now on, or a refused one gives way to the one that
/// counts, it is one line. At each poll after which another one counts than the one that is
/// deployed, or none, it is an error and a metric.
///
/// @param kind what is published
/// @param metrics how metrics are written
/// @param compiledFor the version of the file that the stack was compiled for, such as
///     `0a1b2c3d4e5f`; empty where it was compiled for whatever is published
public record PublicationLines(Subject kind, Metrics metrics, String compiledFor) {
  private static final String NONE = "none";

  /// Of a stack that was compiled for whatever is published.
  public PublicationLines(Subject kind, Metrics metrics) {
    this(kind, metrics, "");
  }

  /// What is published.
  public enum Subject {
    /// The file of rules.
    RULES("rules", "ruleBook", MetricName.RULE_FILE_REFUSED, MetricName.RULE_FILE_UNAVAILABLE),
    /// The levers.
    LEVERS("levers", "levers", MetricName.LEVERS_REFUSED, MetricName.LEVERS_UNAVAILABLE);

    private final String word;
    private final String member;
    private final MetricName refused;
    private final MetricName unavailable;

    Subject(String word, String member, MetricName refused, MetricName unavailable) {
      this.word = word;
      this.member = member;
      this.refused = refused;
      this.unavailable = unavailable;
    }
  }

  /// The lines about a piece of news.
  ///
  /// @param now the time that the metric counts for
  public List<String> of(News news, Instant now) {
    return switch (news) {
      case News.Taken(var version) -> taken(version, now);
      case News.NonePublished(var running) -> nonePublished(running).toList();
      case News.Restored(var version) ->
          List.of(line("INFO", "accepted again", version).toString());
      case News.Refused(var configuration, var problems, var running) ->
          List.of(
              line("ERROR", "refused", running.orElse(NONE))
                  .with("configuration", configuration)
                  .with("problems", problems)
                  .toString(),
              metric(kind.refused, running, now));
      case News.Unavailable(var reason, var running) ->
          List.of(
              line("ERROR", "unavailable", running.orElse(NONE)).with("reason", reason).toString(),
              metric(kind.unavailable, running, now));
    };
  }

  /// What is taken; and that it is not what event patterns and roles were compiled for: findings
  /// that only the new rules are about may not arrive, and values that only they set are denied.
  private List<String> taken(String version, Instant now) {
    String taken = line("INFO", "taken", version).toString();
    if (compiledFor.isEmpty() || version.endsWith(" " + compiledFor)) {
      return List.of(taken);
    }
    return List.of(
        taken,
        line("WARN", "not those that the stack was compiled for", version)
            .with("compiledFor", compiledFor)
            .toString(),
        metric(MetricName.RULE_FILE_NOT_COMPILED, Optional.of(version), now));
  }

  /// A stack without levers is as it should be. One that is to run published rules is not.
  private Stream<String> nonePublished(String running) {
    return switch (kind) {
      case RULES ->
          Stream.of(packagedRules("nothing has been published in AppConfig yet", running));
      case LEVERS -> Stream.of();
    };
  }

  /// That packaged rules run where published ones are asked for.
  ///
  /// @param reason why
  /// @param ruleBook the rules that run
  public static String packagedRules(String reason, String ruleBook) {
    return JsonMembers.line("WARN", "packaged rules run")
        .with("reason", "QUELL_RULES asks for the rules in AppConfig, but " + reason)
        .with("ruleBook", ruleBook)
        .toString();
  }

  private JsonMembers line(String level, String what, String version) {
    return JsonMembers.line(level, kind.word + " " + what).with(kind.member, version);
  }

  private String metric(MetricName name, Optional<String> running, Instant now) {
    return metrics.line(Map.of(), Map.of(name, 1L), Map.of(kind.member, running.orElse(NONE)), now);
  }
}
