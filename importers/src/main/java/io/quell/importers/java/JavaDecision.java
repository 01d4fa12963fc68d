package io.quell.importers.java;

import io.quell.finding.WorkflowStatus;
import io.quell.update.Action;
import io.quell.update.Decision;
import io.quell.update.FieldAction;
import java.math.BigDecimal;
import java.util.List;
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
      case FieldAction.SetNormalizedSeverity(var normalized) ->
          call("normalizedSeverity", Integer.toString(normalized));
      case FieldAction.SetProductSeverity(var severity) ->
          call("productSeverity", BigDecimal.valueOf(severity).toPlainString());
      case FieldAction.SetSeverityId(var severity) -> call("severity", java.constant(severity));
      case FieldAction.SetStatusId(var status) -> call("status", java.constant(status));
      case FieldAction.SetVerificationState(var state) ->
          call("verificationState", java.constant(state));
      case FieldAction.SetConfidence(var confidence) ->
          call("confidence", Integer.toString(confidence));
      case FieldAction.SetCriticality(var criticality) ->
          call("criticality", Integer.toString(criticality));
      case FieldAction.SetTypes(var types) -> call("types", JavaSource.texts(types));
      case FieldAction.SetUserDefinedField(var name, var text) ->
          call("userDefinedField", JavaSource.texts(name, text));
      case FieldAction.AddRelatedFinding(var finding) ->
          call("relatedFinding", JavaSource.texts(finding.id(), finding.productArn()));
    };
  }

  private String call(String method, String arguments) {
    return "%s(%s)".formatted(java.member(DECISION, method), arguments);
  }
}
