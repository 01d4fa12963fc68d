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
import java.util.TreeMap;

/// CloudWatch metrics in the embedded metric format: log lines that CloudWatch reads numbers from,
/// without a call.
///
/// Namespace `Quell`, unit Count. Over all: `FindingsEvaluated`, `FindingsUpdated`,
/// `FindingsUnprocessed`, `RuleFailures`, `EventsSkipped`, `EventsUnreadable`. By `Rule`:
/// `FindingsMatched`, `FindingsUpdated`, `RuleFailures`. By `Code`: `FindingsUnprocessed`.
public final class Metrics {
  private static final String NAMESPACE = "Quell";

  private Metrics() {}

  /// The lines about an invocation.
  ///
  /// @param now the time that the numbers count for
  public static List<String> of(Report report, Instant now) {
    Map<String, Long> overall = new LinkedHashMap<>();
    for (String name :
        List.of(
            "FindingsEvaluated",
            "FindingsUpdated",
            "FindingsUnprocessed",
            "RuleFailures",
            "EventsSkipped",
            "EventsUnreadable")) {
      overall.put(name, 0L);
    }
    Map<String, Map<String, Long>> byRule = new TreeMap<>();
    Map<String, Map<String, Long>> byCode = new TreeMap<>();
    for (Report.Entry entry : report.entries()) {
      switch (entry.delivery().content()) {
        case Delivery.Skipped _ -> count(overall, "EventsSkipped");
        case Delivery.Unreadable _ -> count(overall, "EventsUnreadable");
        case Delivery.Findings(_, var unreadable, _) -> {
          if (!unreadable.isEmpty()) {
            count(overall, "EventsUnreadable");
          }
        }
      }
      entry.results().forEach(result -> count(result, overall, byRule, byCode));
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(Map.of(), overall, report.ruleBook(), now));
    byRule.forEach(
        (rule, counts) -> lines.add(line(Map.of("Rule", rule), counts, report.ruleBook(), now)));
    byCode.forEach(
        (code, counts) -> lines.add(line(Map.of("Code", code), counts, report.ruleBook(), now)));
    return lines;
  }

  private static void count(
      Result result,
      Map<String, Long> overall,
      Map<String, Map<String, Long>> byRule,
      Map<String, Map<String, Long>> byCode) {
    count(overall, "FindingsEvaluated");
    List<String> matched = result.evaluation().matched().stream().map(Card::id).toList();
    matched.forEach(rule -> count(in(byRule, rule), "FindingsMatched"));
    result
        .evaluation()
        .failures()
        .forEach(
            failure -> {
              count(overall, "RuleFailures");
              count(in(byRule, failure.rule()), "RuleFailures");
            });
    if (result.outcome() instanceof Result.Sent(var answer)) {
      switch (answer) {
        case UpdateResult.Processed _ -> {
          count(overall, "FindingsUpdated");
          matched.forEach(rule -> count(in(byRule, rule), "FindingsUpdated"));
        }
        case UpdateResult.Unprocessed(var code, _, _) -> {
          count(overall, "FindingsUnprocessed");
          count(in(byCode, code), "FindingsUnprocessed");
        }
      }
    }
  }

  private static Map<String, Long> in(Map<String, Map<String, Long>> groups, String name) {
    return groups.computeIfAbsent(name, _ -> new LinkedHashMap<>());
  }

  private static void count(Map<String, Long> counts, String name) {
    counts.merge(name, 1L, Long::sum);
  }

  /// A line with numbers of one dimension, or of none.
  static String line(
      Map<String, String> dimension, Map<String, Long> counts, String ruleBook, Instant now) {
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
                        .map(name -> Map.of("Name", name, "Unit", "Count"))
                        .toList()))));
    line.putAll(dimension);
    line.putAll(counts);
    line.put("ruleBook", ruleBook);
    return Json.write(line);
  }
}
