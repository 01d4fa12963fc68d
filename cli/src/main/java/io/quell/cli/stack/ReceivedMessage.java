package io.quell.cli.stack;

import io.quell.cli.aws.Members;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// A message that was received.
///
/// @param id the queue's id of it
/// @param receipt what it is deleted by
/// @param body its body
/// @param sent when it came into the queue that it was received from, or into the one before
/// @param attributes its attributes: objects with `DataType` and `StringValue`
public record ReceivedMessage(
    String id, String receipt, String body, Optional<Instant> sent, Members attributes) {
  static ReceivedMessage of(Members message) {
    return new ReceivedMessage(
        message.text("MessageId").orElse(""),
        message.text("ReceiptHandle").orElse(""),
        message.text("Body").orElse(""),
        message.object("Attributes").number("SentTimestamp").stream()
            .mapToObj(Instant::ofEpochMilli)
            .findFirst(),
        message.object("MessageAttributes"));
  }

  /// The value of an attribute.
  public Optional<String> attribute(String name) {
    return attributes.object(name).text("StringValue");
  }

  /// The value of an attribute that is a time; empty where it is none.
  public Optional<Instant> time(String name) {
    try {
      return attribute(name).map(Instant::parse);
    } catch (DateTimeParseException notOurs) {
      return Optional.empty();
    }
  }
}
