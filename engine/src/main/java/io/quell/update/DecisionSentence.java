package io.quell.update;

import io.quell.finding.WorkflowStatus;
import java.util.stream.Collectors;

/// Decisions as a person would say them.
public final class DecisionSentence {
  private DecisionSentence() {}

  /// What a decision does, such as `suppress it, lower the severity to at most LOW`.
  public static String of(Decision.Apply changes) {
    return changes.actions().stream().map(DecisionSentence::said).collect(Collectors.joining(", "));
  }

  private static String said(Action action) {
    return switch (action) {
      case Action.SetSeverity(var label) -> "set the severity to " + label;
      case Action.ShiftSeverity(var steps) when steps < 0 ->
          "lower the severity by " + labels(-steps);
      case Action.ShiftSeverity(var steps) -> "raise the severity by " + labels(steps);
      case Action.CapSeverity(var highest) -> "lower the severity to at most " + highest;
      case Action.FloorSeverity(var lowest) -> "raise the severity to at least " + lowest;
      case Action.SetWorkflow(var status) ->
          status == WorkflowStatus.SUPPRESSED
              ? "suppress it"
              : "set the workflow status to " + status;
      case Action.WriteNote(var text) -> "note “%s”".formatted(text);
      case Action.SetField(_, FieldValue.Entry(var name, var text)) ->
          "set the user-defined field %s to %s".formatted(name, text);
      case Action.SetField(_, FieldValue.Reference(var finding)) ->
          "add the related finding " + finding.id();
      case Action.SetField(var field, var value) -> "set the %s to %s".formatted(field, value);
    };
  }

  private static String labels(int steps) {
    return steps + (steps == 1 ? " label" : " labels");
  }
}
