package io.quell.finding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A JSON object whose members stay in the order they are added.
public final class JsonMembers {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /// The beginning of a line of a log, or of what a command prints for machines.
  ///
  /// @param level `INFO`, or `ERROR` where something failed
  /// @param message what the line is about, the same words for all lines of a kind
  public static JsonMembers line(String level, String message) {
    return new JsonMembers().with("level", level).with("message", message);
  }

  /// Adds a member.
  public JsonMembers with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /// Adds a member where there is a value.
  public JsonMembers withPresent(String name, Optional<?> value) {
    value.ifPresent(present -> members.put(name, present));
    return this;
  }

  /// Adds members.
  public JsonMembers withAll(Map<String, ?> more) {
    members.putAll(more);
    return this;
  }

  /// The members.
  public Map<String, Object> members() {
    return Collections.unmodifiableMap(members);
  }

  /// The object as JSON text, on one line.
  @Override
  public String toString() {
    return Json.write(members);
  }
}
