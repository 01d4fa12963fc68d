package io.quell.lambda.report;

import io.quell.finding.Json;
import io.quell.hub.UpdateResult;
import io.quell.lambda.event.Delivery;
import io.quell.rule.Card;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// CloudWatch metrics in the embedded metric format: log lines that CloudWatch reads numbers from,
/// without a call.
///
/// The first line has the numbers over all, each further one those of one rule, or of one error
/// code. [MetricName] says which there are.
public final class Metrics {
  /// The namespace of all metrics.
  public static final String NAMESPACE = "Quell";
  /// The dimension that has a rule's id.
  public static final String RULE = "Rule";
  /// The dimension that has the error code of an unprocessed finding.
  public static final String CODE = "Code";

  private Metrics() {}

  /// The lines about an invocation.
  ///
  /// @param now the time that the numbers count for
  public static List<String> of(Report report, Instant now) {
    return of(report, now, Set.of());
  }

  /// The lines about an invocation that reconciles, which has a limit, an alarm and counts of its
  /// own for what it gives back. The alarms on these two roll back rules that are being published,
  /// which may be those that mend a mistake.
  ///
  /// @param now the time that the numbers count for
  public static List<String> ofReconciliation(Report report, Instant now) {
    return of(
        report, now, Set.of(MetricName.FINDINGS_GIVEN_BACK, MetricName.FINDINGS_NOT_GIVEN_BACK));
  }

  private static List<String> of(Report report, Instant now, Set<MetricName> leftOut) {
    Map<MetricName, Long> overall = new LinkedHashMap<>();
    for (MetricName name :
        List.of(
            MetricName.FINDINGS_EVALUATED,
            MetricName.FINDINGS_UPDATED,
            MetricName.FINDINGS_UNPROCESSED,
            MetricName.FINDINGS_GIVEN_BACK,
            MetricName.FINDINGS_NOT_GIVEN_BACK,
            MetricName.FINDINGS_LEFT_WHOLE,
            MetricName.FINDINGS_OF_UNKNOWN_RULES,
            MetricName.FINDINGS_SUPERSEDED,
            MetricName.RULE_FAILURES,
            MetricName.RULES_RUNNING_AWAY,
            MetricName.FINDINGS_NOT_REACHED,
            MetricName.HUB_ANSWERS_UNREADABLE,
            MetricName.EVENTS_SKIPPED,
            MetricName.EVENTS_UNREADABLE)) {
      overall.put(name, 0L);
    }
    Map<String, Map<MetricName, Long>> byRule = new TreeMap<>();
    Map<String, Map<MetricName, Long>> byCode = new TreeMap<>();
    for (Report.Entry entry : report.entries()) {
      switch (entry.delivery().content()) {
        case Delivery.Skipped _ -> count(overall, MetricName.EVENTS_SKIPPED);
        case Delivery.Unreadable _ -> count(overall, MetricName.EVENTS_UNREADABLE);
        case Delivery.Findings(_, var unreadable, _) -> {
          if (!unreadable.isEmpty()) {
            count(overall, MetricName.EVENTS_UNREADABLE);
          }
        }
      }
      entry.results().forEach(result -> count(result, overall, byRule, byCode));
    }
    report
        .leftOut()
        .forEach(
            rule -> {
              count(overall, MetricName.RULES_RUNNING_AWAY);
              count(in(byRule, rule), MetricName.RULES_RUNNING_AWAY);
            });
    overall.keySet().removeAll(leftOut);
    List<String> lines = new ArrayList<>();
    lines.add(line(Map.of(), overall, report.ruleBook(), now));
    byRule.forEach(
        (rule, counts) -> lines.add(line(Map.of(RULE, rule), counts, report.ruleBook(), now)));
    byCode.forEach(
        (code, counts) -> lines.add(line(Map.of(CODE, code), counts, report.ruleBook(), now)));
    return lines;
  }

  private static void count(
      Result result,
      Map<MetricName, Long> overall,
      Map<String, Map<MetricName, Long>> byRule,
      Map<String, Map<MetricName, Long>> byCode) {
    if (result.isSuperseded()) {
      count(overall, MetricName.FINDINGS_SUPERSEDED);
      return;
    }
    boolean isNotReached =
        result.failure().filter(UpdateResult.Unprocessed::isNotReached).isPresent();
    if (isNotReached || !result.evaluation().notAsked().isEmpty()) {
      count(overall, MetricName.FINDINGS_NOT_REACHED);
    }
    if (!isNotReached) {
      count(overall, MetricName.FINDINGS_EVALUATED);
    }
    if (result.outcome() instanceof Result.NotGivenBack) {
      count(overall, MetricName.FINDINGS_NOT_GIVEN_BACK);
    }
    if (result.evaluation().isLeftWhole()) {
      count(overall, MetricName.FINDINGS_LEFT_WHOLE);
    }
    if (!result.evaluation().unknownRules().isEmpty()) {
      count(overall, MetricName.FINDINGS_OF_UNKNOWN_RULES);
    }
    List<String> matched = result.evaluation().matched().stream().map(Card::id).toList();
    matched.forEach(rule -> count(in(byRule, rule), MetricName.FINDINGS_MATCHED));
    result
        .evaluation()
        .failures()
        .forEach(
            failure -> {
              count(overall, MetricName.RULE_FAILURES);
              count(in(byRule, failure.rule()), MetricName.RULE_FAILURES);
            });
    if (result.outcome() instanceof Result.Sent(var answer)) {
      switch (answer) {
        case UpdateResult.Processed _ -> {
          count(overall, MetricName.FINDINGS_UPDATED);
          if (!result.evaluation().givenBack().isEmpty()) {
            count(overall, MetricName.FINDINGS_GIVEN_BACK);
          }
          matched.forEach(rule -> count(in(byRule, rule), MetricName.FINDINGS_UPDATED));
        }
        case UpdateResult.Unprocessed(var code, _, _) -> {
          count(overall, MetricName.FINDINGS_UNPROCESSED);
          count(in(byCode, code), MetricName.FINDINGS_UNPROCESSED);
          if (result.failure().filter(UpdateResult.Unprocessed::isUnreadable).isPresent()) {
            count(overall, MetricName.HUB_ANSWERS_UNREADABLE);
          }
        }
      }
    }
  }

  private static Map<MetricName, Long> in(Map<String, Map<MetricName, Long>> groups, String name) {
    return groups.computeIfAbsent(name, _ -> new LinkedHashMap<>());
  }

  private static void count(Map<MetricName, Long> counts, MetricName name) {
    counts.merge(name, 1L, Long::sum);
  }

  /// A line with numbers of one dimension, or of none.
  public static String line(
      Map<String, String> dimension, Map<MetricName, Long> counts, String ruleBook, Instant now) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put(
        "_aws",
        Map.of(
            "Timestamp",
            now.toEpochMilli(),
            "CloudWatchMetrics",
            List.of(
                Map.of(
                    "Namespace",
                    NAMESPACE,
                    "Dimensions",
                    List.of(List.copyOf(dimension.keySet())),
                    "Metrics",
                    counts.keySet().stream()
                        .map(name -> Map.of("Name", name.id(), "Unit", "Count"))
                        .toList()))));
    line.putAll(dimension);
    counts.forEach((name, count) -> line.put(name.id(), count));
    line.put("ruleBook", ruleBook);
    return Json.write(line);
  }
}
