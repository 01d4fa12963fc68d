package io.quell.importers.automation;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// The action of an automation rule, which sets fields as BatchUpdateFindings does, or
/// BatchUpdateFindingsV2.
///
/// @param notes what differs
record AutomationAction(List<Action> actions, List<String> notes) {
  /// What an action of the first version may set.
  static final Set<String> UPDATE = members(Format.ASFF);

  private static final String UPDATES_FIELDS = "FINDING_FIELDS_UPDATE";
  private static final Set<String> OCSF_UPDATE = members(Format.OCSF);

  private static Set<String> members(Format format) {
    return Arrays.stream(UpdateField.values())
        .filter(field -> field.isExpressibleIn(format))
        .map(field -> field.member(format).getFirst())
        .collect(Collectors.toUnmodifiableSet());
  }

  private AutomationAction() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  /// Reads an action of the first version.
  static AutomationAction read(SourceValue action) throws RefusedException {
    var read = new AutomationAction();
    SourceValue update = read.update(action, UPDATE);
    read.severity(update.at("Severity"));
    SourceValue workflow = update.at("Workflow");
    if (!workflow.isAbsent()) {
      workflow.members(Set.of("Status"));
      read.actions.add(
          new Action.SetWorkflow(workflow.at("Status").constant(List.of(WorkflowStatus.values()))));
    }
    SourceValue note = update.at("Note");
    if (!note.isAbsent()) {
      note.members(Set.of("Text", "UpdatedBy"));
      read.actions.add(NoteText.action(note.at("Text")));
      read.notes.add(
          "the note is signed by Quell"
              + note.at("UpdatedBy").optionalText().map(", not by '%s'"::formatted).orElse(""));
    }
    for (UpdateField field : UpdateField.values()) {
      if (field != UpdateField.NOTE && field.member(Format.ASFF).size() == 1) {
        read.set(field, update.at(field.member(Format.ASFF).getFirst()));
      }
    }
    return read.thatSetsSomething();
  }

  /// Reads an action of the second version.
  static AutomationAction readOcsf(SourceValue action) throws RefusedException {
    var read = new AutomationAction();
    SourceValue update = read.update(action, OCSF_UPDATE);
    if (!update.at("SeverityId").isAbsent()) {
      OcsfSeverity severity = known(update.at("SeverityId"), OcsfSeverity::ofId, "severity");
      read.actions.addAll(Decision.severity(severity).actions());
    }
    if (!update.at("StatusId").isAbsent()) {
      OcsfStatus status = known(update.at("StatusId"), OcsfStatus::ofId, "status");
      read.actions.addAll(Decision.status(status).actions());
    }
    if (!update.at("Comment").isAbsent()) {
      read.actions.add(NoteText.action(update.at("Comment")));
    }
    return read.thatSetsSomething();
  }

  private SourceValue update(SourceValue action, Set<String> known) throws RefusedException {
    action.members(Set.of("Type", "FindingFieldsUpdate"));
    if (action.at("Type").isAbsent()) {
      notes.add("the action's Type is missing and taken as " + UPDATES_FIELDS);
    } else {
      action.at("Type").oneOf(Set.of(UPDATES_FIELDS));
    }
    SourceValue update = action.at("FindingFieldsUpdate");
    update.members(known);
    return update;
  }

  private AutomationAction thatSetsSomething() throws RefusedException {
    if (actions.isEmpty()) {
      throw new RefusedException("its FindingFieldsUpdate sets nothing");
    }
    return this;
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

  /// A label and a normalized severity say one thing twice, so they are taken only where they
  /// agree.
  private void severity(SourceValue severity) throws RefusedException {
    if (severity.isAbsent()) {
      return;
    }
    severity.members(Set.of("Label", "Normalized", "Product"));
    SourceValue number = severity.at("Normalized");
    if (severity.at("Label").isAbsent()) {
      set(UpdateField.NORMALIZED_SEVERITY, number);
    } else {
      SeverityLabel label = severity.at("Label").constant(List.of(SeverityLabel.values()));
      int normalized = number.isAbsent() ? label.lowestNormalized() : number.integer();
      if (normalized == label.lowestNormalized()) {
        actions.add(new Action.SetSeverity(label));
      } else {
        set(UpdateField.NORMALIZED_SEVERITY, number);
        SeverityLabel same = SeverityLabel.ofNormalized(normalized).orElseThrow();
        if (same != label) {
          throw new RefusedException(
              "it sets the severity label %s and the normalized severity %d, which is %s"
                  .formatted(label, normalized, same));
        }
      }
    }
    set(UpdateField.PRODUCT_SEVERITY, severity.at("Product"));
  }

  /// Sets a field to what is written, by the kind of its values.
  private void set(UpdateField field, SourceValue written) throws RefusedException {
    if (written.isAbsent()) {
      return;
    }
    switch (field.kind()) {
      case CONSTANT -> set(field, new FieldValue.Constant(written.constant(field.constants())));
      case PERCENTAGE -> set(field, new FieldValue.Percentage(written.integer()));
      case DECIMAL -> set(field, new FieldValue.Decimal(written.number()));
      case TEXTS -> {
        if (!written.list().isEmpty()) {
          set(field, new FieldValue.Texts(written.texts()));
        }
      }
      case ENTRY -> {
        for (Map.Entry<String, SourceValue> entry : written.members().entrySet()) {
          set(field, new FieldValue.Entry(entry.getKey(), entry.getValue().text()));
        }
      }
      case REFERENCE -> {
        for (SourceValue finding : written.list()) {
          finding.members(Set.of("ProductArn", "Id"));
          var identifier =
              new FindingIdentifier.Asff(finding.at("Id").text(), finding.at("ProductArn").text());
          set(field, new FieldValue.Reference(identifier));
        }
      }
      case NOTE_OF_ITS_OWN -> throw new IllegalStateException("a note has words of its own");
    }
  }

  private void set(UpdateField field, FieldValue value) {
    actions.add(new Action.SetField(field, value));
  }
}
