package io.quell.importers.automation;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.importers.source.NoteText;
import io.quell.importers.source.RefusedException;
import io.quell.importers.source.SourceValue;
import io.quell.update.Action;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The action of an automation rule of the first version, which sets fields as BatchUpdateFindings
/// does.
///
/// @param notes what differs
record AutomationAction(List<Action> actions, List<String> notes) {
  /// What the action may set.
  static final Set<String> UPDATE =
      Set.of(
          "Note",
          "Severity",
          "VerificationState",
          "Confidence",
          "Criticality",
          "Types",
          "UserDefinedFields",
          "Workflow",
          "RelatedFindings");

  static AutomationAction read(SourceValue action) throws RefusedException {
    action.members(Set.of("Type", "FindingFieldsUpdate"));
    action.at("Type").oneOf(Set.of("FINDING_FIELDS_UPDATE"));
    SourceValue update = action.at("FindingFieldsUpdate");
    update.members(UPDATE);
    List<Action> actions = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    readSeverity(update.at("Severity"), actions);
    if (!update.at("Workflow").isAbsent()) {
      update.at("Workflow").members(Set.of("Status"));
      actions.add(
          new Action.SetWorkflow(
              constant(WorkflowStatus.class, update.at("Workflow").at("Status"))));
    }
    readNote(update.at("Note"), actions, notes);
    if (!update.at("VerificationState").isAbsent()) {
      actions.add(
          set(
              UpdateField.VERIFICATION_STATE,
              new FieldValue.Constant(
                  constant(VerificationState.class, update.at("VerificationState")))));
    }
    if (!update.at("Confidence").isAbsent()) {
      actions.add(
          set(
              UpdateField.CONFIDENCE,
              new FieldValue.Percentage(update.at("Confidence").integer())));
    }
    if (!update.at("Criticality").isAbsent()) {
      actions.add(
          set(
              UpdateField.CRITICALITY,
              new FieldValue.Percentage(update.at("Criticality").integer())));
    }
    if (!update.at("Types").list().isEmpty()) {
      actions.add(set(UpdateField.TYPES, new FieldValue.Texts(update.at("Types").texts())));
    }
    readUserDefinedFields(update.at("UserDefinedFields"), actions);
    readRelatedFindings(update.at("RelatedFindings"), actions);
    if (actions.isEmpty()) {
      throw new RefusedException("its FindingFieldsUpdate sets nothing");
    }
    return new AutomationAction(actions, notes);
  }

  /// A label and a normalized severity say one thing twice, so they are taken only where they
  /// agree.
  private static void readSeverity(SourceValue severity, List<Action> actions)
      throws RefusedException {
    if (severity.isAbsent()) {
      return;
    }
    severity.members(Set.of("Label", "Normalized", "Product"));
    Optional<SeverityLabel> label =
        severity.at("Label").isAbsent()
            ? Optional.empty()
            : Optional.of(constant(SeverityLabel.class, severity.at("Label")));
    if (severity.at("Normalized").isAbsent()) {
      label.ifPresent(present -> actions.add(new Action.SetSeverity(present)));
    } else {
      int normalized = severity.at("Normalized").integer();
      var action = set(UpdateField.NORMALIZED_SEVERITY, new FieldValue.Percentage(normalized));
      if (label.isPresent() && !label.equals(SeverityLabel.ofNormalized(normalized))) {
        throw new RefusedException(
            "it sets the severity label %s and the normalized severity %d, which is %s"
                .formatted(
                    label.get(), normalized, SeverityLabel.ofNormalized(normalized).orElseThrow()));
      }
      actions.add(
          label.isPresent() && label.get().lowestNormalized() == normalized
              ? new Action.SetSeverity(label.get())
              : action);
    }
    if (!severity.at("Product").isAbsent()) {
      actions.add(
          set(
              UpdateField.PRODUCT_SEVERITY,
              new FieldValue.Decimal(severity.at("Product").number())));
    }
  }

  private static void readNote(SourceValue note, List<Action> actions, List<String> notes)
      throws RefusedException {
    if (note.isAbsent()) {
      return;
    }
    note.members(Set.of("Text", "UpdatedBy"));
    actions.add(NoteText.action(note.at("Text")));
    notes.add("the note is signed by Quell, not by '%s'".formatted(note.at("UpdatedBy").text()));
  }

  private static void readUserDefinedFields(SourceValue fields, List<Action> actions)
      throws RefusedException {
    if (fields.isAbsent()) {
      return;
    }
    for (Map.Entry<String, SourceValue> field : fields.members().entrySet()) {
      actions.add(
          set(
              UpdateField.USER_DEFINED_FIELDS,
              new FieldValue.Entry(field.getKey(), field.getValue().text())));
    }
  }

  private static void readRelatedFindings(SourceValue findings, List<Action> actions)
      throws RefusedException {
    for (SourceValue finding : findings.list()) {
      finding.members(Set.of("ProductArn", "Id"));
      actions.add(
          set(
              UpdateField.RELATED_FINDINGS,
              new FieldValue.Reference(
                  new FindingIdentifier.Asff(
                      finding.at("Id").text(), finding.at("ProductArn").text()))));
    }
  }

  private static Action set(UpdateField field, FieldValue value) {
    return new Action.SetField(field, value);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, SourceValue part)
      throws RefusedException {
    String name = part.oneOf(Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
    return Enum.valueOf(type, name);
  }
}
