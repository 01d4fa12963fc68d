package io.quell.infra;

import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What the function may set on a finding. Its role denies everything else.
///
/// @param workflowStatuses the workflow statuses it may set
/// @param severityLabels the severities it may set
/// @param notes whether it may write notes and user-defined fields, which say what a rule did and why
public record PermittedChanges(Set<WorkflowStatus> workflowStatuses, Set<SeverityLabel> severityLabels,
    boolean notes) {
  /// Nothing at all.
  static final PermittedChanges NONE = new PermittedChanges(Set.of(), Set.of(), false);

  public PermittedChanges {
    workflowStatuses = inOrder(WorkflowStatus.class, workflowStatuses);
    severityLabels = inOrder(SeverityLabel.class, severityLabels);
  }

  private static <E extends Enum<E>> Set<E> inOrder(Class<E> type, Set<E> values) {
    Set<E> ordered = EnumSet.noneOf(type);
    ordered.addAll(values);
    return Collections.unmodifiableSet(ordered);
  }

  /// What the rules that ship with Quell do: suppress findings and set severities, with a note.
  static PermittedChanges ofShippedRules() {
    return new PermittedChanges(EnumSet.of(WorkflowStatus.SUPPRESSED), EnumSet.allOf(SeverityLabel.class), true);
  }
}
