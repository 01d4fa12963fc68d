package io.quell.infra.intake;

import io.quell.infra.synthesis.NagSuppressions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
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
  public static Queue outsideSqs(Construct scope, String id) {
    Queue queue =
        builder(scope, id)
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

  /// The dead-letter queue of a queue.
  static Queue ofQueue(Construct scope, String id) {
    return builder(scope, id).build();
  }

  /// What both have in common with a queue of work.
  public static Queue.Builder builder(Construct scope, String id) {
    return Queue.Builder.create(scope, id)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(Duration.days(RETENTION_DAYS))
        .removalPolicy(RemovalPolicy.DESTROY);
  }

  /// Lets event rules send messages, and nothing else. Without rules nobody is let in.
  public static void admit(Queue queue, Collection<String> ruleArns) {
    if (ruleArns.isEmpty()) {
      return;
    }
    queue.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("EventRules")
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(queue.getQueueArn()))
            .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", List.copyOf(ruleArns))))
            .build());
  }
}
