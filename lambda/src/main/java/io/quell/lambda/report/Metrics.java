package io.quell.lambda.report;

import io.quell.finding.Json;
import io.quell.finding.JsonMembers;
import io.quell.hub.UpdateResult;
import io.quell.lambda.event.Delivery;
import io.quell.rule.Card;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// CloudWatch metrics in the embedded metric format: log lines that CloudWatch reads numbers from,
/// without a call.
///
/// The first line has the numbers over all, each further one those of one error code or, where that
/// is switched on, of one rule. [MetricName] says which there are.
///
/// @param stack the name of the stack, a dimension of all metrics; empty where the function belongs
///     to none
/// @param isByRule whether there are lines by rule: CloudWatch charges for each rule and metric
public record Metrics(Optional<String> stack, boolean isByRule) {
  /// The namespace of all metrics.
  public static final String NAMESPACE = "Quell";
  /// The dimension that has the stack's name.
  public static final String STACK = "Stack";
  /// The dimension that has a rule's id.
  public static final String RULE = "Rule";
  /// The dimension that has the error code of an unprocessed finding.
  public static final String CODE = "Code";

  /// The environment variable with the stack's name.
  static final String STACK_VARIABLE = "QUELL_STACK";
  /// The one that says whether there are lines by rule, `on` or `off`.
  static final String RULE_METRICS = "QUELL_RULE_METRICS";

  private static final String ON = "on";
  private static final String OFF = "off";

  /// What the environment says.
  ///
  /// @throws IllegalArgumentException where a variable has a value that it cannot have
  public static Metrics of(Map<String, String> environment) {
    String stack = environment.getOrDefault(STACK_VARIABLE, "").strip();
    String byRule = environment.getOrDefault(RULE_METRICS, "").strip();
    if (!List.of("", ON, OFF).contains(byRule)) {
      throw new IllegalArgumentException(
          "%s is '%s'; it can be %s or %s".formatted(RULE_METRICS, byRule, ON, OFF));
    }
    return new Metrics(stack.isEmpty() ? Optional.empty() : Optional.of(stack), byRule.equals(ON));
  }

  /// The lines about an invocation.
  ///
  /// @param now the time that the numbers count for
  public List<String> lines(Report report, Instant now) {
    return lines(report, now, Set.of());
  }

  /// The lines about an invocation that reconciles, which has a limit, an alarm and counts of its
  /// own for what it gives back. The alarms on these two roll back rules that are being published,
  /// which may be those that mend a mistake.
  ///
  /// @param now the time that the numbers count for
  public List<String> reconciliationLines(Report report, Instant now) {
    return lines(
        report, now, Set.of(MetricName.FINDINGS_GIVEN_BACK, MetricName.FINDINGS_NOT_GIVEN_BACK));
  }

  private List<String> lines(Report report, Instant now, Set<MetricName> leftOut) {
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
    if (isByRule) {
      byRule.forEach(
          (rule, counts) -> lines.add(line(Map.of(RULE, rule), counts, report.ruleBook(), now)));
    }
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
    if (result.outcome() instanceof Result.Observed) {
      count(overall, MetricName.FINDINGS_WOULD_UPDATE);
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

  /// A line with numbers of the stack, or of one more dimension.
  public String line(
      Map<String, String> dimension, Map<MetricName, Long> counts, String ruleBook, Instant now) {
    return line(dimension, counts, Map.of("ruleBook", ruleBook), now);
  }

  /// A line with numbers of the stack, or of one more dimension, and with other members as well.
  public String line(
      Map<String, String> dimension,
      Map<MetricName, Long> counts,
      Map<String, String> others,
      Instant now) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    stack.ifPresent(name -> dimensions.put(STACK, name));
    dimensions.putAll(dimension);
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
                    List.of(List.copyOf(dimensions.keySet())),
                    "Metrics",
                    counts.keySet().stream()
                        .map(
                            name ->
                                new JsonMembers()
                                    .with("Name", name.id())
                                    .with("Unit", "Count")
                                    .members())
                        .toList()))));
    line.putAll(dimensions);
    counts.forEach((name, count) -> line.put(name.id(), count));
    line.putAll(others);
    return Json.write(line);
  }
}
