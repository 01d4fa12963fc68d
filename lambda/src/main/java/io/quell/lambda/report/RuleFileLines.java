package io.quell.lambda.report;

import io.quell.finding.JsonMembers;
import io.quell.lambda.publication.News;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the log says of the file of rules that is published while the function runs.
///
/// When other rules run from now on, or a refused file gives way to the one that runs, it is one
/// line. At each poll after which other rules run than those that are deployed, or none, it is an
/// error and a metric without dimensions, [MetricName#RULE_FILE_REFUSED] or
/// [MetricName#RULE_FILE_UNAVAILABLE].
public final class RuleFileLines {
  private static final String RULE_BOOK = "ruleBook";
  private static final String NONE = "none";

  private RuleFileLines() {}

  /// The lines about a piece of news.
  ///
  /// @param now the time that the metric counts for
  public static List<String> of(News news, Instant now) {
    return switch (news) {
      case News.Taken(var version) ->
          List.of(JsonMembers.line("INFO", "rules taken").with(RULE_BOOK, version).toString());
      case News.Restored(var version) ->
          List.of(
              JsonMembers.line("INFO", "rules accepted again").with(RULE_BOOK, version).toString());
      case News.Refused(var configuration, var problems, var running) ->
          List.of(
              JsonMembers.line("ERROR", "rules refused")
                  .with("configuration", configuration)
                  .with("problems", problems)
                  .with(RULE_BOOK, running.orElse(NONE))
                  .toString(),
              metric(MetricName.RULE_FILE_REFUSED, running, now));
      case News.Unavailable(var reason, var running) ->
          List.of(
              JsonMembers.line("ERROR", "rules unavailable")
                  .with("reason", reason)
                  .with(RULE_BOOK, running.orElse(NONE))
                  .toString(),
              metric(MetricName.RULE_FILE_UNAVAILABLE, running, now));
    };
  }

  private static String metric(MetricName name, Optional<String> running, Instant now) {
    return Metrics.line(Map.of(), Map.of(name, 1L), running.orElse(NONE), now);
  }
}
