package io.quell.infra.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/// The metrics that the function writes to its log in CloudWatch's embedded metric format.
enum WatchedMetric {
  FINDINGS_EVALUATED("FindingsEvaluated"), //
  FINDINGS_UPDATED("FindingsUpdated"), //
  FINDINGS_MATCHED("FindingsMatched"), //
  FINDINGS_UNPROCESSED("FindingsUnprocessed"), //
  RULE_FAILURES("RuleFailures"), //
  EVENTS_SKIPPED("EventsSkipped"), //
  EVENTS_UNREADABLE("EventsUnreadable"), //
  RULE_FILE_REFUSED("RuleFileRefused"), //
  RULE_FILE_UNAVAILABLE("RuleFileUnavailable");

  /// The namespace of all of them.
  static final String NAMESPACE = "Quell";
  /// The dimension that has the rule's id.
  static final String RULE = "Rule";
  /// The dimension that has the error code of an unprocessed finding.
  static final String CODE = "Code";
  /// Alarms and graphs look at five minutes at a time.
  static final Duration PERIOD = Duration.minutes(5);

  private final String id;

  WatchedMetric(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /// The sum over all rules and codes.
  Metric sum() {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName(id)
        .statistic(Stats.SUM)
        .period(PERIOD)
        .build();
  }

  /// One line a rule, or a code, whichever there are.
  MathExpression by(String dimension) {
    return MathExpression.Builder.create()
        .expression(
            "SEARCH('{%s,%s} MetricName=\"%s\"', 'Sum', %d)"
                .formatted(NAMESPACE, dimension, id, PERIOD.toSeconds().intValue()))
        .usingMetrics(Map.of())
        .period(PERIOD)
        .label("")
        .build();
  }

  /// The sum of metrics of which most have no data.
  static IMetric total(List<Metric> metrics) {
    if (metrics.size() == 1) {
      return metrics.getFirst();
    }
    Map<String, IMetric> byName = new LinkedHashMap<>();
    metrics.forEach(metric -> byName.put("m" + byName.size(), metric));
    return MathExpression.Builder.create()
        .expression("SUM([%s])".formatted(String.join(", ", byName.keySet())))
        .usingMetrics(byName)
        .period(PERIOD)
        .label("Total")
        .build();
  }
}
