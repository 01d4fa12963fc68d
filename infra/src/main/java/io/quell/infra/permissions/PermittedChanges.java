package io.quell.infra.permissions;

import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.FieldAction;
import io.quell.update.UpdateField;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What the function may set on a finding. Its role denies everything else.
///
/// @param workflowStatuses the workflow statuses it may set
/// @param statuses the statuses it may set that OCSF alone knows
/// @param severityLabels the severities it may set
/// @param severities the severities it may set that OCSF alone knows
/// @param verificationStates the verification states it may set
/// @param fields the other fields that it may set, with all their values
/// @param notes whether it may write notes and user-defined fields, which say what a rule did and
///     why
public record PermittedChanges(
    Set<WorkflowStatus> workflowStatuses,
    Set<OcsfStatus> statuses,
    Set<SeverityLabel> severityLabels,
    Set<OcsfSeverity> severities,
    Set<VerificationState> verificationStates,
    Set<UpdateField> fields,
    boolean notes) {
  /// Nothing at all.
  static final PermittedChanges NONE = of(Set.of());

  public PermittedChanges {
    workflowStatuses = inOrder(WorkflowStatus.class, workflowStatuses);
    statuses = inOrder(OcsfStatus.class, statuses);
    severityLabels = inOrder(SeverityLabel.class, severityLabels);
    severities = inOrder(OcsfSeverity.class, severities);
    verificationStates = inOrder(VerificationState.class, verificationStates);
    fields = inOrder(UpdateField.class, fields);
  }

  /// What rules may set, and the note that every update brings. Of a rule that is data this is what
  /// it does set, of a rule class what its card allows.
  public static PermittedChanges of(Collection<? extends Rule> rules) {
    var gathering = new Gathering();
    for (Rule rule : rules) {
      if (rule instanceof FixedRule(_, _, var then)) {
        then.actions().forEach(gathering::add);
      } else {
        gathering.add(rule.card());
      }
    }
    return gathering.result(!rules.isEmpty());
  }

  /// With what it takes to release a finding: to set what was there before Quell. That may be the
  /// deed of a rule which is not in the book any more, so it does not depend on the rules. Quell
  /// never changes a finding that somebody has closed: there was no status but these.
  public PermittedChanges andReleases() {
    Set<WorkflowStatus> opened = EnumSet.of(WorkflowStatus.NEW, WorkflowStatus.NOTIFIED);
    opened.addAll(workflowStatuses);
    return new PermittedChanges(
        opened,
        statuses,
        EnumSet.allOf(SeverityLabel.class),
        severities,
        verificationStates,
        fields,
        true);
  }

  private static <E extends Enum<E>> Set<E> inOrder(Class<E> type, Set<E> values) {
    Set<E> ordered = EnumSet.noneOf(type);
    ordered.addAll(values);
    return Collections.unmodifiableSet(ordered);
  }

  private static final class Gathering {
    private final Set<WorkflowStatus> statuses = EnumSet.noneOf(WorkflowStatus.class);
    private final Set<OcsfStatus> statusesOfOcsf = EnumSet.noneOf(OcsfStatus.class);
    private final Set<SeverityLabel> labels = EnumSet.noneOf(SeverityLabel.class);
    private final Set<OcsfSeverity> severitiesOfOcsf = EnumSet.noneOf(OcsfSeverity.class);
    private final Set<VerificationState> states = EnumSet.noneOf(VerificationState.class);
    private final Set<UpdateField> fields = EnumSet.noneOf(UpdateField.class);

    private void add(Action action) {
      labels.addAll(action.severities());
      switch (action) {
        case Action.SetWorkflow(var status) -> statuses.add(status);
        case FieldAction.SetStatusId(var status) -> statusesOfOcsf.add(status);
        case FieldAction.SetSeverityId(var severity) -> severitiesOfOcsf.add(severity);
        case FieldAction.SetVerificationState(var state) -> states.add(state);
        case FieldAction field -> fields.add(field.field());
        case Action.SetSeverity _,
            Action.ShiftSeverity _,
            Action.CapSeverity _,
            Action.FloorSeverity _,
            Action.WriteNote _ -> {
          // Their severities are counted; a note every update has.
        }
      }
    }

    private void add(Card card) {
      labels.addAll(card.severities());
      statuses.addAll(card.workflowStatuses());
      card.changes().forEach(this::add);
    }

    /// All values of a change that a card does not narrow.
    private void add(Change change) {
      switch (change) {
        case STATUS_ID ->
            EnumSet.allOf(OcsfStatus.class).stream()
                .filter(status -> status.workflowStatus().isEmpty())
                .forEach(statusesOfOcsf::add);
        case SEVERITY_ID ->
            EnumSet.allOf(OcsfSeverity.class).stream()
                .filter(PermittedChanges::isOfOcsfAlone)
                .forEach(severitiesOfOcsf::add);
        case VERIFICATION_STATE -> states.addAll(EnumSet.allOf(VerificationState.class));
        case SEVERITY_SCORE -> {
          fields.add(UpdateField.NORMALIZED_SEVERITY);
          fields.add(UpdateField.PRODUCT_SEVERITY);
        }
        case CONFIDENCE -> fields.add(UpdateField.CONFIDENCE);
        case CRITICALITY -> fields.add(UpdateField.CRITICALITY);
        case TYPES -> fields.add(UpdateField.TYPES);
        case RELATED_FINDINGS -> fields.add(UpdateField.RELATED_FINDINGS);
        case SUPPRESSION, WORKFLOW, SEVERITY, NOTE, USER_DEFINED_FIELDS -> {
          // The card has the values; note and user-defined fields every update has.
        }
      }
    }

    private PermittedChanges result(boolean notes) {
      return new PermittedChanges(
          statuses, statusesOfOcsf, labels, severitiesOfOcsf, states, fields, notes);
    }
  }

  /// Whether ASFF's labels do not know it.
  static boolean isOfOcsfAlone(OcsfSeverity severity) {
    return severity == OcsfSeverity.FATAL || severity.label().isEmpty();
  }
}
