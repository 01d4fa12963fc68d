package io.quell.compile.pattern.matcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quell.criteria.Condition;
import io.quell.finding.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What event patterns can say of the conditions on a text: never less than the condition lets
/// through, and as little more as can be said.
public final class TextTests {
  /// The most characters of a text that a pattern repeats, escapes included: of a longer one the
  /// beginning, or the end.
  private static final int LONGEST = 300;
  /// EventBridge refuses patterns with too many wildcards, and does not say how many those are.
  private static final int MOST_WILDCARDS = 2;
  /// Letters that are one with others than their capitals where case does not count: `ſ`, the
  /// Kelvin sign, `ı`, and the ligatures with f. EventBridge knows ASCII's capitals only.
  private static final String LETTERS_WITH_OTHER_FORMS = "sSkKiIfF";
  private static final BigDecimal LARGEST_NUMBER = BigDecimal.valueOf(5_000_000_000L);
  private static final int MOST_DECIMALS = 6;

  private TextTests() {}

  /// What passes one of the conditions, where the value is a string.
  public static Set<Matcher> of(Collection<Condition> anyOf) {
    Set<Matcher> all = new TreeSet<>();
    anyOf.forEach(condition -> all.add(of(condition)));
    return all.contains(Matchers.PRESENT) ? Set.of(Matchers.PRESENT) : all;
  }

  /// What passes one of the conditions, where the value may be a number or a truth value as well.
  public static Set<Matcher> ofScalar(Collection<Condition> anyOf) {
    Set<Matcher> all = new TreeSet<>();
    for (Condition condition : anyOf) {
      all.addAll(ofScalar(condition));
    }
    return all.contains(Matchers.PRESENT) ? Set.of(Matchers.PRESENT) : all;
  }

  private static Set<Matcher> ofScalar(Condition condition) {
    return switch (condition) {
      case Condition.Equal(var value) when value.equals("true") || value.equals("false") ->
          Set.of(of(condition), new Matcher.Literal(Boolean.valueOf(value)));
      case Condition.Equal(var value) when Json.number(value).isPresent() -> number(value);
      case Condition.Equal _ -> Set.of(of(condition));
      case Condition.EqualIgnoringCase(var value) -> unlessNumber(value, condition);
      case Condition.Prefix(var part) -> unlessNumber(part, condition);
      case Condition.Suffix(var part) -> unlessNumber(part, condition);
      case Condition.Containing(var part) -> unlessNumber(part, condition);
      case Condition.Wildcard(var pattern) -> unlessNumber(pattern.replace("*", ""), condition);
      case Condition.RegularExpression _,
          Condition.NumericRange _,
          Condition.OlderThan _,
          Condition.NewerThan _,
          Condition.TimeRange _,
          Condition.Network _,
          Condition.Exists _ ->
          Set.of(Matchers.PRESENT);
    };
  }

  /// EventBridge's numbers are at most five billion, with six decimals (event patterns, numeric
  /// matching).
  private static Set<Matcher> number(String value) {
    OptionalDouble number = Json.number(value);
    if (!Double.isFinite(number.orElseThrow())) {
      return Set.of(Matchers.PRESENT);
    }
    BigDecimal exact = new BigDecimal(value).stripTrailingZeros();
    if (exact.abs().compareTo(LARGEST_NUMBER) > 0 || exact.scale() > MOST_DECIMALS) {
      return Set.of(Matchers.PRESENT);
    }
    Object literal =
        exact.scale() <= 0 ? (Object) exact.longValueExact() : (Object) exact.doubleValue();
    return Set.of(new Matcher.Exact(value), new Matcher.Literal(literal));
  }

  /// Part of a text that may be part of a number or of a truth value too tells them not apart.
  private static Set<Matcher> unlessNumber(String part, Condition condition) {
    boolean mayBeNumber = part.chars().allMatch(letter -> "0123456789+-.eE".indexOf(letter) >= 0);
    boolean mayBeTruth = part.chars().allMatch(letter -> "truefalsTRUEFALS".indexOf(letter) >= 0);
    return Set.of(mayBeNumber || mayBeTruth ? Matchers.PRESENT : of(condition));
  }

  private static Matcher of(Condition condition) {
    Matcher matcher = matcher(condition);
    // Half a character has no place in JSON.
    return matcher.text().equals(new String(matcher.text().getBytes(UTF_8), UTF_8))
        ? matcher
        : Matchers.PRESENT;
  }

