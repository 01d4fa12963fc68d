package io.quell.infra.intake;

import io.quell.compile.pattern.FindingPattern;
import io.quell.infra.options.Options;
import io.quell.infra.options.choice.DeliveryMode;
import io.quell.lambda.CallBudget;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
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
import software.constructs.IDependable;

/// The ways of the events from the event rules to the function, with a dead-letter queue at each
/// hand-over.
///
/// Both ways are always there, by the queue and directly, with all that they need: the option only
/// says which of them the event rules take. So nothing that is under way is lost when it changes.
///
/// @param findings the queue that fills batches
/// @param batches what hands the batches over: disabled, it stops the function, and the messages
///     wait
/// @param failed what the function could not deal with
/// @param age how long the oldest event has waited for the function
/// @param longestAge the age from which on somebody should look, in the unit of `age`
/// @param lost the events that even a dead-letter queue did not get
public record Intake(
    Queue findings,
    EventSourceMapping batches,
    Queue failed,
    Metric age,
    int longestAge,
    List<Metric> lost) {
  /// Longer than a message waits that was given back once.
  private static final int LONGEST_AGE_SECONDS = 30 * 60;
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

  /// Creates the queues and both ways, and the event rules, which take one of them.
  ///
  /// @param patterns the findings that start the function for the sake of the rules
  /// @param options which other findings do, and which way they take
  /// @param alias what is invoked
  /// @param role the role of the function
  /// @param undelivered the queue for the events that did not arrive
  public static Intake create(
      Construct scope,
      List<FindingPattern> patterns,
      Options options,
      Alias alias,
      Role role,
      Queue undelivered) {
    Queue failed =
        Queues.builder(scope, "Failed", RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE).build();
    Queue findings =
        Queues.builder(scope, "Findings", RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
            .retentionPeriod(Duration.days(RETENTION_DAYS))
            .visibilityTimeout(Duration.seconds(CallBudget.VISIBILITY_SECONDS))
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(failed)
                    .maxReceiveCount(CallBudget.RECEIVES)
                    .build())
            .build();
    Queues.admitEventRules(findings);
    Queues.admitEventRules(undelivered);
    // The policies take up to a minute to hold. The version takes longer to be published, with its
    // snapshot, and everything that sends comes after it.
    alias.getVersion().getNode().addDependency(findings, undelivered);
    EventSourceMapping batches = batched(scope, alias, role, findings);
    CfnEventInvokeConfig retries = direct(scope, alias, role, failed);
    boolean isBatched = options.intake().delivery() == DeliveryMode.QUEUE;
    EventRules rules =
        new EventRules(
            scope,
            patterns,
            options,
            isBatched ? findings.getQueueArn() : alias.getFunctionArn(),
            undelivered,
            List.<IDependable>of(findings, undelivered, alias, batches, retries));
    return isBatched
        ? new Intake(
            findings,
            batches,
            failed,
            findings.metricApproximateAgeOfOldestMessage(
                MetricOptions.builder()
                    .statistic(Stats.MAXIMUM)
                    .label("Oldest message (s)")
                    .build()),
            LONGEST_AGE_SECONDS,
            rules.lost())
        : new Intake(
            findings,
            batches,
            failed,
            function(alias)
                .metric(
                    "AsyncEventAge",
                    MetricOptions.builder()
                        .statistic(Stats.MAXIMUM)
                        .label("Oldest event (ms)")
                        .build()),
            LONGEST_AGE_MILLISECONDS,
            Stream.concat(rules.lost().stream(), Stream.of(undeliverable(alias))).toList());
  }

  private static IFunction function(Alias alias) {
    return alias.getVersion().getLambda();
  }

  private static Metric undeliverable(Alias alias) {
    return function(alias)
        .metric(
            "DestinationDeliveryFailures", MetricOptions.builder().statistic(Stats.SUM).build());
  }

  /// Events wait in a queue until a batch is full or its window is over.
  private static EventSourceMapping batched(
      Construct scope, Alias alias, Role role, Queue findings) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("ReceiveFindings")
            .effect(Effect.ALLOW)
            .actions(List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"))
            .resources(List.of(findings.getQueueArn()))
            .build());
    return EventSourceMapping.Builder.create(scope, "Batches")
        .target(alias)
        .eventSourceArn(findings.getQueueArn())
        .batchSize(CallBudget.BATCH_SIZE)
        .maxBatchingWindow(Duration.seconds(CallBudget.BATCH_WINDOW_SECONDS))
        .maxConcurrency(CallBudget.CONCURRENCY)
        .reportBatchItemFailures(true)
        .build();
  }

  /// Each event is an asynchronous invocation of its own. The permission names the account's event
  /// rules as the queues' policies do, and by their ARN alone: nothing says that EventBridge tells
  /// Lambda the account too.
  private static CfnEventInvokeConfig direct(
      Construct scope, Alias alias, Role role, Queue failed) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("HandOverFailedEvents")
            .effect(Effect.ALLOW)
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(failed.getQueueArn()))
            .build());
    alias.addPermission(
        "EventRules",
        Permission.builder()
            .principal(new ServicePrincipal("events.amazonaws.com"))
            .action("lambda:InvokeFunction")
            .sourceArn(EventTargets.allRules(Stack.of(scope)))
            .build());
    // On the alias: settings of the function itself would cover its unpublished version alone.
    CfnEventInvokeConfig retries =
        CfnEventInvokeConfig.Builder.create(scope, "Retries")
            .functionName(function(alias).getFunctionName())
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
            .build();
    retries.getNode().addDependency(alias, role);
    return retries;
  }
}
