package io.quell.infra.operations;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sqs.Queue;

/// Whether nothing is done although there is something to do: 1 where it is so. CloudFormation does
/// not see that somebody has disabled an event source mapping or has reserved no concurrency.
final class Stopped {
  /// Longer than a message is hidden that is being worked on, but for those of a reconciliation,
  /// which say themselves that they are.
  static final int PERIODS = 3;

  // More than a function is invoked in five minutes.
  private static final int MANY = 1_000_000_000;

  private Stopped() {}

  /// Messages wait all the time, none is worked on, and nobody takes any. SQS has these numbers for
  /// every queue that holds messages.
  static IMetric queue(Queue queue) {
    return MetricMath.expression(
        "Stopped",
        "IF(m0 > 0 AND m1 < 1 AND m2 < 1, 1, 0)",
        List.of(
            queue.metricApproximateNumberOfMessagesVisible(of(Stats.MINIMUM)),
            queue.metricApproximateNumberOfMessagesNotVisible(of(Stats.MAXIMUM)),
            queue.metricNumberOfMessagesReceived(of(Stats.SUM))));
  }

  /// Asynchronous events are dropped, and the function does not run at all: so it is with a
  /// reserved concurrency of 0. Both metrics have no data where they would be 0, and the sum leaves
  /// out what has none: it is above 0 only where events were dropped and nothing was invoked.
  static IMetric asynchronous(IFunction function) {
    return MetricMath.expression(
        "Stopped",
        "SUM([m0, -%d * m1])".formatted(MANY),
        List.of(
            function.metric("AsyncEventsDropped", of(Stats.SUM)),
            function.metricInvocations(of(Stats.SUM))));
  }

  private static MetricOptions of(String statistic) {
    return MetricOptions.builder().statistic(statistic).period(LoggedMetrics.PERIOD).build();
  }
}
