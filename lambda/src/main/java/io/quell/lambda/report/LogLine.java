package io.quell.lambda.report;

import io.quell.finding.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One line of the log: an object of JSON whose members keep the order in which they are added.
public final class LogLine {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /// @param level `INFO` or `ERROR`
  /// @param message what the line is about, the same words for all lines of a kind
  public LogLine(String level, String message) {
    with("level", level).with("message", message);
  }

  /// Adds a member.
  public LogLine with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /// Adds a member where there is a value.
  LogLine with(String name, Optional<?> value) {
    value.ifPresent(present -> with(name, present));
    return this;
  }

  /// The members, in order.
  Map<String, Object> members() {
    return Collections.unmodifiableMap(members);
  }

  /// The line as JSON text.
  @Override
  public String toString() {
    return Json.write(members);
  }
}
