package io.quell.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Events wait in a queue until a batch is full or its window is over.
final class QueueIntake implements Intake {
  /// Half as long as in the dead-letter queue, where a message keeps the age it came with.
  private static final int RETENTION_DAYS = 7;
  private static final int LONGEST_AGE_SECONDS = 15 * 60;

  private final EventRules rules;
  private final Queue failed;
  private final Queue queue;

  QueueIntake(Construct scope, QuellProps props, Alias alias, Role role, Queue undelivered) {
    failed = Queues.ofQueue(scope, "Failed");
    queue =
        Queues.builder(scope, "Findings")
            .retentionPeriod(Duration.days(RETENTION_DAYS))
            .visibilityTimeout(Duration.seconds(CallBudget.VISIBILITY_SECONDS))
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(failed)
                    .maxReceiveCount(CallBudget.RECEIVES)
                    .build())
            .build();
    rules = new EventRules(scope, props, queue.getQueueArn(), undelivered);
    Queues.admit(queue, rules.arns().values());
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("ReceiveFindings")
            .effect(Effect.ALLOW)
            .actions(List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"))
            .resources(List.of(queue.getQueueArn()))
            .build());
    EventSourceMapping.Builder.create(scope, "Batches")
        .target(alias)
        .eventSourceArn(queue.getQueueArn())
        .batchSize(CallBudget.BATCH_SIZE)
        .maxBatchingWindow(Duration.seconds(CallBudget.BATCH_WINDOW_SECONDS))
        .maxConcurrency(CallBudget.CONCURRENCY)
        .reportBatchItemFailures(true)
        .build();
  }

  @Override
  public List<String> eventRules() {
    return rules.names();
  }

  @Override
  public Queue failed() {
    return failed;
  }

  @Override
  public Metric age() {
    return queue.metricApproximateAgeOfOldestMessage(
        MetricOptions.builder().statistic(Stats.MAXIMUM).label("Oldest message (s)").build());
  }

  @Override
  public int longestAge() {
    return LONGEST_AGE_SECONDS;
  }

  @Override
  public List<Metric> lost() {
    return rules.lost();
  }
}
