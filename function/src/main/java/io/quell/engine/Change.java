package io.quell.engine;

/// What a rule may change on a finding. A card names its rule's changes, the engine refuses all others, and the
/// function's permissions are derived from them.
public enum Change {
  /// Sets the workflow status SUPPRESSED.
  SUPPRESSION,
  /// Sets the severity.
  SEVERITY,
  /// Sets a workflow status other than SUPPRESSED.
  WORKFLOW,
  /// Writes a note of the rule's own.
  NOTE
}
