package io.quell.lambda.reconciliation;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.value.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message as the queue delivers it.
///
/// @param id the queue's name for it
/// @param receives how often it has been delivered with this time
record QueueMessage(String id, String body, int receives) {

  /// Reads the messages of an invocation.
  ///
  /// @throws UnreadableException where this is no batch of SQS messages
  static List<QueueMessage> read(byte[] payload) throws UnreadableException {
    if (!(Json.read(payload) instanceof Map<?, ?> members)
        || !(members.get("Records") instanceof List<?> records)) {
      throw new UnreadableException("this is no batch of SQS messages");
    }
    List<QueueMessage> messages = new ArrayList<>();
    for (Object record : records) {
      messages.add(message(record));
    }
    return messages;
  }

  private static QueueMessage message(@Nullable Object json) throws UnreadableException {
    if (!(json instanceof Map<?, ?> message)
        || !"aws:sqs".equals(message.get("eventSource"))
        || !(message.get("messageId") instanceof String id)
        || !(message.get("body") instanceof String body)) {
      throw new UnreadableException("one of the records is no SQS message");
    }
    String receives =
        JsonTree.text(JsonTree.object(message), "attributes", "ApproximateReceiveCount")
            .filter(text -> text.matches("[1-9]\\d{0,3}"))
            .orElse("1");
    return new QueueMessage(id, body, Integer.parseInt(receives));
  }
}
