package io.quell.cli.stack;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.aws.AwsException;
import io.quell.cli.aws.AwsRequest;
import io.quell.cli.aws.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A queue of a stack (SQS 2012-11-05).
///
/// @param id the name of the stack's output without `Output`, such as `Failed`
/// @param url its address
/// @param aws where it is asked
public record StackQueue(String id, String url, AwsConnection aws) {
  /// The most messages of a call, received, sent or deleted.
  public static final int MOST = 10;

  /// The most that the messages of one call have together, in bytes. SQS takes 1 MiB since August
  /// 2025 and took this much before; one message alone may be larger.
  static final int MOST_BYTES = 262_144;

  /// What SQS refuses a call for that has a message in it which it never takes (SendMessageBatch).
  private static final Set<String> UNSENDABLE =
      Set.of(
          "BatchRequestTooLong",
          "AWS.SimpleQueueService.BatchRequestTooLong",
          "InvalidMessageContents",
          "InvalidParameterValue");

  private static final String SIZE = "ApproximateNumberOfMessages";

  /// What the queue says of itself.
  ///
  /// @param visible how many messages wait
  /// @param hidden how many are being worked on, or are delayed
  /// @param arn its ARN
  /// @param retention how long it keeps a message
  /// @param deadLetters the ARN of its dead-letter queue, if it has one
  public record Attributes(
      long visible, long hidden, String arn, Duration retention, Optional<String> deadLetters) {
    /// All messages that are in the queue.
    public long all() {
      return visible + hidden;
    }
  }

  /// What came of sending messages.
  ///
  /// @param accepted the positions, in the list, of those that the queue has accepted
  /// @param unsendable how many of the others it does not take as they are, now or later
  public record SentBatch(Set<Integer> accepted, int unsendable) {
    public SentBatch {
      accepted = Set.copyOf(accepted);
    }
  }

  /// A move of all messages of a dead-letter queue back to the queue that they came from, which SQS
  /// does by itself.
  ///
  /// @param handle what stops it; empty where it is over
  /// @param status `RUNNING`, `COMPLETED`, `CANCELLING`, `CANCELLED` or `FAILED`
  /// @param moved about how many messages it has moved
  /// @param toMove about how many there were when it began; empty where that is not known yet
  /// @param reason why it failed, if it did
  public record Move(
      Optional<String> handle, String status, long moved, Optional<Long> toMove, String reason) {
    /// Whether it goes on.
    public boolean isRunning() {
      return status.equals("RUNNING") || status.equals("CANCELLING");
    }
  }

  /// Whether it is a FIFO queue.
  public boolean isFifo() {
    return url.endsWith(".fifo");
  }

