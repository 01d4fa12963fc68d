package io.quell.infra.reconciliation;

import io.quell.infra.intake.Queues;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The queues of a reconciliation's messages.
///
/// @param runs what the function takes its messages from, and sends what is left of a run to. All
///     messages are of one group, so that one is worked on at a time
/// @param failed the messages that the function could not deal with
/// @param unstarted what should have started a run and did not reach `runs`. It is not FIFO:
///     neither event rules nor schedules can use such a queue as a dead-letter queue
public record RunQueues(Queue runs, Queue failed, Queue unstarted) {
  /// The message group of all messages.
  static final String GROUP = "reconciliation";

  /// The longest that Lambda lets a function run.
  static final int FUNCTION_TIMEOUT_MINUTES = 15;

  /// A message whose invocation was killed holds its group up until it can be seen again, so this
  /// is not six times the function's timeout, as Lambda's documents advise. They do for the sake of
  /// invocations that are throttled, and a group that gives out one message at a time throttles
  /// nothing itself. Five minutes are left to wait where other functions have used up the account's
  /// concurrency.
  static final int VISIBILITY_MINUTES = FUNCTION_TIMEOUT_MINUTES + 5;

  /// The least that Lambda's documents advise, because a receive that is throttled counts too. It
  /// takes 100 minutes at worst, so that a message is given up well before the next day's run.
  static final int RECEIVES = 5;

  /// Creates them, those first that others name. They keep messages for as long as SQS can: no
  /// message ends before its run does, and none without the function saying so.
  ///
  /// They are deleted with the stack, and with the option: what is in them is a run that is under
  /// way, and no finding. The next run finds what that one would have found.
  static RunQueues create(Construct scope) {
    Queue failed = Queues.builder(scope, "FailedRuns", RemovalPolicy.DESTROY).fifo(true).build();
    Queue unstarted = Queues.outsideSqs(scope, "UnstartedRuns", RemovalPolicy.DESTROY);
    Queue runs =
        Queues.builder(scope, "Runs", RemovalPolicy.DESTROY)
            .fifo(true)
            // Schedules and event rules can give no id of their own (EventBridge, FIFO queues).
            .contentBasedDeduplication(true)
            .visibilityTimeout(Duration.minutes(VISIBILITY_MINUTES))
            .deadLetterQueue(
                DeadLetterQueue.builder().queue(failed).maxReceiveCount(RECEIVES).build())
            .build();
    Queues.admitEventRules(runs);
    Queues.admitEventRules(unstarted);
    return new RunQueues(runs, failed, unstarted);
  }

  /// What a role needs whose function takes messages from `runs` and sends others there.
  static List<String> actions() {
    return List.of(
        "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:SendMessage");
  }
}
