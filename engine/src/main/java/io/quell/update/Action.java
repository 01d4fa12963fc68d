package io.quell.update;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One change that a decision asks for.
///
/// The severity that relative changes start from is the provider's, as the rules before this one
/// have left it; never the one that an earlier update of Quell has set. So the same rules give the
/// same severity however often they run.
public sealed interface Action {

  /// The longest text of a note of the rule's own, in characters: the API takes 512
  /// (BatchUpdateFindings, Note), and who answers for it, and until when, needs the rest.
  int LONGEST_NOTE = 300;
  /// What [#contended] calls the severity, by whatever name it is set.
  String SEVERITY = UpdateField.SEVERITY.toString();
  /// What [#contended] calls the workflow status, by whatever name it is set.
  String WORKFLOW_STATUS = UpdateField.WORKFLOW_STATUS.toString();

  /// Sets the severity.
  record SetSeverity(SeverityLabel label) implements Action {}

  /// Raises the severity by so many labels, or lowers it where negative.
  record ShiftSeverity(int steps) implements Action {}

  /// Lowers a severity that is higher.
  record CapSeverity(SeverityLabel highest) implements Action {}

  /// Raises a severity that is lower.
  record FloorSeverity(SeverityLabel lowest) implements Action {}

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
    /// @throws IllegalArgumentException where the value is outside the limits, or Quell's own
    public SetField {
      field.check(value);
      if (value instanceof FieldValue.Texts(var texts) && texts.isEmpty()) {
        throw new IllegalArgumentException(
            "the %s are none; an update that names none leaves them as they are".formatted(field));
      }
      if (value instanceof FieldValue.Entry(var name, _) && ReservedFields.NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "the user-defined field %s is Quell's own".formatted(name));
      }
    }

    /// What a later action takes the place of: the field, or one of its entries.
    public List<Object> place() {
      return switch (value) {
        case FieldValue.Entry(var name, _) -> List.of(field, name);
        case FieldValue.Reference(var finding) -> List.of(field, finding);
        case FieldValue.Constant _,
            FieldValue.Percentage _,
            FieldValue.Decimal _,
            FieldValue.Texts _,
            FieldValue.Entries _,
            FieldValue.References _,
            FieldValue.Written _ ->
            List.of(field);
      };
    }

    /// Whether the finding has it already; never, where its format does not have the field.
    public boolean isOn(Finding finding) {
      return field.has(finding, value);
    }
  }

  /// What a card must allow for this action.
  default Change change() {
    return switch (this) {
      case SetSeverity _, ShiftSeverity _, CapSeverity _, FloorSeverity _ -> Change.SEVERITY;
      case SetWorkflow(var status) ->
          status == WorkflowStatus.SUPPRESSED ? Change.SUPPRESSION : Change.WORKFLOW;
      case WriteNote _ -> Change.NOTE;
      case SetField(var field, _) -> field.change();
    };
  }

  /// What rules contend for with this action on a finding of the format, such as `severity` or
  /// `user-defined field team`: of two actions that have it in common the later takes the place of
  /// the earlier.
  default String contended(Format format) {
    return switch (this) {
      case SetSeverity _, ShiftSeverity _, CapSeverity _, FloorSeverity _ -> SEVERITY;
      case SetWorkflow _ -> WORKFLOW_STATUS;
      case WriteNote _ -> UpdateField.NOTE.toString();
      case SetField(_, FieldValue.Entry(var name, _)) -> "user-defined field " + name;
      case SetField(_, FieldValue.Reference(var finding)) -> "related finding " + finding.id();
      case SetField(var field, _) -> field.contended(format).toString();
    };
  }

  /// The severities that this action may lead to, whatever the finding's is; empty where it leaves
  /// the label alone.
  default Set<SeverityLabel> severities() {
    return switch (this) {
      case SetSeverity(var label) -> EnumSet.of(label);
      case ShiftSeverity(var steps) ->
          Arrays.stream(SeverityLabel.values())
              .filter(label -> label.shifted(steps) != label)
              .map(label -> label.shifted(steps))
              .collect(Collectors.toCollection(() -> EnumSet.noneOf(SeverityLabel.class)));
      case CapSeverity(var highest) -> EnumSet.of(highest);
      case FloorSeverity(var lowest) -> EnumSet.of(lowest);
      case SetField(var field, FieldValue.Percentage(var normalized))
          when field == UpdateField.NORMALIZED_SEVERITY ->
          SeverityLabel.ofNormalized(normalized)
              .<Set<SeverityLabel>>map(EnumSet::of)
              .orElse(Set.of());
      case SetWorkflow _, WriteNote _, SetField _ -> Set.of();
    };
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