  private Members call(String operation, Map<String, ?> members) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.put("QueueUrl", url);
    return aws.call(AwsRequest.sqs(operation, all)).json();
  }

  /// What the queue says of itself. The numbers lag behind by up to a minute.
  public Attributes attributes() {
    Members values =
        call("GetQueueAttributes", Map.of("AttributeNames", List.of("All"))).object("Attributes");
    return new Attributes(
        values.number(SIZE).orElse(0),
        values.number(SIZE + "NotVisible").orElse(0) + values.number(SIZE + "Delayed").orElse(0),
        values.text("QueueArn").orElse(""),
        Duration.ofSeconds(values.number("MessageRetentionPeriod").orElse(0)),
        values.text("RedrivePolicy").flatMap(StackQueue::deadLetters));
  }

  private static Optional<String> deadLetters(String policy) {
    return Jsons.object(policy).flatMap(members -> members.text("deadLetterTargetArn"));
  }

  /// Takes up to ten messages, which nobody else sees for a while.
  ///
  /// @param wait how long the queue waits for a first message, at most 20 seconds
  /// @param visibility how long nobody else sees them
  public List<ReceivedMessage> receive(Duration wait, Duration visibility) {
    return call(
            "ReceiveMessage",
            Map.of(
                "MaxNumberOfMessages",
                MOST,
                "WaitTimeSeconds",
                wait.toSeconds(),
                "VisibilityTimeout",
                visibility.toSeconds(),
                "MessageSystemAttributeNames",
                List.of("All"),
                "MessageAttributeNames",
                List.of("All")))
        .list("Messages")
        .stream()
        .map(ReceivedMessage::of)
        .toList();
  }

  /// Puts messages in, in as few calls as they fit into.
  ///
  /// @throws AwsException where the queue refuses a whole call, but not for what is in its messages
  public SentBatch send(List<OutgoingMessage> messages) {
    Set<Integer> accepted = new HashSet<>();
    int unsendable = 0;
    List<Integer> batch = new ArrayList<>();
    int bytes = 0;
    for (int at = 0; at < messages.size(); at++) {
      int size = messages.get(at).bytes();
      if (!batch.isEmpty() && (batch.size() == MOST || bytes + size > MOST_BYTES)) {
        unsendable += sendBatch(messages, batch, accepted);
        batch.clear();
        bytes = 0;
      }
      batch.add(at);
      bytes += size;
    }
    if (!batch.isEmpty()) {
      unsendable += sendBatch(messages, batch, accepted);
    }
    return new SentBatch(accepted, unsendable);
  }

  /// Sends a batch. One that is refused for what is in it is sent again message by message.
  ///
  /// @return how many of its messages the queue does not take as they are
  private int sendBatch(
      List<OutgoingMessage> messages, List<Integer> batch, Set<Integer> accepted) {
    List<Map<String, Object>> entries =
        batch.stream().map(at -> messages.get(at).entry(Integer.toString(at), isFifo())).toList();
    try {
      accepted.addAll(done(call("SendMessageBatch", Map.of("Entries", entries))));
      return 0;
    } catch (AwsException e) {
      if (!UNSENDABLE.contains(e.code())) {
        throw e;
      }
    }
    return batch.size() == 1
        ? 1
        : batch.stream().mapToInt(at -> sendBatch(messages, List.of(at), accepted)).sum();
  }

  /// Removes messages that were received.
  ///
  /// @return how many of them it has removed; the others come again
  public int delete(List<ReceivedMessage> messages) {
    return messages.isEmpty()
        ? 0
        : done(call("DeleteMessageBatch", Map.of("Entries", receipts(messages, Map.of())))).size();
  }

  /// Makes messages that were received visible to everybody again, at once.
  public void giveBack(List<ReceivedMessage> messages) {
    for (int from = 0; from < messages.size(); from += MOST) {
      List<ReceivedMessage> batch = messages.subList(from, Math.min(from + MOST, messages.size()));
      call(
          "ChangeMessageVisibilityBatch",
          Map.of("Entries", receipts(batch, Map.of("VisibilityTimeout", 0))));
    }
  }

  private static List<Map<String, Object>> receipts(
      List<ReceivedMessage> messages, Map<String, Object> more) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int at = 0; at < messages.size(); at++) {
      Map<String, Object> entry = new LinkedHashMap<>(more);
      entry.put("Id", Integer.toString(at));
      entry.put("ReceiptHandle", messages.get(at).receipt());
      entries.add(entry);
    }
    return entries;
  }

  private static List<Integer> done(Members answer) {
    return answer.list("Successful").stream()
        .flatMap(entry -> entry.text("Id").stream())
        .map(Integer::valueOf)
        .toList();
  }

  /// Has SQS move all messages of this dead-letter queue to the queue that they came from.
  ///
  /// @throws AwsException where a move goes on already, or this is no queue's dead-letter queue
  public void startMove(String arn) {
    aws.call(AwsRequest.sqs("StartMessageMoveTask", Map.of("SourceArn", arn)));
  }

  /// The newest move out of this queue, if there was one.
  public Optional<Move> move(String arn) {
    return aws
        .call(AwsRequest.sqs("ListMessageMoveTasks", Map.of("SourceArn", arn, "MaxResults", 1)))
        .json()
        .list("Results")
        .stream()
        .findFirst()
        .map(
            task ->
                new Move(
                    task.text("TaskHandle"),
                    task.text("Status").orElse("UNKNOWN"),
                    task.number("ApproximateNumberOfMessagesMoved").orElse(0),
                    task.number("ApproximateNumberOfMessagesToMove").stream().boxed().findFirst(),
                    task.text("FailureReason").orElse("no reason given")));
  }

  /// Stops a move. What it has moved stays where it is.
  public void cancelMove(String handle) {
    aws.call(AwsRequest.sqs("CancelMessageMoveTask", Map.of("TaskHandle", handle)));
  }
}
