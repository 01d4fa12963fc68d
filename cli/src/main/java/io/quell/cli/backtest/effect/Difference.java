package io.quell.cli.backtest.effect;

import io.quell.update.FindingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// In what two books differ on one finding.
///
/// @param kind what is different
/// @param change what the other book makes of it, and what this one does: `MEDIUM → LOW`; empty
///     where the kind says it all
/// @param otherRule the rule of the other book that does it, or empty
/// @param rule the rule of this book that does it, or empty
public record Difference(
    DifferenceKind kind, String change, Optional<String> otherRule, Optional<String> rule) {

  private static final String NO_RULE = "no rule";

  /// The differences on a finding, at most one for its status, one for its severity and one for all
  /// else. A note goes with nearly every change: it is one where nothing else is.
  ///
  /// @param other what the other book makes of it
  /// @param present what this book makes of it
  public static List<Difference> between(BookEffect other, BookEffect present) {
    List<Difference> differences = new ArrayList<>();
    FindingState before = other.after();
    FindingState after = present.after();
    if (!before.workflowStatus().equals(after.workflowStatus())) {
      differences.add(ofStatus(other, present));
    }
    if (!before.severity().equals(after.severity())) {
      differences.add(
          new Difference(
              DifferenceKind.SEVERITY_MOVED,
              SeverityScale.change(before.severity(), after.severity()),
              other.ruleOf(BookEffect.SEVERITY),
              present.ruleOf(BookEffect.SEVERITY)));
    }
    if (!other.otherFields().equals(present.otherFields())) {
      differences.add(ofOtherFields(other, present));
    }
    if (differences.isEmpty() && !other.note().equals(present.note())) {
      differences.add(
          new Difference(
              DifferenceKind.OTHER,
              BookEffect.NOTE,
              other.ruleOf(BookEffect.NOTE),
              present.ruleOf(BookEffect.NOTE)));
    }
    return differences;
  }

  private static Difference ofStatus(BookEffect other, BookEffect present) {
    Optional<String> otherRule = other.ruleOf(BookEffect.WORKFLOW_STATUS);
    Optional<String> rule = present.ruleOf(BookEffect.WORKFLOW_STATUS);
    if (BookEffect.isSuppressed(present.after())) {
      return new Difference(DifferenceKind.NEWLY_SUPPRESSED, "", otherRule, rule);
    }
    if (BookEffect.isSuppressed(other.after())) {
      return new Difference(
          BookEffect.isSuppressed(present.before())
              ? DifferenceKind.GIVEN_BACK
              : DifferenceKind.NO_LONGER_SUPPRESSED,
          "",
          otherRule,
          rule);
    }
    return new Difference(
        DifferenceKind.OTHER,
        "%s: %s"
            .formatted(
                BookEffect.WORKFLOW_STATUS,
                SeverityScale.change(
                    other.after().workflowStatus(), present.after().workflowStatus())),
        otherRule,
        rule);
  }

  private static Difference ofOtherFields(BookEffect other, BookEffect present) {
    List<String> fields = new ArrayList<>(other.otherFields().keySet());
    present.otherFields().keySet().stream()
        .filter(field -> !fields.contains(field))
        .forEach(fields::add);
    fields.removeIf(
        field ->
            Optional.ofNullable(other.otherFields().get(field))
                .equals(Optional.ofNullable(present.otherFields().get(field))));
    String first = fields.getFirst();
    return new Difference(
        DifferenceKind.OTHER,
        String.join(", ", fields),
        other.ruleOf(first),
        present.ruleOf(first));
  }

  /// The rules, the other book's first: `a → b`, `no rule → b`; one where both are the same.
  public String rules() {
    if (otherRule.equals(rule)) {
      return rule.orElse(NO_RULE);
    }
    return "%s → %s".formatted(otherRule.orElse(NO_RULE), rule.orElse(NO_RULE));
  }
}
