package io.quell.lint.solver.value;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.Times;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.lint.solver.language.Language;
import io.quell.lint.solver.language.RegularExpressions;
import java.math.BigDecimal;
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
  record Formed(String what, Pattern pattern, List<String> samples) implements Domain {
    /// All texts of this form, and maybe others.
    Language language() {
      return RegularExpressions.read(pattern)
          .map(RegularExpressions.Reading::language)
          .orElse(Language.ANY);
    }
  }

  /// Any text.
  ///
  /// @param mayBeBlank whether it may have no visible character
  record Free(boolean mayBeBlank) implements Domain {}

  /// The domain of a field.
  static Domain of(Field field) {
    return switch (field) {
      case Named named -> of(named);
      case Field.ResourceTag _, Field.UserDefined _, Field.Raw _, Field.RawResource _ ->
          new Free(true);
    };
  }

  private static Domain of(Named field) {
    return switch (field) {
      case FORMAT -> constants(Format.values());
      case CLASS -> Known.CLASS;
      case VULNERABILITY,
          STANDARD,
          GENERATOR,
          ID,
          TITLE,
          DESCRIPTION,
          NOTE_TEXT,
          NOTE_AUTHOR,
          RESOURCE_TYPE,
          RESOURCE_ID,
          CONTROL ->
          new Free(false);
      case TYPE -> new Free(true);
      case CVSS -> new Numeric(0, 10);
      case EPSS -> new Numeric(0, 1);
      case FIX_AVAILABLE -> new Listed(List.of("NO", "YES", "PARTIAL"));
      case EXPLOIT_AVAILABLE -> new Listed(List.of("NO", "YES"));
      case PRODUCT -> Known.PRODUCT;
      case ACCOUNT -> Known.ACCOUNT;
      case REGION, RESOURCE_REGION -> Known.REGION;
      case RESOURCE_PARTITION -> Known.PARTITION;
      case SEVERITY, PROVIDER_SEVERITY -> constants(SeverityLabel.values());
      case NORMALIZED_SEVERITY, CONFIDENCE, CRITICALITY -> Known.PERCENTAGE;
      case COMPLIANCE_STATUS -> new Listed(List.of("FAILED", "WARNING", "PASSED", "NOT_AVAILABLE"));
      case WORKFLOW_STATUS -> constants(WorkflowStatus.values());
      case RECORD_STATE -> new Listed(List.of("ACTIVE", "ARCHIVED"));
      case VERIFICATION_STATE -> constants(VerificationState.values());
      case AGE, CREATED_AT, FIRST_OBSERVED_AT, LAST_OBSERVED_AT, UPDATED_AT -> new Temporal();
    };
  }

  private static Domain constants(Enum<?>[] constants) {
    return new Listed(Arrays.stream(constants).map(Enum::name).toList());
  }

  /// The domains with a form.
  final class Known {
    private static final Domain CLASS =
        new Formed(
            "the number of an OCSF class, such as 2003",
            Pattern.compile("0|-?[1-9][0-9]{0,9}"),
            List.of("2004", "2003", "2002", "2006", "2001"));
    private static final Domain PRODUCT =
        new Formed(
            "a company and a product with a slash between, such as aws/guardduty",
            Pattern.compile("(.|\\s)+/(.|\\s)+"),
            List.of(
                "aws/securityhub",
                "aws/guardduty",
                "aws/inspector",
                "aws/macie",
                "111122223333/default"));
    private static final Domain ACCOUNT =
        new Formed(
            "twelve digits",
            Pattern.compile("[0-9]{12}"),
            List.of("111122223333", "444455556666", "999988887777", "123456789012"));
    private static final Domain REGION =
        new Formed(
            "the code of a Region, such as eu-west-1, or global",
            Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}|global|aws-global"),
            List.of("eu-west-1", "us-east-1", "eu-central-1", "us-west-2", "ap-southeast-2"));
    private static final Domain PARTITION =
        new Formed(
            "a partition: aws, aws-cn, aws-us-gov",
            Pattern.compile("aws(-[a-z]+)*"),
            List.of("aws", "aws-us-gov", "aws-cn"));
    private static final Domain PERCENTAGE =
        new Listed(IntStream.rangeClosed(0, 100).mapToObj(Integer::toString).toList());

    private Known() {}
  }

  /// Whether a field can have this value.
  default boolean admits(String value) {
    return switch (this) {
      case Listed(var values) -> values.contains(value);
      case Numeric(double lowest, double highest) ->
          Json.number(value).stream()
              .anyMatch(
                  number -> lowest <= number && number <= highest && value.equals(text(number)));
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
          "a number from %s to %s, such as 7.5".formatted(text(lowest), text(highest));
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

  /// A number as Quell reads it in a finding: `40`, `9.8`.
  static String text(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
