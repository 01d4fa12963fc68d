package io.quell.infra.operations;

import io.quell.lambda.report.MetricName;
import io.quell.lambda.report.Metrics;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.constructs.Construct;

/// The metrics that the functions of one stack write to their logs, as alarms and graphs look at
/// them. All of them carry the stack's name, so that two stacks in one account and Region do not
/// count for each other.
///
/// @param stack the stack's name, as the functions have it in `QUELL_STACK`
record LoggedMetrics(String stack) {
  /// Alarms and graphs look at five minutes at a time.
  static final Duration PERIOD = Duration.minutes(5);

  /// Those of the stack that something is in.
  static LoggedMetrics in(Construct scope) {
    return new LoggedMetrics(Stack.of(scope).getStackName());
  }

  /// The sum over all rules and codes.
  Metric sum(MetricName name) {
    return sum(name, Map.of(Metrics.STACK, stack));
  }

  /// The sum of one error code.
  Metric sumOfCode(MetricName name, String code) {
    return sum(name, Map.of(Metrics.STACK, stack, Metrics.CODE, code));
  }

  private static Metric sum(MetricName name, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(Metrics.NAMESPACE)
        .metricName(name.id())
        .dimensionsMap(dimensions)
        .statistic(Stats.SUM)
        .period(PERIOD)
        .build();
  }

  /// One line a rule, or a code, whichever there are.
  MathExpression by(MetricName name, String dimension) {
    return MathExpression.Builder.create()
        .expression(
            "SEARCH('{%s,%s,%s} MetricName=\"%s\" %s=\"%s\"', 'Sum', %d)"
                .formatted(
                    Metrics.NAMESPACE,
                    Metrics.STACK,
                    dimension,
                    name.id(),
                    Metrics.STACK,
                    stack,
                    PERIOD.toSeconds().intValue()))
        .usingMetrics(Map.of())
        .period(PERIOD)
        .label("")
        .build();
  }
}
