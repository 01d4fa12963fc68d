package io.quell.cli.input;

import io.quell.lambda.event.Delivery;
import java.util.LinkedHashMap;
import java.util.Map;

/// One thing that was read: an event, a queue message, or a bare finding.
///
/// @param file the file it was read from
/// @param place where in the file it stands, or empty where it is the whole file
/// @param delivery what was read
public record InputItem(String file, String place, Delivery delivery) {
  /// File and place, for a person.
  public String where() {
    return place.isEmpty() ? file : file + ", " + place;
  }

  /// The line for machines about an item that is not decided on, as the function logs it, with file
  /// and place.
  public Map<String, Object> event(String level, String message, String reason) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", level);
    line.put("message", message);
    line.put("event", delivery.name());
    line.put("reason", reason);
    line.put("file", file);
    if (!place.isEmpty()) {
      line.put("place", place);
    }
    return line;
  }
}
