package io.quell.update;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.update.FieldValue.Constant;
import io.quell.update.FieldValue.Decimal;
import io.quell.update.FieldValue.Entry;
import io.quell.update.FieldValue.Percentage;
import io.quell.update.FieldValue.Reference;
import io.quell.update.FieldValue.Texts;
import java.util.ArrayList;
import java.util.List;

/// A rule's answer to a finding that met its criteria: no match, or what to change.
///
/// Changes are data, so that a rule in a file can say the same as a rule class. They are put
/// together with [Apply#and]: `suppress().and(note("…"))`.
public sealed interface Decision {

  /// The rule has nothing to say about this finding after all.
  record NoMatch() implements Decision {}

  /// What to change, in order.
  record Apply(List<Action> actions) implements Decision {
    public Apply {
      actions = List.copyOf(actions);
      if (actions.isEmpty()) {
        throw new IllegalArgumentException(
            "a decision changes something; where it does not, it is noMatch()");
      }
    }

    /// These changes, and then those.
    public Apply and(Apply more) {
      List<Action> all = new ArrayList<>(actions);
      all.addAll(more.actions);
      return new Apply(all);
    }
  }

  /// The rule has nothing to say about this finding after all.
  static Decision noMatch() {
    return new NoMatch();
  }

  /// Sets the workflow status SUPPRESSED.
  static Apply suppress() {
    return workflow(WorkflowStatus.SUPPRESSED);
  }

  /// Sets the workflow status.
  static Apply workflow(WorkflowStatus status) {
    return changes(new Action.SetWorkflow(status));
  }

  /// Sets the severity to this label.
  static Apply severity(SeverityLabel label) {
    return changes(new Action.SetSeverity(label));
  }

  /// Raises the severity by so many labels, at most to CRITICAL.
  static Apply raiseSeverity(int steps) {
    return changes(new Action.ShiftSeverity(Action.positive(steps)));
  }

  /// Lowers the severity by so many labels, at most to INFORMATIONAL.
  static Apply lowerSeverity(int steps) {
    return changes(new Action.ShiftSeverity(-Action.positive(steps)));
  }

  /// Lowers the severity to this label where it is higher.
  static Apply capSeverity(SeverityLabel highest) {
    return changes(new Action.CapSeverity(highest));
  }

  /// Raises the severity to this label where it is lower.
  static Apply floorSeverity(SeverityLabel lowest) {
    return changes(new Action.FloorSeverity(lowest));
  }

  /// Writes a note of the rule's own before what Quell itself says, 1–300 characters.
  static Apply note(String text) {
    return changes(new Action.WriteNote(text));
  }

  /// ASFF: sets the normalized severity, 0–100, and with it the label.
  static Apply normalizedSeverity(int normalized) {
    return set(UpdateField.NORMALIZED_SEVERITY, new Percentage(normalized));
  }

  /// ASFF: sets the severity in the product's own scale, a legacy of the format.
  static Apply productSeverity(double severity) {
    return set(UpdateField.PRODUCT_SEVERITY, new Decimal(severity));
  }

  /// Sets a severity in OCSF's terms. UNKNOWN, FATAL and OTHER exist in OCSF only.
  static Apply severity(OcsfSeverity severity) {
    return switch (severity) {
      case UNKNOWN, FATAL, OTHER -> only(UpdateField.SEVERITY_ID, new Constant(severity));
      case INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL -> severity(severity.label().orElseThrow());
    };
  }

  /// Sets a status in OCSF's terms. UNKNOWN, ARCHIVED, DELETED and OTHER exist in OCSF only.
  static Apply status(OcsfStatus status) {
    return switch (status) {
      case UNKNOWN, ARCHIVED, DELETED, OTHER -> only(UpdateField.STATUS_ID, new Constant(status));
      case NEW, IN_PROGRESS, SUPPRESSED, RESOLVED ->
          workflow(status.workflowStatus().orElseThrow());
    };
  }

  /// ASFF: sets the customer's judgement.
  static Apply verificationState(VerificationState state) {
    return set(UpdateField.VERIFICATION_STATE, new Constant(state));
  }

  /// ASFF: sets the confidence, 0–100.
  static Apply confidence(int confidence) {
    return set(UpdateField.CONFIDENCE, new Percentage(confidence));
  }

  /// ASFF: sets the criticality, 0–100.
  static Apply criticality(int criticality) {
    return set(UpdateField.CRITICALITY, new Percentage(criticality));
  }

  /// ASFF: sets the types, 1 to 50, `namespace/category/classifier`.
  static Apply types(String... types) {
    return set(UpdateField.TYPES, new Texts(List.of(types)));
  }

  /// ASFF: sets one user-defined field beside the others: a name of 1–128 and a value of 1–1,024
  /// characters.
  static Apply userDefinedField(String name, String value) {
    return set(UpdateField.USER_DEFINED_FIELDS, new Entry(name, value));
  }

  /// ASFF: adds one related finding to the others; a finding has at most 10.
  static Apply relatedFinding(String id, String productArn) {
    return set(
        UpdateField.RELATED_FINDINGS, new Reference(new FindingIdentifier.Asff(id, productArn)));
  }

  /// Sets any field but the note, which [#note] writes. Severity and workflow status are set as
  /// [#severity] and [#workflow] set them.
  ///
  /// @throws IllegalArgumentException where the field is the note, or the value of another kind
  ///     than the field's or outside its limits
  static Apply set(UpdateField field, FieldValue value) {
    Apply set = only(field, value);
    return switch (value) {
      case Constant(SeverityLabel label) -> severity(label);
      case Constant(WorkflowStatus status) -> workflow(status);
      case Constant(OcsfSeverity severity) -> severity(severity);
      case Constant(OcsfStatus status) -> status(status);
      case FieldValue.Written _ ->
          throw new IllegalArgumentException(
              "a rule writes its note as text alone, for the author is Quell");
      default -> set;
    };
  }

  private static Apply only(UpdateField field, FieldValue value) {
    return changes(new Action.SetField(field, value));
  }

  private static Apply changes(Action action) {
    return new Apply(List.of(action));
  }
}
