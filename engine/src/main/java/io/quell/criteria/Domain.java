package io.quell.criteria;

import io.quell.finding.Json;
import io.quell.value.Numbers;
import io.quell.value.Times;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The values that a field can have at all, in the findings that Security Hub has.
public sealed interface Domain {

  /// One of these.
  record Listed(List<String> values) implements Domain {}

  /// A number in the form that Quell reads it in.
  record Numeric(double lowest, double highest) implements Domain {}

  /// A time in the form that Quell reads it in.
  record Temporal() implements Domain {}

  /// A text of this form.
  ///
  /// @param what the form in words, as an object of "must be"
  record Formed(String what, Pattern pattern, List<String> samples) implements Domain {}

  /// Any text.
  ///
  /// @param mayBeBlank whether it may have no visible character
  record Free(boolean mayBeBlank) implements Domain {}

  /// The domains of several fields, and those with a form.
  final class Known {
    /// Any text with a visible character.
    static final Domain TEXT = new Free(false);

    /// Any text.
    static final Domain ANY_TEXT = new Free(true);

    /// Any time.
    static final Domain TIME = new Temporal();

    /// A whole number from 0 to 100.
    static final Domain PERCENTAGE =
        new Listed(IntStream.rangeClosed(0, 100).mapToObj(Integer::toString).toList());

    /// The number of an OCSF class.
    static final Domain FINDING_CLASS =
        new Formed(
            "the number of an OCSF class, such as 2003",
            Pattern.compile("0|-?[1-9][0-9]{0,9}"),
            List.of("2004", "2003", "2002", "2006", "2001"));

    /// A company and its product.
    static final Domain PRODUCT_NAME =
        new Formed(
            "a company and a product with a slash between, such as aws/guardduty",
            Pattern.compile("(.|\\s)+/(.|\\s)+"),
            List.of(
                "aws/securityhub",
                "aws/guardduty",
                "aws/inspector",
                "aws/macie",
                "111122223333/default"));

    /// An account's number.
    static final Domain ACCOUNT_ID =
        new Formed(
            "twelve digits",
            Pattern.compile("[0-9]{12}"),
            List.of("111122223333", "444455556666", "999988887777", "123456789012"));

    /// A Region.
    static final Domain REGION_CODE =
        new Formed(
            "the code of a Region, such as eu-west-1, or global",
            Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}|global|aws-global"),
            List.of("eu-west-1", "us-east-1", "eu-central-1", "us-west-2", "ap-southeast-2"));

    /// A partition of AWS.
    static final Domain PARTITION =
        new Formed(
            "a partition: aws, aws-cn, aws-us-gov",
            Pattern.compile("aws(-[a-z]+)*"),
            List.of("aws", "aws-us-gov", "aws-cn"));

    private Known() {}
  }

  /// One of these values, the most natural first.
  static Domain listed(String... values) {
    return new Listed(List.of(values));
  }

  /// The name of one of these constants.
  static Domain constants(Enum<?>... constants) {
    return new Listed(Arrays.stream(constants).map(Enum::name).toList());
  }

  /// Whether a field can have this value.
  default boolean admits(String value) {
    return switch (this) {
      case Listed(var values) -> values.contains(value);
      case Numeric(double lowest, double highest) ->
          Json.number(value).stream()
              .anyMatch(
                  number ->
                      lowest <= number && number <= highest && value.equals(Numbers.text(number)));
      case Temporal() ->
          Times.read(value).filter(time -> time.toString().equals(value)).isPresent();
      case Formed(_, var pattern, _) -> pattern.matcher(value).matches();
      case Free(boolean mayBeBlank) -> mayBeBlank || !value.isBlank();
    };
  }

  /// What the values must be, in words.
  default String what() {
    return switch (this) {
      case Listed(var values) ->
          values.size() > 10
              ? "a whole number from %s to %s".formatted(values.getFirst(), values.getLast())
              : "one of " + String.join(", ", values);
      case Numeric(double lowest, double highest) ->
          "a number from %s to %s, such as 7.5"
              .formatted(Numbers.text(lowest), Numbers.text(highest));
      case Temporal() -> "a time, such as 2026-11-01T08:15:30Z";
      case Formed(var what, _, _) -> what;
      case Free _ -> "a text that is not blank";
    };
  }

  /// The values that come to mind first and pass.
  default List<String> samples(Predicate<String> passes) {
    return switch (this) {
      case Listed(var values) -> values.stream().filter(passes).toList();
      case Formed(_, _, var samples) -> samples.stream().filter(passes).toList();
      case Numeric _, Temporal _, Free _ -> List.of();
    };
  }
}
