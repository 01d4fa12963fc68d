package io.quell.finding;

import io.quell.value.Bounded;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A JSON object whose members stay in the order they are added.
public final class JsonMembers {
  /// The longest line, in bytes of UTF-8. Lambda cuts lines of its log after 256 KB.
  public static final int LONGEST_LINE = 200_000;

  /// A `char` has at most so many in UTF-8.
  private static final int MOST_BYTES_OF_A_CHARACTER = 3;

  /// How a line is cut, where it is too long ever more: the longest text, and the most items.
  private static final int[][] BOUNDS = {
    {Bounded.LONGEST_SENTENCE, Bounded.MOST_ITEMS}, {Bounded.LONGEST_VALUE, 50}, {50, 10}
  };

  private final Map<String, Object> members = new LinkedHashMap<>();
  private final boolean isLine;

  /// An object of any length.
  public JsonMembers() {
    this(false);
  }

  private JsonMembers(boolean isLine) {
    this.isLine = isLine;
  }

  /// The beginning of a line of a log, or of what a command prints for machines. As text it has at
  /// most [#LONGEST_LINE] bytes, whatever it quotes.
  ///
  /// @param level `INFO`, or `ERROR` where something failed
  /// @param message what the line is about, the same words for all lines of a kind
  public static JsonMembers line(String level, String message) {
    return new JsonMembers(true).with("level", level).with("message", message);
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
    if (!isLine) {
      return Json.write(members);
    }
    String line = "";
    for (int[] bounds : BOUNDS) {
      line = Json.write(Bounded.json(members, bounds[0], bounds[1]));
      if (line.length() <= LONGEST_LINE / MOST_BYTES_OF_A_CHARACTER
          || line.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LINE) {
        break;
      }
    }
    return line;
  }
}
