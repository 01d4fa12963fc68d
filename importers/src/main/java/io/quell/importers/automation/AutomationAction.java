package io.quell.importers.automation;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.importers.source.NoteText;
import io.quell.importers.source.RefusedException;
import io.quell.importers.source.SourceValue;
import io.quell.update.Action;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The action of an automation rule, which sets fields as BatchUpdateFindings does, or
/// BatchUpdateFindingsV2.
///
/// @param notes what differs
record AutomationAction(List<Action> actions, List<String> notes) {
  /// The fields that the first version sets by their name alone, in the order they are set.
  private static final List<Map.Entry<String, UpdateField>> FIELDS =
      List.of(
          Map.entry("VerificationState", UpdateField.VERIFICATION_STATE),
          Map.entry("Confidence", UpdateField.CONFIDENCE),
          Map.entry("Criticality", UpdateField.CRITICALITY),
          Map.entry("Types", UpdateField.TYPES),
          Map.entry("UserDefinedFields", UpdateField.USER_DEFINED_FIELDS),
          Map.entry("RelatedFindings", UpdateField.RELATED_FINDINGS));
  /// What an action of the first version may set.
  static final Set<String> UPDATE =
      Stream.concat(
              Stream.of("Severity", "Workflow", "Note"), FIELDS.stream().map(Map.Entry::getKey))
          .collect(Collectors.toUnmodifiableSet());

  /// Reads an action of the first version.
  static AutomationAction read(SourceValue action) throws RefusedException {
    SourceValue update = update(action, UPDATE);
    List<Action> actions = new ArrayList<>(severity(update.at("Severity")));
    SourceValue workflow = update.at("Workflow");
    if (!workflow.isAbsent()) {
      workflow.members(Set.of("Status"));
      actions.add(
          new Action.SetWorkflow(workflow.at("Status").constant(List.of(WorkflowStatus.values()))));
    }
    List<String> notes = new ArrayList<>();
    SourceValue note = update.at("Note");
    if (!note.isAbsent()) {
      note.members(Set.of("Text", "UpdatedBy"));
      actions.add(NoteText.action(note.at("Text")));
      notes.add("the note is signed by Quell, not by '%s'".formatted(note.at("UpdatedBy").text()));
    }
    for (Map.Entry<String, UpdateField> field : FIELDS) {
      actions.addAll(set(field.getValue(), update.at(field.getKey())));
    }
    return of(actions, notes);
  }

  /// Reads an action of the second version.
  static AutomationAction readOcsf(SourceValue action) throws RefusedException {
    SourceValue update = update(action, Set.of("SeverityId", "StatusId", "Comment"));
    List<Action> actions = new ArrayList<>();
    SourceValue severity = update.at("SeverityId");
    if (!severity.isAbsent()) {
      actions.addAll(Decision.severity(known(severity, OcsfSeverity::ofId, "severity")).actions());
    }
    SourceValue status = update.at("StatusId");
    if (!status.isAbsent()) {
      actions.addAll(Decision.status(known(status, OcsfStatus::ofId, "status")).actions());
    }
    SourceValue comment = update.at("Comment");
    if (!comment.isAbsent()) {
      actions.add(NoteText.action(comment));
    }
    return of(actions, List.of());
  }

  private static AutomationAction of(List<Action> actions, List<String> notes)
      throws RefusedException {
    if (actions.isEmpty()) {
      throw new RefusedException("its FindingFieldsUpdate sets nothing");
    }
    return new AutomationAction(actions, notes);
  }

  private static <E> E known(SourceValue id, IntFunction<Optional<E>> constants, String noun)
      throws RefusedException {
    return constants
        .apply(id.integer())
        .orElseThrow(
            () ->
                new RefusedException(
                    "%s is %s, which is no %s".formatted(id.name(), id.value(), noun)));
  }

  private static SourceValue update(SourceValue action, Set<String> known) throws RefusedException {
    action.members(Set.of("Type", "FindingFieldsUpdate"));
    action.at("Type").oneOf(Set.of("FINDING_FIELDS_UPDATE"));
    SourceValue update = action.at("FindingFieldsUpdate");
    update.members(known);
    return update;
  }

  /// A label and a normalized severity say one thing twice, so they are taken only where they
  /// agree.
  private static List<Action> severity(SourceValue severity) throws RefusedException {
    if (severity.isAbsent()) {
      return List.of();
    }
    severity.members(Set.of("Label", "Normalized", "Product"));
    Optional<SeverityLabel> label =
        severity.at("Label").isAbsent()
            ? Optional.empty()
            : Optional.of(severity.at("Label").constant(List.of(SeverityLabel.values())));
    SourceValue number = severity.at("Normalized");
    List<Action> actions = new ArrayList<>(set(UpdateField.NORMALIZED_SEVERITY, number));
    if (label.isPresent()) {
      int normalized = number.isAbsent() ? label.get().lowestNormalized() : number.integer();
      SeverityLabel same = SeverityLabel.ofNormalized(normalized).orElseThrow();
      if (same != label.get()) {
        throw new RefusedException(
            "it sets the severity label %s and the normalized severity %d, which is %s"
                .formatted(label.get(), normalized, same));
      }
      if (normalized == same.lowestNormalized()) {
        actions = new ArrayList<>(List.of(new Action.SetSeverity(same)));
      }
    }
    actions.addAll(set(UpdateField.PRODUCT_SEVERITY, severity.at("Product")));
    return actions;
  }

  /// Sets a field to what is written, by the kind of its values.
  private static List<Action> set(UpdateField field, SourceValue written) throws RefusedException {
    List<Action> actions = new ArrayList<>();
    for (FieldValue value : values(field, written)) {
      actions.add(new Action.SetField(field, value));
    }
    return actions;
  }

  private static List<FieldValue> values(UpdateField field, SourceValue written)
      throws RefusedException {
    if (written.isAbsent()) {
      return List.of();
    }
    return switch (field.kind()) {
      case CONSTANT -> List.of(new FieldValue.Constant(written.constant(field.constants())));
      case PERCENTAGE -> List.of(new FieldValue.Percentage(written.integer()));
      case DECIMAL -> List.of(new FieldValue.Decimal(written.number()));
      case TEXTS ->
          written.list().isEmpty() ? List.of() : List.of(new FieldValue.Texts(written.texts()));
      case ENTRY -> entries(written);
      case REFERENCE -> references(written);
      case NOTE_OF_ITS_OWN -> throw new IllegalArgumentException("a note is read by itself");
    };
  }

  private static List<FieldValue> entries(SourceValue written) throws RefusedException {
    List<FieldValue> entries = new ArrayList<>();
    for (Map.Entry<String, SourceValue> field : written.members().entrySet()) {
      entries.add(new FieldValue.Entry(field.getKey(), field.getValue().text()));
    }
    return entries;
  }

  private static List<FieldValue> references(SourceValue written) throws RefusedException {
    List<FieldValue> references = new ArrayList<>();
    for (SourceValue finding : written.list()) {
      finding.members(Set.of("ProductArn", "Id"));
      references.add(
          new FieldValue.Reference(
              new FindingIdentifier.Asff(
                  finding.at("Id").text(), finding.at("ProductArn").text())));
    }
    return references;
  }
}
