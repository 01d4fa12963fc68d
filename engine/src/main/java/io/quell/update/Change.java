package io.quell.update;

import io.quell.finding.Format;
import io.quell.finding.WorkflowStatus;
import java.util.EnumSet;
import java.util.Set;

/// What a rule may change on a finding. A card names its rule's changes, the engine refuses all
/// others, and the function's permissions are derived from them.
public enum Change {
  /// Sets the workflow status SUPPRESSED.
  SUPPRESSION(EnumSet.allOf(Format.class)),
  /// Sets the severity.
  SEVERITY(EnumSet.allOf(Format.class)),
  /// Sets a workflow status other than SUPPRESSED.
  WORKFLOW(EnumSet.allOf(Format.class)),
  /// Writes a note of the rule's own.
  NOTE(EnumSet.allOf(Format.class)),
  /// ASFF only: sets the normalized severity or the product's own.
  SEVERITY_SCORE(EnumSet.of(Format.ASFF)),
  /// OCSF only: sets a severity that ASFF's labels do not know.
  SEVERITY_ID(EnumSet.of(Format.OCSF)),
  /// OCSF only: sets a status that ASFF does not know.
  STATUS_ID(EnumSet.of(Format.OCSF)),
  /// ASFF only: sets the verification state.
  VERIFICATION_STATE(EnumSet.of(Format.ASFF)),
  /// ASFF only: sets the confidence.
  CONFIDENCE(EnumSet.of(Format.ASFF)),
  /// ASFF only: sets the criticality.
  CRITICALITY(EnumSet.of(Format.ASFF)),
  /// ASFF only: sets the types.
  TYPES(EnumSet.of(Format.ASFF)),
  /// ASFF only: sets user-defined fields of the rule's own.
  USER_DEFINED_FIELDS(EnumSet.of(Format.ASFF)),
  /// ASFF only: adds related findings.
  RELATED_FINDINGS(EnumSet.of(Format.ASFF));

  @SuppressWarnings("ImmutableEnumChecker") // never changed after construction
  private final Set<Format> formats;

  Change(Set<Format> formats) {
    this.formats = formats;
  }

  /// What a card must permit for a workflow status.
  static Change of(WorkflowStatus status) {
    return status == WorkflowStatus.SUPPRESSED ? SUPPRESSION : WORKFLOW;
  }

  /// Whether findings of the format have what is changed.
  public boolean isExpressibleIn(Format format) {
    return formats.contains(format);
  }
}
