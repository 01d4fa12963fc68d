package io.quell.engine;

import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.util.ArrayList;
import java.util.List;

/// A rule's answer to a finding that met its criteria: no match, or what to change.
///
/// Changes are data, so that a rule in a file can say the same as a rule class. They are put together with
/// [Changes#and]: `suppress().and(note("…"))`.
public sealed interface Decision {

  /// The rule has nothing to say about this finding after all.
  record NoMatch() implements Decision {}

  /// What to change, in order.
  record Changes(List<Action> actions) implements Decision {
    public Changes {
      actions = List.copyOf(actions);
      if (actions.isEmpty()) {
        throw new IllegalArgumentException("a decision changes something; where it does not, it is noMatch()");
      }
    }

    /// These changes, and then those.
    public Changes and(Changes more) {
      List<Action> all = new ArrayList<>(actions);
      all.addAll(more.actions);
      return new Changes(all);
    }
  }

  /// The rule has nothing to say about this finding after all.
  static Decision noMatch() {
    return new NoMatch();
  }

  /// Sets the workflow status SUPPRESSED.
  static Changes suppress() {
    return workflow(WorkflowStatus.SUPPRESSED);
  }

  /// Sets the workflow status.
  static Changes workflow(WorkflowStatus status) {
    return new Changes(List.of(new Action.SetWorkflow(status)));
  }

  /// Sets the severity to this label.
  static Changes severity(SeverityLabel label) {
    return new Changes(List.of(new Action.SetSeverity(label)));
  }

  /// Raises the severity by so many labels, at most to CRITICAL.
  static Changes raiseSeverity(int steps) {
    return new Changes(List.of(new Action.ShiftSeverity(Action.positive(steps))));
  }

  /// Lowers the severity by so many labels, at most to INFORMATIONAL.
  static Changes lowerSeverity(int steps) {
    return new Changes(List.of(new Action.ShiftSeverity(-Action.positive(steps))));
  }

  /// Lowers the severity to this label where it is higher.
  static Changes capSeverity(SeverityLabel highest) {
    return new Changes(List.of(new Action.CapSeverity(highest)));
  }

  /// Raises the severity to this label where it is lower.
  static Changes floorSeverity(SeverityLabel lowest) {
    return new Changes(List.of(new Action.FloorSeverity(lowest)));
  }

  /// Writes a note of the rule's own before what Quell itself says, 1–400 characters.
  static Changes note(String text) {
    return new Changes(List.of(new Action.WriteNote(text)));
  }
}
