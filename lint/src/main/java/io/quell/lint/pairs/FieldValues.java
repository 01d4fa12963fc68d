package io.quell.lint.pairs;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.update.Action;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import io.quell.update.UpdateTarget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a rule's changes come to on a finding, field by field, as if it were the only rule.
final class FieldValues {
  private FieldValues() {}

  /// The fields that the changes set, and to what. A relative change that changes nothing sets
  /// nothing.
  static Map<String, String> after(Decision.Apply changes, Finding finding) {
    Map<String, String> values = new LinkedHashMap<>();
    Optional<SeverityLabel> now = finding.providerSeverity().or(finding::severity);
    for (Action action : changes.actions()) {
      if (action.change().isExpressibleIn(finding.format())) {
        Optional<SeverityLabel> before = now;
        now = action.severityAfter(before);
        String value = value(action);
        if (value != null) {
          values.put(field(action), value);
        }
        if (isNormalizedSeverity(action) || (value == null && !now.equals(before))) {
          now.ifPresent(label -> values.put(UpdateTarget.SEVERITY.toString(), label.name()));
        }
      }
    }
    return values;
  }

  /// What an action sets its field to, or null where that depends on the finding's severity.
  static @Nullable String value(Action action) {
    return switch (action) {
      case Action.SetSeverity(var label) -> label.name();
      case Action.SetWorkflow(var status) -> status.name();
      case Action.WriteNote(var text) -> "'" + text + "'";
      case Action.SetField(_, FieldValue.Entry(_, var text)) -> text;
      case Action.SetField(_, var value) -> value.toString();
      case Action.RelativeSeverity _ -> null;
    };
  }

  /// What the field that an action sets is called; entries of a field are fields of their own.
  static String field(Action action) {
    return isNormalizedSeverity(action)
        ? UpdateField.NORMALIZED_SEVERITY.toString()
        : action.target(Format.OCSF).toString();
  }

  /// Whether an action sets the normalized severity, and with it the severity.
  static boolean isNormalizedSeverity(Action action) {
    return action instanceof Action.SetField(var field, _)
        && field == UpdateField.NORMALIZED_SEVERITY;
  }
}
