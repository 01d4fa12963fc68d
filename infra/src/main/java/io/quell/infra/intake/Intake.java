package io.quell.infra.intake;

import io.quell.infra.options.Options;
import io.quell.infra.pattern.FindingPattern;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The way of the events from the event rules to the function, with a dead-letter queue at each
/// hand-over.
///
/// @param failed what the function could not deal with
/// @param age how long the oldest event has waited for the function
/// @param longestAge the age from which on somebody should look, in the unit of `age`
/// @param lost the events that even a dead-letter queue did not get
public record Intake(Queue failed, Metric age, int longestAge, List<Metric> lost) {
  private static final int LONGEST_AGE_SECONDS = 15 * 60;
  private static final int LONGEST_AGE_MILLISECONDS = LONGEST_AGE_SECONDS * 1000;
  /// Half as long as in the dead-letter queue, where a message keeps the age it came with.
  private static final int RETENTION_DAYS = 7;
  // The most Lambda does (FunctionEventInvokeConfig): a throttled event waits for hours, a failing
  // one is tried thrice.
  private static final int LONGEST_WAIT_SECONDS = 6 * 60 * 60;
  private static final int RETRIES = 2;

  public Intake {
    lost = List.copyOf(lost);
  }

  /// Events wait in a queue until a batch is full or its window is over.
  ///
  /// @param patterns the findings that start the function for the sake of the rules
  /// @param options which other findings do
  /// @param alias what takes the batches
  /// @param role the role of the function
  /// @param undelivered the queue for the events that did not reach the first one
  public static Intake batched(
      Construct scope,
      List<FindingPattern> patterns,
      Options options,
      Alias alias,
      Role role,
      Queue undelivered) {
    Queue failed = Queues.ofQueue(scope, "Failed");
    Queue queue =
        Queues.builder(scope, "Findings")
            .retentionPeriod(Duration.days(RETENTION_DAYS))
            .visibilityTimeout(Duration.seconds(CallBudget.VISIBILITY_SECONDS))
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(failed)
                    .maxReceiveCount(CallBudget.RECEIVES)
                    .build())
            .build();
    EventRules rules = new EventRules(scope, patterns, options, queue.getQueueArn(), undelivered);
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
    return new Intake(
        failed,
        queue.metricApproximateAgeOfOldestMessage(
            MetricOptions.builder().statistic(Stats.MAXIMUM).label("Oldest message (s)").build()),
        LONGEST_AGE_SECONDS,
        rules.lost());
  }

  /// Each event is an asynchronous invocation of its own.
  ///
  /// @param patterns the findings that start the function for the sake of the rules
  /// @param options which other findings do
  /// @param alias what is invoked
  /// @param role the role of the function
  /// @param undelivered the queue for the events that did not reach the alias
  public static Intake direct(
      Construct scope,
      List<FindingPattern> patterns,
      Options options,
      Alias alias,
      Role role,
      Queue undelivered) {
    IFunction function = alias.getVersion().getLambda();
    Queue failed = Queues.outsideSqs(scope, "Failed");
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("HandOverFailedEvents")
            .effect(Effect.ALLOW)
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(failed.getQueueArn()))
            .build());
    // On the alias: settings of the function itself would cover its unpublished version alone.
    CfnEventInvokeConfig.Builder.create(scope, "Retries")
        .functionName(function.getFunctionName())
        .qualifier(alias.getAliasName())
        .maximumRetryAttempts(RETRIES)
        .maximumEventAgeInSeconds(LONGEST_WAIT_SECONDS)
        .destinationConfig(
            CfnEventInvokeConfig.DestinationConfigProperty.builder()
                .onFailure(
                    CfnEventInvokeConfig.OnFailureProperty.builder()
                        .destination(failed.getQueueArn())
                        .build())
                .build())
        .build()
        .getNode()
        .addDependency(alias, role);
    EventRules rules =
        new EventRules(scope, patterns, options, alias.getFunctionArn(), undelivered);
    rules
        .arns()
        .forEach(
            (id, arn) ->
                alias.addPermission(
                    id,
                    Permission.builder()
                        .principal(new ServicePrincipal("events.amazonaws.com"))
                        .action("lambda:InvokeFunction")
                        .sourceArn(arn)
                        .build()));
    Metric undeliverable =
        function.metric(
            "DestinationDeliveryFailures", MetricOptions.builder().statistic(Stats.SUM).build());
    return new Intake(
        failed,
        function.metric(
            "AsyncEventAge",
            MetricOptions.builder().statistic(Stats.MAXIMUM).label("Oldest event (ms)").build()),
        LONGEST_AGE_MILLISECONDS,
        Stream.concat(rules.lost().stream(), Stream.of(undeliverable)).toList());
  }
}
