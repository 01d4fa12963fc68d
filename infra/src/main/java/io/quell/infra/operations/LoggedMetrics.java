package io.quell.infra.operations;

import io.quell.lambda.report.MetricName;
import io.quell.lambda.report.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/// The metrics that the function writes to its log, as alarms and graphs look at them.
final class LoggedMetrics {
  /// Alarms and graphs look at five minutes at a time.
  static final Duration PERIOD = Duration.minutes(5);

  private LoggedMetrics() {}

  /// The sum over all rules and codes.
  static Metric sum(MetricName name) {
    return Metric.Builder.create()
        .namespace(Metrics.NAMESPACE)
        .metricName(name.id())
        .statistic(Stats.SUM)
        .period(PERIOD)
        .build();
  }

  /// One line a rule, or a code, whichever there are.
  static MathExpression by(MetricName name, String dimension) {
    return MathExpression.Builder.create()
        .expression(
            "SEARCH('{%s,%s} MetricName=\"%s\"', 'Sum', %d)"
                .formatted(Metrics.NAMESPACE, dimension, name.id(), PERIOD.toSeconds().intValue()))
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
