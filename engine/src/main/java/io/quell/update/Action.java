package io.quell.update;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One change that a decision asks for.
///
/// The severity that relative changes start from is the provider's, as the rules before this one
/// have left it; never the one that an earlier update of Quell has set. So the same rules give the
/// same severity however often they run.
public sealed interface Action {

  /// The longest text of a note of the rule's own, in characters: the API takes 512
  /// (BatchUpdateFindings, Note), and who answers for it, and until when, needs the rest.
  int LONGEST_NOTE = 300;

  /// Sets the severity.
  record SetSeverity(SeverityLabel label) implements Action {}

  /// Changes the severity from what it is.
  sealed interface RelativeSeverity extends Action {
    /// The severity afterwards.
    SeverityLabel from(SeverityLabel before);
  }

  /// Raises the severity by so many labels, or lowers it where negative.
  record ShiftSeverity(int steps) implements RelativeSeverity {
    @Override
    public SeverityLabel from(SeverityLabel before) {
      return before.shifted(steps);
    }
  }

  /// Lowers a severity that is higher.
  record CapSeverity(SeverityLabel highest) implements RelativeSeverity {
    @Override
    public SeverityLabel from(SeverityLabel before) {
      return before.atMost(highest);
    }
  }

  /// Raises a severity that is lower.
  record FloorSeverity(SeverityLabel lowest) implements RelativeSeverity {
    @Override
    public SeverityLabel from(SeverityLabel before) {
      return before.atLeast(lowest);
    }
  }

  /// Sets the workflow status.
  record SetWorkflow(WorkflowStatus status) implements Action {}

  /// Writes a note of the rule's own.
  record WriteNote(String text) implements Action {
    public WriteNote {
      if (text.isBlank() || text.length() > LONGEST_NOTE) {
        throw new IllegalArgumentException(
            "a note has 1 to %d characters and is not blank, but this one has %d"
                .formatted(LONGEST_NOTE, text.length()));
      }
    }
  }

  /// Sets a field to a value, whatever it was before: of user-defined fields and related findings
  /// one beside the others.
  record SetField(UpdateField field, FieldValue value) implements Action {
    /// @throws IllegalArgumentException where the value is of another kind than the field's,
    ///     outside the limits, or Quell's own
    public SetField {
      field.checkOne(value);
      if (value instanceof FieldValue.Texts(var texts) && texts.isEmpty()) {
        throw new IllegalArgumentException(
            "the %s are none; an update that names none leaves them as they are".formatted(field));
      }
      if (value instanceof FieldValue.Entry(var name, _) && ReservedFields.has(name)) {
        throw new IllegalArgumentException(
            "the user-defined field %s is Quell's own".formatted(name));
      }
    }

    /// Whether the finding has it already; never, where its format does not have the field.
    public boolean isOn(Finding finding) {
      return field.has(finding, value);
    }
  }

  /// What a card must allow for this action.
  default Change change() {
    return switch (this) {
      case SetSeverity _, RelativeSeverity _ -> Change.SEVERITY;
      case SetWorkflow(var status) -> Change.of(status);
      case WriteNote _ -> Change.NOTE;
      case SetField(var field, var value) -> field.change(value);
    };
  }

  /// The workflow status that a finding is left with; empty where the action leaves it alone, or
  /// sets a status that ASFF does not know.
  default Optional<WorkflowStatus> workflowStatus() {
    return switch (this) {
      case SetWorkflow(var status) -> Optional.of(status);
      case SetField(_, FieldValue.Constant(WorkflowStatus status)) -> Optional.of(status);
      case SetField(_, FieldValue.Constant(OcsfStatus status)) -> status.workflowStatus();
      case SetField _, SetSeverity _, RelativeSeverity _, WriteNote _ -> Optional.empty();
    };
  }

  /// What this action changes on a finding of the format.
  default UpdateTarget target(Format format) {
    return switch (this) {
      case SetSeverity _, RelativeSeverity _ -> UpdateTarget.SEVERITY;
      case SetWorkflow _ -> UpdateTarget.WORKFLOW_STATUS;
      case WriteNote _ -> UpdateTarget.NOTE;
      case SetField(var field, FieldValue.Entry(var name, _)) ->
          new UpdateTarget(field, List.of(name));
      case SetField(var field, FieldValue.Reference(var finding)) ->
          new UpdateTarget(field, List.of(finding.id(), finding.productArn()));
      case SetField(var field, _) -> new UpdateTarget(field.sharedName(format), List.of());
    };
  }

  /// The severity label that a finding is left with, the one from before where the action leaves it
  /// alone; empty where there is none.
  default Optional<SeverityLabel> severityAfter(Optional<SeverityLabel> before) {
    return switch (this) {
      case SetSeverity(var label) -> Optional.of(label);
      case RelativeSeverity relative -> before.map(relative::from);
      case SetField(_, FieldValue.Constant(OcsfSeverity severity)) -> severity.label();
      case SetField(var field, var value) -> field.severityLabel(value).or(() -> before);
      case SetWorkflow _, WriteNote _ -> before;
    };
  }

  /// The severities that this action may lead to, whatever the finding's is; empty where it leaves
  /// the label alone, and for OCSF's own severities, which a card permits apart.
  default Set<SeverityLabel> severities() {
    Set<SeverityLabel> severities = EnumSet.noneOf(SeverityLabel.class);
    Change change = change();
    if (change != Change.SEVERITY && change != Change.SEVERITY_SCORE) {
      return severities;
    }
    for (SeverityLabel before : SeverityLabel.values()) {
      severityAfter(Optional.of(before))
          .filter(label -> label != before)
          .ifPresent(severities::add);
    }
    return severities;
  }

  /// A number of labels to go up or down.
  static int positive(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "a severity is shifted by at least one label, not by " + steps);
    }
    return steps;
  }
}
