package io.quell.infra.pattern;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What one value of an event may be, in the terms of an event pattern.
///
/// Text is compared with JSON strings alone: `"5"` does not match the number 5.
sealed interface Matcher extends Comparable<Matcher> {
  /// The order in a pattern: as in a dictionary, whatever stands around the words.
  Comparator<Matcher> ORDER = Comparator.comparing(Matcher::word).thenComparing(matcher -> matcher.getClass().getName())
      .thenComparing(Matcher::text);

  /// A string to the letter.
  record Exact(String text) implements Matcher {
    @Override
    public Object json() {
      return text;
    }
  }

  /// How a string begins.
  record Prefix(String text) implements Matcher {
    @Override
    public Object json() {
      return Map.of("prefix", text);
    }
  }

  /// How a string ends.
  record Suffix(String text) implements Matcher {
    @Override
    public Object json() {
      return Map.of("suffix", text);
    }
  }

  /// A pattern for a string, in which `*` stands for any number of characters and `\` takes the next character as it is.
  record Wildcard(String text) implements Matcher {
    @Override
    public Object json() {
      return Map.of("wildcard", text);
    }
  }

  /// A string in any case; of ASCII letters alone.
  record IgnoringCase(String text) implements Matcher {
    @Override
    public Object json() {
      return Map.of("equals-ignore-case", text);
    }
  }

  /// How a string begins, in any case; of ASCII letters alone.
  record PrefixIgnoringCase(String text) implements Matcher {
    @Override
    public Object json() {
      return Map.of("prefix", Map.of("equals-ignore-case", text));
    }
  }

  /// A number or a truth value.
  record Literal(Object value) implements Matcher {
    @Override
    public String text() {
      return value.toString();
    }

    @Override
    public Object json() {
      return value;
    }
  }

  /// Null, a number or a truth value: whatever is there and is no string. A null in the list would say less, and the CDK
  /// drops it.
  record NoText() implements Matcher {
    @Override
    public String text() {
      return "";
    }

    @Override
    public Object json() {
      return Map.of("anything-but", Map.of("wildcard", "*"));
    }
  }

  /// Something there, null included, that is neither an object nor an empty list; or nothing.
  record Exists(boolean present) implements Matcher {
    @Override
    public String text() {
      return "";
    }

    @Override
    public Object json() {
      return Map.of("exists", present);
    }
  }

  /// Any value.
  Matcher PRESENT = new Exists(true);
  /// No value, as far as a pattern can say it: missing, no string, empty, or blank.
  Set<Matcher> GAPS = Collections
      .unmodifiableSet(new TreeSet<>(Set.of(new Exists(false), new NoText(), new Exact(""), new Prefix(" "))));

  /// The text that is compared with; empty where there is none.
  String text();

  /// The element of a list in an event pattern.
  Object json();

  /// The text from its first letter or digit on.
  private String word() {
    String text = text();
    int from = 0;
    while (from < text.length() && !Character.isLetterOrDigit(text.charAt(from))) {
      from++;
    }
    return text.substring(from);
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
      case Wildcard _,IgnoringCase _,PrefixIgnoringCase _ -> true;
      case Exists(var present) -> present;
      case Literal _,NoText _ -> false;
    };
  }

  /// Whether it matches all strings that the other one matches, as far as that is plain to see.
  default boolean covers(Matcher other) {
    return switch (this) {
      case Exists(var present) when present -> !other.equals(new Exists(false));
      case Prefix(var text) -> (other instanceof Exact || other instanceof Prefix) && other.text().startsWith(text);
      case Suffix(var text) -> (other instanceof Exact || other instanceof Suffix) && other.text().endsWith(text);
      case Exact _,Wildcard _,IgnoringCase _,PrefixIgnoringCase _,Literal _,NoText _,Exists _ -> equals(other);
    };
  }

  /// All of these, but for those that another one covers.
  static SortedSet<Matcher> union(Set<Matcher> some, Set<Matcher> more) {
    SortedSet<Matcher> all = new TreeSet<>(some);
    all.addAll(more);
    var wide = all.stream().filter(matcher -> matcher instanceof Prefix || matcher instanceof Suffix
        || matcher.equals(PRESENT)).toList();
    all.removeIf(matcher -> wide.stream().anyMatch(other -> !other.equals(matcher) && other.covers(matcher)));
    return Collections.unmodifiableSortedSet(all);
  }
}
