package io.quell.importers.java;

import io.quell.finding.WorkflowStatus;
import io.quell.update.Action;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A decision as an expression in Java: `suppress().and(note("…"))`.
final class JavaDecision {
  private static final String DECISION = Decision.class.getCanonicalName();

  private final JavaSource java;

  JavaDecision(JavaSource java) {
    this.java = java;
  }

  String expression(Decision.Apply changes) {
    List<String> calls = changes.actions().stream().map(this::call).toList();
    return calls.getFirst()
        + calls.stream().skip(1).map("\n        .and(%s)"::formatted).collect(Collectors.joining());
  }

  private String call(Action action) {
    return switch (action) {
      case Action.SetSeverity(var label) -> call("severity", java.constant(label));
      case Action.ShiftSeverity(var steps) ->
          steps > 0
              ? call("raiseSeverity", Integer.toString(steps))
              : call("lowerSeverity", Integer.toString(-steps));
      case Action.CapSeverity(var highest) -> call("capSeverity", java.constant(highest));
      case Action.FloorSeverity(var lowest) -> call("floorSeverity", java.constant(lowest));
      case Action.SetWorkflow(var status) when status == WorkflowStatus.SUPPRESSED ->
          call("suppress", "");
      case Action.SetWorkflow(var status) -> call("workflow", java.constant(status));
      case Action.WriteNote(var text) -> call("note", JavaSource.text(text));
      case Action.SetField(var field, var value) -> call(method(field), arguments(value));
    };
  }

  /// What `Decision` calls the setting of a field: its name, but for what is one of several, and
  /// for OCSF's numbers.
  private static String method(UpdateField field) {
    return switch (field) {
      case SEVERITY_ID -> "severity";
      case STATUS_ID -> "status";
      case USER_DEFINED_FIELDS -> "userDefinedField";
      case RELATED_FINDINGS -> "relatedFinding";
      default -> camelCase(field.key());
    };
  }

  private static String camelCase(String key) {
    return Pattern.compile("-(.)")
        .matcher(key)
        .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }

  private String arguments(FieldValue value) {
    return switch (value) {
      case FieldValue.Constant(var constant) -> java.constant(constant);
      case FieldValue.Percentage(var number) -> Integer.toString(number);
      case FieldValue.Decimal(var number) -> BigDecimal.valueOf(number).toPlainString();
      case FieldValue.Texts(var texts) -> JavaSource.texts(texts);
      case FieldValue.Entry(var name, var text) -> JavaSource.texts(name, text);
      case FieldValue.Reference(var finding) ->
          JavaSource.texts(finding.id(), finding.productArn());
      case FieldValue.Entries _, FieldValue.References _, FieldValue.Written _ ->
          throw new IllegalArgumentException("no rule sets a field to " + value);
    };
  }

  private String call(String method, String arguments) {
    return "%s(%s)".formatted(java.member(DECISION, method), arguments);
  }
}
