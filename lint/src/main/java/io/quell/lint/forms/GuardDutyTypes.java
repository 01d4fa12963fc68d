package io.quell.lint.forms;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds types of GuardDuty's and Macie's findings that are written as in the other format:
/// `Recon:EC2/PortProbeUnprotectedPort` is the type in OCSF, and in ASFF it is
/// `TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort`.
public final class GuardDutyTypes {
  private static final Pattern OF_OCSF =
      Pattern.compile("(?<purpose>[A-Z][A-Za-z]+:[A-Z][A-Za-z0-9]+)/(?<rest>[A-Za-z0-9].*)");
  private static final Pattern OF_ASFF =
      Pattern.compile(".+/(?<purpose>[A-Z][A-Za-z]+:[A-Z][A-Za-z0-9]+)-(?<rest>[A-Za-z0-9].*)");

  private GuardDutyTypes() {}

  /// The types that findings of the rule's formats do not have in this form.
  public static Stream<String> ofOtherFormat(CheckedBook book, BookRule rule) {
    List<String> types =
        rule.when()
            .tests()
            .filter(test -> test.field() == Named.TYPE)
            .flatMap(test -> text(test).stream())
            .distinct()
            .toList();
    var formats = new FormatsOfRule(book, rule);
    return types.stream().flatMap(type -> wrong(type, types, formats).stream());
  }

  private static Optional<String> text(Criteria.Test test) {
    return switch (test.condition()) {
      case Condition.Equal(var value) -> Optional.of(value);
      case Condition.Prefix(var prefix) -> Optional.of(prefix);
      case Condition.Wildcard(var pattern) -> Optional.of(pattern);
      default -> Optional.empty();
    };
  }

  private static Optional<String> wrong(String type, List<String> types, FormatsOfRule formats) {
    Matcher ocsf = OF_OCSF.matcher(type);
    if (ocsf.matches()) {
      String asff = "%s-%s".formatted(ocsf.group("purpose"), ocsf.group("rest"));
      return types.stream().anyMatch(other -> other.contains(asff)) || !formats.mayBe(Format.ASFF)
          ? Optional.empty()
          : Optional.of(
              "The type '%s' is written as in OCSF; findings in ASFF have '…/%s': write {wildcard: '*/%s'} for those, or fits(\"*/%s\") in Java, or restrict the rule to OCSF."
                  .formatted(type, asff, asff, asff));
    }
    Matcher asff = OF_ASFF.matcher(type);
    return asff.matches() && !formats.mayBe(Format.ASFF)
        ? Optional.of(
            "The type '%s' is written as in ASFF; findings in OCSF have '%s/%s'."
                .formatted(type, asff.group("purpose"), asff.group("rest")))
        : Optional.empty();
  }
}