  private static Matcher matcher(Condition condition) {
    return switch (condition) {
      case Condition.Equal(var value) -> exact(value);
      case Condition.EqualIgnoringCase(var value) -> ignoringCase(value);
      case Condition.Prefix(var prefix) -> prefix(prefix);
      case Condition.Suffix(var suffix) -> suffix(suffix);
      case Condition.Containing(var part) -> wildcard(List.of("", part, ""));
      case Condition.Wildcard(var pattern) -> wildcard(Arrays.asList(pattern.split("\\*", -1)));
      case Condition.RegularExpression _,
          Condition.NumericRange _,
          Condition.OlderThan _,
          Condition.NewerThan _,
          Condition.TimeRange _,
          Condition.Network _,
          Condition.Exists _ ->
          Matchers.PRESENT;
    };
  }

  /// Takes the text itself, or its beginning where it is too long for a pattern.
  public static Matcher exact(String value) {
    String beginning = beginning(value);
    return beginning.length() == value.length() ? new Matcher.Exact(value) : prefix(value);
  }

  static Matcher prefix(String prefix) {
    String beginning = beginning(prefix);
    return beginning.isEmpty() ? Matchers.PRESENT : new Matcher.Prefix(beginning);
  }

  /// Takes texts that end so, or end as the last part of it.
  public static Matcher suffix(String suffix) {
    String ending =
        new StringBuilder(beginning(new StringBuilder(suffix).reverse().toString()))
            .reverse()
            .toString();
    return ending.isEmpty() ? Matchers.PRESENT : new Matcher.Suffix(ending);
  }

  /// As much of the beginning as a pattern repeats, in whole characters.
  private static String beginning(String text) {
    int end = 0;
    int size = 0;
    while (end < text.length() && size <= LONGEST) {
      size += Size.ofCharacter(text.charAt(end++));
    }
    return wholeCharacters(text.substring(0, size <= LONGEST ? end : end - 1));
  }

  /// Without half a character at the end.
  public static String wholeCharacters(String text) {
    return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1))
        ? text.substring(0, text.length() - 1)
        : text;
  }

  /// Takes texts that fit a pattern with stars, or that have its longest part where it is too long.
  ///
  /// @param parts what stands before, between and behind the stars
  public static Matcher wildcard(List<String> parts) {
    List<String> kept = new ArrayList<>(parts);
    for (int at = kept.size() - 2; at > 0; at--) {
      if (kept.get(at).isEmpty()) {
        kept.remove(at); // two stars in a row say what one does
      }
    }
    if (kept.size() - 1 > MOST_WILDCARDS || kept.stream().mapToInt(Size::of).sum() > LONGEST) {
      String longest = kept.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
      kept = List.of("", beginning(longest), "");
    }
    boolean startsOpen = kept.getFirst().isEmpty();
    boolean endsOpen = kept.getLast().isEmpty();
    if (kept.stream().allMatch(String::isEmpty)) {
      return kept.size() == 1 ? new Matcher.Exact("") : Matchers.PRESENT;
    }
    if (kept.size() == 1) {
      return exact(kept.getFirst());
    }
    if (kept.size() == 2 && (startsOpen || endsOpen)) {
      return startsOpen ? suffix(kept.getLast()) : prefix(kept.getFirst());
    }
    return new Matcher.Wildcard(
        kept.stream()
            .map(part -> part.replace("\\", "\\\\").replace("*", "\\*"))
            .collect(Collectors.joining("*")));
  }

  private static Matcher ignoringCase(String value) {
    int safe = 0;
    while (safe < value.length()
        && value.charAt(safe) < 0x80
        && LETTERS_WITH_OTHER_FORMS.indexOf(value.charAt(safe)) < 0) {
      safe++;
    }
    if (safe == value.length() && beginning(value).equals(value)) {
      return new Matcher.IgnoringCase(value);
    }
    // What follows may be one with the letter before it: an accent of its own.
    String beginning =
        beginning(
            value.substring(
                0,
                safe < value.length() && value.charAt(safe) >= 0x80
                    ? Math.max(0, safe - 1)
                    : safe));
    return beginning.isEmpty() ? Matchers.PRESENT : new Matcher.PrefixIgnoringCase(beginning);
  }
}
