package io.quell.compile.pattern.matcher;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What one value of an event may be, in the terms of an event pattern.
///
/// Text is compared with JSON strings alone: `"5"` does not match the number 5.
public sealed interface Matcher extends Comparable<Matcher> {
  /// The order in a pattern: as in a dictionary, whatever stands around the words.
  Comparator<Matcher> ORDER =
      ((Comparator<Matcher>) Matcher::compareWords)
          .thenComparing(matcher -> matcher.getClass().getName())
          .thenComparing(Object::toString);

  /// A string to the letter.
  record Exact(String text) implements Matcher {}

  /// How a string begins.
  record Prefix(String text) implements Matcher {}

  /// How a string ends.
  record Suffix(String text) implements Matcher {}

  /// A pattern for a string, in which `*` stands for any number of characters and `\` takes the
  /// next character as it is.
  record Wildcard(String text) implements Matcher {}

  /// A string in any case; of ASCII letters alone.
  record IgnoringCase(String text) implements Matcher {}

  /// How a string begins, in any case; of ASCII letters alone.
  record PrefixIgnoringCase(String text) implements Matcher {}

  /// A number or a truth value.
  record Literal(Object value) implements Matcher {
    @Override
    public String text() {
      return value.toString();
    }
  }

  /// Null, a number or a truth value: whatever is there and is no string. A null in the list would
  /// say less, and the CDK drops it.
  record NoText() implements Matcher {}

  /// A string that fits none of these patterns, or no string.
  record Unlike(List<String> wildcards) implements Matcher {
    public Unlike {
      wildcards = List.copyOf(wildcards);
    }
  }

  /// Something there, null included, that is neither an object nor an empty list; or nothing.
  record Exists(boolean present) implements Matcher {}

  /// The text that is compared with; empty where there is none.
  default String text() {
    return "";
  }

  /// The element of a list in an event pattern.
  default Object json() {
    return switch (this) {
      case Exact(var text) -> text;
      case Prefix(var text) -> Map.of("prefix", text);
      case Suffix(var text) -> Map.of("suffix", text);
      case Wildcard(var text) -> Map.of("wildcard", text);
      case IgnoringCase(var text) -> Map.of("equals-ignore-case", text);
      case PrefixIgnoringCase(var text) -> Map.of("prefix", Map.of("equals-ignore-case", text));
      case Literal(var value) -> value;
      case NoText _ -> Map.of("anything-but", Map.of("wildcard", "*"));
      case Unlike(var wildcards) -> Map.of("anything-but", Map.of("wildcard", wildcards));
      case Exists(var present) -> Map.of("exists", present);
    };
  }

  /// Where its text has its first letter or digit.
  private int start() {
    String text = text();
    int from = 0;
    while (from < text.length() && !Character.isLetterOrDigit(text.charAt(from))) {
      from++;
    }
    return from;
  }

  private static int compareWords(Matcher one, Matcher other) {
    String mine = one.text();
    String its = other.text();
    int at = one.start();
    int itsAt = other.start();
    while (at < mine.length() && itsAt < its.length()) {
      int difference = mine.charAt(at++) - its.charAt(itsAt++);
      if (difference != 0) {
        return difference;
      }
    }
    return (mine.length() - at) - (its.length() - itsAt);
  }

  @Override
  default int compareTo(Matcher other) {
    return ORDER.compare(this, other);
  }

  /// Whether it may match this string; never false where it does.
  default boolean mayMatch(String value) {
    return switch (this) {
      case Exact(var text) -> value.equals(text);
      case Prefix(var text) -> value.startsWith(text);
      case Suffix(var text) -> value.endsWith(text);
      case Wildcard _, IgnoringCase _, PrefixIgnoringCase _, Unlike _ -> true;
      case Exists(var present) -> present;
      case Literal _, NoText _ -> false;
    };
  }
}
