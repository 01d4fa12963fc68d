package io.quell.cli.stack;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A message that is sent.
///
/// @param body its body
/// @param attributes its attributes, by name: all are texts
/// @param source the id of the message that it was made of, which tells it from others
public record OutgoingMessage(String body, Map<String, String> attributes, String source) {
  /// The group of all messages of a reconciliation.
  private static final String GROUP = "reconciliation";

  public OutgoingMessage {
    attributes = Map.copyOf(attributes);
  }

  /// How much it takes of a call.
  int bytes() {
    return body.getBytes(StandardCharsets.UTF_8).length
        + attributes.entrySet().stream()
            .mapToInt(entry -> entry.getKey().length() + entry.getValue().length() + 10)
            .sum();
  }

  /// The message as an entry of a batch.
  Map<String, Object> entry(String id, boolean fifo) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("Id", id);
    entry.put("MessageBody", body);
    Map<String, Object> values = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) -> values.put(name, Map.of("DataType", "String", "StringValue", value)));
    if (!values.isEmpty()) {
      entry.put("MessageAttributes", values);
    }
    if (fifo) {
      entry.put("MessageGroupId", GROUP);
      entry.put("MessageDeduplicationId", source);
    }
    return entry;
  }
}
