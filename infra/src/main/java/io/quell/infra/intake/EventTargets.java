package io.quell.infra.intake;

import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.sqs.Queue;

/// How event rules hand events over: they try for as long as EventBridge does, and have a
/// dead-letter queue.
public final class EventTargets {
  // What EventBridge does without being told (RetryPolicy), said here because alarms and
  // documentation rest on it.
  private static final int LONGEST_AGE_SECONDS = 24 * 60 * 60;
  private static final int ATTEMPTS = 185;

  private EventTargets() {}

  /// The target of an event rule.
  ///
  /// @param arn what takes the events
  /// @param undelivered the queue for the events that it did not take; one that is not FIFO
  ///     (EventBridge, dead-letter queues)
  public static CfnRule.TargetProperty.Builder of(String arn, Queue undelivered) {
    return new CfnRule.TargetProperty.Builder()
        .id("Quell")
        .arn(arn)
        .retryPolicy(
            CfnRule.RetryPolicyProperty.builder()
                .maximumEventAgeInSeconds(LONGEST_AGE_SECONDS)
                .maximumRetryAttempts(ATTEMPTS)
                .build())
        .deadLetterConfig(
            CfnRule.DeadLetterConfigProperty.builder().arn(undelivered.getQueueArn()).build());
  }

  /// The ARN of all event rules of a stack's account and Region.
  static String allRules(Stack stack) {
    return stack.formatArn(
        ArnComponents.builder()
            .service("events")
            .resource("rule")
            .resourceName("*")
            .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
            .build());
  }

  /// The events of a rule that not even its dead-letter queue took.
  public static Metric lost(CfnRule rule) {
    return Metric.Builder.create()
        .namespace("AWS/Events")
        .metricName("InvocationsFailedToBeSentToDlq")
        .dimensionsMap(Map.of("RuleName", rule.getRef()))
        .statistic(Stats.SUM)
        .build();
  }
}
