package io.quell.infra.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/// Metric math for alarms, over metrics that often have no data. `SUM` of a list leaves out what
/// has none, where `+` and `-` would have no data either (CloudWatch, metric math functions).
final class MetricMath {
  /// An alarm looks at ten metrics at most (CloudWatch, metric math alarms).
  static final int MOST_METRICS = 10;

  private MetricMath() {}

  /// The sum.
  static IMetric total(List<Metric> metrics) {
    return metrics.size() == 1
        ? metrics.getFirst()
        : expression("Total", "SUM([%s])".formatted(String.join(", ", names(metrics))), metrics);
  }

  /// The first without the others.
  static IMetric difference(String label, Metric whole, List<Metric> parts) {
    List<Metric> metrics = new ArrayList<>(List.of(whole));
    metrics.addAll(parts);
    return expression(
        label, "SUM([%s])".formatted(String.join(", -1 * ", names(metrics))), metrics);
  }

  /// An expression over metrics that it names `m0`, `m1` and so on.
  static MathExpression expression(String label, String expression, List<Metric> metrics) {
    Map<String, IMetric> byName = new LinkedHashMap<>();
    metrics.forEach(metric -> byName.put("m" + byName.size(), metric));
    return MathExpression.Builder.create()
        .expression(expression)
        .usingMetrics(byName)
        .period(LoggedMetrics.PERIOD)
        .label(label)
        .build();
  }

  private static List<String> names(List<Metric> metrics) {
    return IntStream.range(0, metrics.size()).mapToObj(at -> "m" + at).toList();
  }
}
