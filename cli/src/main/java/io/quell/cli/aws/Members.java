package io.quell.cli.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An object of an answer in JSON. What is missing, or of another kind, is empty.
///
/// @param values the members by name
public record Members(Map<?, ?> values) {
  /// An object without members.
  public static final Members NONE = new Members(Map.of());

  /// The object that a value is; without members where it is none.
  public static Members of(@Nullable Object value) {
    return value instanceof Map<?, ?> members ? new Members(members) : NONE;
  }

  /// A text that is not empty.
  public Optional<String> text(String name) {
    return values.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /// A whole number, also where it is written as a text, as SQS does.
  public OptionalLong number(String name) {
    Object value = values.get(name);
    String text = value instanceof Number || value instanceof String ? value.toString() : "";
    return text.matches("-?[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /// An object.
  public Members object(String name) {
    return of(values.get(name));
  }

  /// The objects of a list.
  public List<Members> list(String name) {
    return values.get(name) instanceof List<?> items
        ? items.stream().map(Members::of).toList()
        : List.of();
  }
}
