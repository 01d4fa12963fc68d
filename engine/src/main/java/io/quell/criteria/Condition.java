package io.quell.criteria;

import io.quell.finding.Json;
import io.quell.value.Numbers;
import io.quell.value.Times;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a value must be. Each condition prints itself as the second half of a sentence: `is S3.9`.
///
/// Text is compared to the letter and in its case, as Security Hub's automation rules do, unless
/// the condition says otherwise.
public sealed interface Condition {

  /// Whether a value passes.
  ///
  /// @param now the time that ages are counted to
  boolean holds(String value, Instant now);

  /// The value to the letter.
  record Equal(String value) implements Condition {
    public Equal {
      requireText("the value to compare with", value);
    }

    @Override
    public boolean holds(String seen, Instant now) {
      return seen.equals(value);
    }

    @Override
    public String toString() {
      return "is " + value;
    }
  }

  /// The value in any case.
  record EqualIgnoringCase(String value) implements Condition {
    public EqualIgnoringCase {
      requireText("the value to compare with", value);
    }

    @Override
    public boolean holds(String seen, Instant now) {
      return Letters.fold(seen).equals(Letters.fold(value));
    }

    @Override
    public String toString() {
      return "is " + value + " in any case";
    }
  }

  /// How the value starts.
  record Prefix(String prefix) implements Condition {
    public Prefix {
      requireText("the prefix", prefix);
    }

    @Override
    public boolean holds(String seen, Instant now) {
      return seen.startsWith(prefix);
    }

    @Override
    public String toString() {
      return "starts with " + prefix;
    }
  }

  /// How the value ends.
  record Suffix(String suffix) implements Condition {
    public Suffix {
      requireText("the suffix", suffix);
    }

    @Override
    public boolean holds(String seen, Instant now) {
      return seen.endsWith(suffix);
    }

    @Override
    public String toString() {
      return "ends with " + suffix;
    }
  }

  /// What the value contains.
  record Containing(String part) implements Condition {
    public Containing {
      requireText("the part to contain", part);
    }

    @Override
    public boolean holds(String seen, Instant now) {
      return seen.contains(part);
    }

    @Override
    public String toString() {
      return "contains " + part;
    }
  }

  /// A pattern for the whole value, in which `*` stands for any number of characters, none
  /// included.
  record Wildcard(String pattern) implements Condition {
    public Wildcard {
      requireText("the wildcard pattern", pattern);
    }

    @Override
    public boolean holds(String seen, Instant now) {
      int from = 0;
      int star = -1;
      int retry = 0;
      int at = 0;
      while (at < seen.length()) {
        if (from < pattern.length() && pattern.charAt(from) == '*') {
          star = from++;
          retry = at;
        } else if (from < pattern.length() && pattern.charAt(from) == seen.charAt(at)) {
          from++;
          at++;
        } else if (star >= 0) {
          from = star + 1;
          at = ++retry;
        } else {
          return false;
        }
      }
      return pattern.substring(from).chars().allMatch(character -> character == '*');
    }

    @Override
    public String toString() {
      return "fits " + pattern;
    }
  }

  /// A regular expression for the whole value. It may read a value 1,000 times over, and a short
  /// one a million characters in all.
  record RegularExpression(Pattern pattern) implements Condition {
    /// @throws IllegalArgumentException where it is no regular expression
    public RegularExpression(String pattern) {
      this(compiled(pattern));
    }

    private static Pattern compiled(String pattern) {
      requireText("the regular expression", pattern);
      try {
        return Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "'%s' is no regular expression: %s".formatted(pattern, e.getDescription()), e);
      }
    }

    /// @throws RegexBudgetExceededException where the expression has read the value too often
    @Override
    public boolean holds(String seen, Instant now) {
      return pattern.matcher(new BudgetedText(seen, pattern)).matches();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RegularExpression(var its)
          && its.pattern().equals(pattern.pattern())
          && its.flags() == pattern.flags();
    }

    @Override
    public int hashCode() {
      return pattern.pattern().hashCode();
    }

