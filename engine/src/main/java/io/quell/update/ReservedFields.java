package io.quell.update;

import java.util.Set;

/// The user-defined fields that are Quell's own: no rule sets them.
public final class ReservedFields {
  /// The ids of the rules whose changes the last update left in force, separated by commas.
  public static final String RULES = "quell.rules";
  /// The first of those rules' last days; absent, or `never` after a day that holds no more, where
  /// none ends.
  public static final String EXPIRES = "quell.expires";
  /// The severity that Quell set.
  public static final String SEVERITY = "quell.severity";
  /// The severity before Quell set one.
  public static final String SEVERITY_BEFORE = "quell.severityBefore";
  /// The workflow status that Quell set.
  public static final String WORKFLOW = "quell.workflow";
  /// The workflow status before Quell set one.
  public static final String WORKFLOW_BEFORE = "quell.workflowBefore";
  /// Quell's note, where somebody else's holds the place of the note.
  public static final String NOTE = "quell.note";
  /// Present where a person has released the finding: no rule applies to it any more.
  public static final String RELEASED = "quell.released";
  /// The names of all these fields.
  public static final Set<String> NAMES =
      Set.of(RULES, EXPIRES, SEVERITY, SEVERITY_BEFORE, WORKFLOW, WORKFLOW_BEFORE, NOTE, RELEASED);

  private ReservedFields() {}
}
