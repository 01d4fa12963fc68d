package io.quell.infra;

import io.quell.engine.Change;
import io.quell.engine.Rule;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What the function may set on a finding. Its role denies everything else.
///
/// @param workflowStatuses the workflow statuses it may set
/// @param severityLabels the severities it may set
/// @param notes whether it may write notes and user-defined fields, which say what a rule did and why
/// @param others the other fields that it may set, by the change that sets them
public record PermittedChanges(Set<WorkflowStatus> workflowStatuses, Set<SeverityLabel> severityLabels, boolean notes,
    Set<Change> others) {
  /// Nothing at all.
  static final PermittedChanges NONE = new PermittedChanges(Set.of(), Set.of(), false, Set.of());

  public PermittedChanges {
    workflowStatuses = inOrder(WorkflowStatus.class, workflowStatuses);
    severityLabels = inOrder(SeverityLabel.class, severityLabels);
    others = inOrder(Change.class, others);
  }

  /// What the cards of rules say that they change, and the note that every update brings.
  public static PermittedChanges of(Collection<Rule> rules) {
    Set<Change> changes = EnumSet.noneOf(Change.class);
    rules.forEach(rule -> changes.addAll(rule.card().changes()));
    Set<WorkflowStatus> statuses = EnumSet.noneOf(WorkflowStatus.class);
    if (changes.contains(Change.SUPPRESSION)) {
      statuses.add(WorkflowStatus.SUPPRESSED);
    }
    if (changes.contains(Change.WORKFLOW)) {
      statuses.addAll(EnumSet.complementOf(EnumSet.of(WorkflowStatus.SUPPRESSED)));
    }
    Set<SeverityLabel> labels = changes.contains(Change.SEVERITY)
        ? EnumSet.allOf(SeverityLabel.class)
        : EnumSet.noneOf(SeverityLabel.class);
    return new PermittedChanges(statuses, labels, !changes.isEmpty(), changes);
  }

  /// With what it takes to release a suppression: a finding that Quell suppressed was new or notified.
  PermittedChanges andReleases() {
    if (!workflowStatuses.contains(WorkflowStatus.SUPPRESSED)) {
      return this;
    }
    Set<WorkflowStatus> statuses = EnumSet.of(WorkflowStatus.NEW, WorkflowStatus.NOTIFIED);
    statuses.addAll(workflowStatuses);
    return new PermittedChanges(statuses, severityLabels, notes, others);
  }

  private static <E extends Enum<E>> Set<E> inOrder(Class<E> type, Set<E> values) {
    Set<E> ordered = EnumSet.noneOf(type);
    ordered.addAll(values);
    return Collections.unmodifiableSet(ordered);
  }
}
