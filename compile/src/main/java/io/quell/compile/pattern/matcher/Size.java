package io.quell.compile.pattern.matcher;

import java.util.Collection;
import java.util.Map;

/// How many characters a part of an event pattern has as JSON, without blanks. What is beyond ASCII
/// counts as the six characters of its escape: the most that can become of it on its way to
/// EventBridge.
public final class Size {
  private static final int ESCAPED = 6;

  private Size() {}

  /// The size of a JSON value.
  public static int of(Object json) {
    return switch (json) {
      case Map<?, ?> members ->
          1
              + Math.max(
                  1,
                  members.entrySet().stream()
                      .mapToInt(member -> of(member.getKey()) + of(member.getValue()) + 2)
                      .sum());
      case Collection<?> elements ->
          1
              + Math.max(
                  1,
                  elements.stream()
                      .mapToInt(
                          element ->
                              of(element instanceof Matcher matcher ? matcher.json() : element) + 1)
                      .sum());
      case String text -> text.chars().map(Size::ofCharacter).sum() + 2;
      default -> json.toString().length();
    };
  }

  static int ofCharacter(int character) {
    if (character < ' ' || character > '~') {
      return ESCAPED;
    }
    return character == '"' || character == '\\' ? 2 : 1;
  }

  /// The size of an element of a list, its comma included.
  public static int ofElement(Matcher matcher) {
    return of(matcher.json()) + 1;
  }
}
