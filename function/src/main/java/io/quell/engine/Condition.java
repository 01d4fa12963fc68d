package io.quell.engine;

import io.quell.finding.Json;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What a value must be. Each condition prints itself as the second half of a sentence: `is S3.9`.
///
/// Text is compared to the letter and in its case, as Security Hub's automation rules do, unless the condition says
/// otherwise.
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

  /// A pattern for the whole value, in which `*` stands for any number of characters, none included.
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

  /// A regular expression for the whole value.
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
        throw new IllegalArgumentException("'%s' is no regular expression: %s".formatted(pattern, e.getDescription()),
            e);
      }
    }

    @Override
    public boolean holds(String seen, Instant now) {
      return pattern.matcher(seen).matches();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RegularExpression(var its) && its.pattern().equals(pattern.pattern())
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

  /// A range of numbers, both ends included; an infinite end is open.
  record NumericRange(double lowest, double highest) implements Condition {
    public NumericRange {
      if (!(lowest <= highest)) {
        throw new IllegalArgumentException(
            "no number lies between %s and %s".formatted(Numbers.text(lowest), Numbers.text(highest)));
      }
    }

    @Override
    public boolean holds(String seen, Instant now) {
      OptionalDouble number = Json.number(seen);
      return number.isPresent() && number.getAsDouble() >= lowest && number.getAsDouble() <= highest;
    }

    @Override
    public String toString() {
      if (lowest == Double.NEGATIVE_INFINITY) {
        return "is at most " + Numbers.text(highest);
      }
      return highest == Double.POSITIVE_INFINITY
          ? "is at least " + Numbers.text(lowest)
          : "is between " + Numbers.text(lowest) + " and " + Numbers.text(highest);
    }
  }

  /// A time further back than this.
  record OlderThan(Duration age) implements Condition {
    public OlderThan {
      requirePositive(age);
    }

    @Override
    public boolean holds(String seen, Instant now) {
      return time(seen).filter(time -> time.isBefore(now.minus(age))).isPresent();
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
      return time(seen).filter(time -> time.isAfter(now.minus(age))).isPresent();
    }

    @Override
    public String toString() {
      return "is less than " + Durations.text(age);
    }
  }

  /// An address in a network.
  record Network(String network) implements Condition {
    public Network {
      if (Cidr.parse(network).isEmpty()) {
        throw new IllegalArgumentException(
            "'%s' is no network: write it in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32".formatted(network));
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

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
