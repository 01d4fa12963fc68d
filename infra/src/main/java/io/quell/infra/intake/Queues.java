package io.quell.infra.intake;

import io.quell.infra.synthesis.NagSuppressions;
import io.quell.infra.synthesis.OrderedJson;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.amazon.awscdk.services.sqs.RedriveAllowPolicy;
import software.amazon.awscdk.services.sqs.RedrivePermission;
import software.constructs.Construct;

/// Queues, as Quell has them: encrypted with SQS's own keys, closed to plain HTTP, and open to
/// exactly who hands over.
public final class Queues {
  // The longest SQS keeps a message.
  private static final int RETENTION_DAYS = 14;

  private Queues() {}

  /// A dead-letter queue that no other queue may use as its own: what comes in is not from SQS.
  ///
  /// @param removal what becomes of it with the stack
  public static Queue outsideSqs(Construct scope, String id, RemovalPolicy removal) {
    Queue queue =
        builder(scope, id, removal)
            .redriveAllowPolicy(
                RedriveAllowPolicy.builder().redrivePermission(RedrivePermission.DENY_ALL).build())
            .build();
    NagSuppressions.accept(
        queue,
        "AwsSolutions-SQS3",
        "This is a dead-letter queue itself: of event rules, of schedules or of the function, which"
            + " cdk-nag does not look at.");
    return queue;
  }

  /// What all queues have in common. It is the one place for it.
  ///
  /// @param removal what becomes of the queue with the stack: one with findings in it outlives the
  ///     stack
  public static Queue.Builder builder(Construct scope, String id, RemovalPolicy removal) {
    return Queue.Builder.create(scope, id)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(Duration.days(RETENTION_DAYS))
        .removalPolicy(removal);
  }

  /// Lets the event rules of this account and Region send messages, and nobody else. It names none
  /// of them, so that it holds before there is any, and stays as it is when the rule book gets
  /// another one: EventBridge does not try again what a policy forbids, and a new policy takes up
  /// to a minute to hold. A pattern of rules' names would not do, because CloudFormation cuts them.
  public static void admitEventRules(Queue queue) {
    Stack stack = Stack.of(queue);
    queue.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("EventRules")
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(queue.getQueueArn()))
            .conditions(
                OrderedJson.object(
                    List.of(
                        Map.entry(
                            "StringEquals",
                            OrderedJson.object("aws:SourceAccount", stack.getAccount())),
                        Map.entry(
                            "ArnLike",
                            OrderedJson.object("aws:SourceArn", EventTargets.allRules(stack))))))
            .build());
  }
}
