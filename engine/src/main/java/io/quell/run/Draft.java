package io.quell.run;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.update.Action;
import io.quell.update.Action.SetField;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the matching rules want for one finding, the later rule winning field by field; each field
/// with its winner.
final class Draft {
  /// A field's value and the rule that gave it.
  record Laid<T>(T value, Card by) {}

  /// What one action of a rule came to.
  ///
  /// @param before the severity that it met, or null where there was none
  record Step(Action action, Card by, @Nullable SeverityLabel before) {}

  private final Format format;
  private final Optional<SeverityLabel> base;
  private Optional<Laid<SeverityLabel>> severity = Optional.empty();
  private Optional<Laid<WorkflowStatus>> workflowStatus = Optional.empty();
  private Optional<Laid<String>> note = Optional.empty();
  private final Map<List<Object>, Laid<SetField>> fields = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();

  Draft(Finding finding) {
    format = finding.format();
    base = Provenance.severityWithoutQuell(finding);
  }

  /// Lays a rule's changes over those of the earlier rules.
  void lay(Decision.Apply changes, Card by) {
    for (Action action : changes.actions()) {
      steps.add(new Step(action, by, severitySoFar().orElse(null)));
      switch (action) {
        case Action.SetSeverity(var label) -> laySeverity(label, by);
        case Action.ShiftSeverity(var steps) ->
            layRelative(severitySoFar().map(now -> now.shifted(steps)), by);
        case Action.CapSeverity(var highest) ->
            layRelative(severitySoFar().map(now -> now.atMost(highest)), by);
        case Action.FloorSeverity(var lowest) ->
            layRelative(severitySoFar().map(now -> now.atLeast(lowest)), by);
        case Action.SetWorkflow(var status) -> {
          workflowStatus = Optional.of(new Laid<>(status, by));
          fields.remove(List.of(UpdateField.STATUS_ID));
        }
        case Action.WriteNote(var text) -> note = Optional.of(new Laid<>(text, by));
        case SetField field -> lay(field, by);
      }
    }
  }

  /// What is one field in a format takes the place of what was laid there under its other name.
  private void lay(SetField action, Card by) {
    switch (action.field()) {
      case NORMALIZED_SEVERITY ->
          action.severities().forEach(label -> laySeverity(label, by)); // one: its own label
      case SEVERITY_ID -> {
        if (format == Format.OCSF) {
          severity = Optional.empty();
        }
      }
      case STATUS_ID -> {
        if (format == Format.OCSF) {
          workflowStatus = Optional.empty();
        }
      }
      default -> {
        // stands beside all others
      }
    }
    fields.put(action.place(), new Laid<>(action, by));
  }

  private void laySeverity(SeverityLabel label, Card by) {
    severity = Optional.of(new Laid<>(label, by));
    fields.remove(List.of(UpdateField.NORMALIZED_SEVERITY));
    fields.remove(List.of(UpdateField.SEVERITY_ID));
  }

  private Optional<SeverityLabel> severitySoFar() {
    if (severity.isEmpty()
        && format == Format.OCSF
        && fields.get(List.of(UpdateField.SEVERITY_ID))
            instanceof
            Laid<SetField>(SetField(_, FieldValue.Constant(OcsfSeverity severityId)), _)) {
      return severityId.label();
    }
    return severity.map(Laid::value).or(() -> base);
  }

  /// A relative change that changes nothing leaves the field to the rule that set it; one without a
  /// severity to start from has nothing to change.
  private void layRelative(Optional<SeverityLabel> changed, Card by) {
    if (!changed.equals(severitySoFar())) {
      changed.ifPresent(label -> laySeverity(label, by));
    }
  }

  Optional<Laid<SeverityLabel>> severity() {
    return severity;
  }

  Optional<Laid<WorkflowStatus>> workflowStatus() {
    return workflowStatus;
  }

  /// The fields that are simply set.
  List<Laid<SetField>> fields() {
    return List.copyOf(fields.values());
  }

  /// All that the rules asked for, in order, and so what became of each.
  List<Step> steps() {
    return List.copyOf(steps);
  }

  Optional<Laid<String>> note() {
    return note;
  }
}