    @Override
    public String toString() {
      return "matches /" + pattern + "/";
    }
  }

  /// A range of numbers; an infinite end is open.
  ///
  /// @param lowest the lower end
  /// @param includesLowest whether the lower end itself passes
  /// @param highest the upper end
  /// @param includesHighest whether the upper end itself passes
  record NumericRange(
      double lowest, boolean includesLowest, double highest, boolean includesHighest)
      implements Condition {
    public NumericRange {
      if (!(lowest <= highest) || (lowest == highest && !(includesLowest && includesHighest))) {
        throw new IllegalArgumentException(
            "no number lies between %s and %s"
                .formatted(Numbers.text(lowest), Numbers.text(highest)));
      }
    }

    /// A range with both ends.
    public NumericRange(double lowest, double highest) {
      this(lowest, true, highest, true);
    }

    @Override
    public boolean holds(String seen, Instant now) {
      OptionalDouble number = Json.number(seen);
      return number.isPresent() && contains(number.getAsDouble());
    }

    private boolean contains(double number) {
      return (includesLowest ? number >= lowest : number > lowest)
          && (includesHighest ? number <= highest : number < highest);
    }

    @Override
    public String toString() {
      if (lowest == highest) {
        return "is the number " + Numbers.text(lowest);
      }
      if (lowest == Double.NEGATIVE_INFINITY) {
        return (includesHighest ? "is at most " : "is less than ") + Numbers.text(highest);
      }
      if (highest == Double.POSITIVE_INFINITY) {
        return (includesLowest ? "is at least " : "is more than ") + Numbers.text(lowest);
      }
      return includesLowest && includesHighest
          ? "is between " + Numbers.text(lowest) + " and " + Numbers.text(highest)
          : "is %s %s and %s %s"
              .formatted(
                  includesLowest ? "at least" : "more than",
                  Numbers.text(lowest),
                  includesHighest ? "at most" : "less than",
                  Numbers.text(highest));
    }
  }

  /// A time further back than this.
  record OlderThan(Duration age) implements Condition {
    public OlderThan {
      requirePositive(age);
    }

    @Override
    public boolean holds(String seen, Instant now) {
      return Times.read(seen).filter(time -> time.isBefore(now.minus(age))).isPresent();
    }

    @Override
    public String toString() {
      return "is more than " + Durations.text(age);
    }
  }

  /// A time less far back than this, or in the future.
  record NewerThan(Duration age) implements Condition {
    public NewerThan {
      requirePositive(age);
    }

    @Override
    public boolean holds(String seen, Instant now) {
      return Times.read(seen).filter(time -> time.isAfter(now.minus(age))).isPresent();
    }

    @Override
    public String toString() {
      return "is less than " + Durations.text(age);
    }
  }

  /// A time between two others, both included.
  ///
  /// @param earliest the first time that passes, or null for no beginning
  /// @param latest the last time that passes, or null for no end
  record TimeRange(@Nullable Instant earliest, @Nullable Instant latest) implements Condition {
    public TimeRange {
      if (earliest == null && latest == null) {
        throw new IllegalArgumentException("a range of times has a beginning or an end");
      }
      if (earliest != null && latest != null && latest.isBefore(earliest)) {
        throw new IllegalArgumentException(
            "no time lies between %s and %s".formatted(earliest, latest));
      }
    }

    @Override
    public boolean holds(String seen, Instant now) {
      return Times.read(seen)
          .filter(
              time ->
                  (earliest == null || !time.isBefore(earliest))
                      && (latest == null || !time.isAfter(latest)))
          .isPresent();
    }

    @Override
    public String toString() {
      return Stream.of(
              earliest == null ? "" : "is not before " + earliest,
              latest == null ? "" : "is not after " + latest)
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining(" and "));
    }
  }

  /// An address in a network.
  record Network(String network) implements Condition {
    public Network {
      if (Cidr.parse(network).isEmpty()) {
        throw new IllegalArgumentException(
            "'%s' is no network: write it in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32"
                .formatted(network));
      }
    }

    @Override
    public boolean holds(String seen, Instant now) {
      Optional<InetAddress> address = Cidr.address(seen);
      return address.isPresent() && Cidr.parse(network).orElseThrow().contains(address.get());
    }

    @Override
    public String toString() {
      return "is in " + network;
    }
  }

  /// Any value at all.
  record Exists() implements Condition {
    @Override
    public boolean holds(String seen, Instant now) {
      return true;
    }

    @Override
    public String toString() {
      return "is present";
    }
  }

  private static void requireText(String what, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(what + " must not be empty");
    }
  }

  private static void requirePositive(Duration age) {
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("an age must be longer than nothing, not " + age);
    }
  }
}
