package io.quell.update;

import io.quell.finding.Format;
import io.quell.finding.WorkflowStatus;

/// What a rule may change on a finding. A card names its rule's changes, the engine refuses all
/// others, and the function's permissions are derived from them.
public enum Change {
  /// Sets the workflow status SUPPRESSED.
  SUPPRESSION,
  /// Sets the severity.
  SEVERITY,
  /// Sets a workflow status other than SUPPRESSED.
  WORKFLOW,
  /// Writes a note of the rule's own.
  NOTE,
  /// ASFF only: sets the normalized severity or the product's own.
  SEVERITY_SCORE,
  /// OCSF only: sets a severity that ASFF's labels do not know.
  SEVERITY_ID,
  /// OCSF only: sets a status that ASFF does not know.
  STATUS_ID,
  /// ASFF only: sets the verification state.
  VERIFICATION_STATE,
  /// ASFF only: sets the confidence.
  CONFIDENCE,
  /// ASFF only: sets the criticality.
  CRITICALITY,
  /// ASFF only: sets the types.
  TYPES,
  /// ASFF only: sets user-defined fields of the rule's own.
  USER_DEFINED_FIELDS,
  /// ASFF only: adds related findings.
  RELATED_FINDINGS;

  /// What a card must permit for a workflow status.
  static Change of(WorkflowStatus status) {
    return status == WorkflowStatus.SUPPRESSED ? SUPPRESSION : WORKFLOW;
  }

  /// Whether findings of the format have what is changed.
  public boolean isExpressibleIn(Format format) {
    return UpdateField.of(this).isExpressibleIn(format);
  }
}
