package io.quell.lint.detectors;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.SeverityLabel;
import io.quell.update.Action;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a rule's changes come to on a finding, field by field, as if it were the only rule.
final class FieldValues {
  static final String SEVERITY = "severity";
  static final String WORKFLOW_STATUS = "workflow status";
  static final String NOTE = "note";

  private FieldValues() {}

  /// The fields that the changes set, and to what. A relative change that changes nothing sets
  /// nothing.
  static Map<String, String> after(Decision.Apply changes, Finding finding) {
    Map<String, String> values = new LinkedHashMap<>();
    Optional<SeverityLabel> before = finding.providerSeverity().or(finding::severity);
    Optional<SeverityLabel> now = before;
    for (Action action : changes.actions()) {
      if (action.change().isExpressibleIn(finding.format())) {
        now = lay(action, now, values);
      }
    }
    return values;
  }

  /// The severity afterwards.
  private static Optional<SeverityLabel> lay(
      Action action, Optional<SeverityLabel> now, Map<String, String> values) {
    return switch (action) {
      case Action.SetSeverity(var label) -> set(Optional.of(label), Optional.empty(), values);
      case Action.ShiftSeverity(var steps) ->
          set(now.map(label -> label.shifted(steps)), now, values);
      case Action.CapSeverity(var highest) ->
          set(now.map(label -> label.atMost(highest)), now, values);
      case Action.FloorSeverity(var lowest) ->
          set(now.map(label -> label.atLeast(lowest)), now, values);
      case Action.SetWorkflow(var status) -> {
        values.put(WORKFLOW_STATUS, status.name());
        yield now;
      }
      case Action.WriteNote(var text) -> {
        values.put(NOTE, "'" + text + "'");
        yield now;
      }
      case Action.SetField(_, FieldValue.Constant(OcsfSeverity severity)) -> {
        values.put(SEVERITY, severity.name());
        yield severity.label();
      }
      case Action.SetField(var field, FieldValue.Percentage(var normalized))
          when field == UpdateField.NORMALIZED_SEVERITY -> {
        values.put(field(action), Integer.toString(normalized));
        yield set(SeverityLabel.ofNormalized(normalized), Optional.empty(), values);
      }
      case Action.SetField(_, var value) -> {
        values.put(
            field(action),
            value instanceof FieldValue.Entry(_, var text) ? text : value.toString());
        yield now;
      }
    };
  }

  private static Optional<SeverityLabel> set(
      Optional<SeverityLabel> after, Optional<SeverityLabel> before, Map<String, String> values) {
    if (after.isPresent() && !after.equals(before)) {
      values.put(SEVERITY, after.get().name());
    }
    return after;
  }

  /// What the field that an action sets is called; entries of a field are fields of their own.
  static String field(Action action) {
    return switch (action) {
      case Action.SetField(var field, _) when field == UpdateField.NORMALIZED_SEVERITY ->
          field.toString();
      case Action _ -> action.target(Format.OCSF).toString();
    };
  }
}
