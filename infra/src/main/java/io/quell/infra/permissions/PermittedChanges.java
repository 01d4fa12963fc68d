package io.quell.infra.permissions;

import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.rule.EnumSets;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.util.Collection;
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
    workflowStatuses = EnumSets.inOrder(WorkflowStatus.class, workflowStatuses);
    statuses = EnumSets.inOrder(OcsfStatus.class, statuses);
    severityLabels = EnumSets.inOrder(SeverityLabel.class, severityLabels);
    severities = EnumSets.inOrder(OcsfSeverity.class, severities);
    verificationStates = EnumSets.inOrder(VerificationState.class, verificationStates);
    fields = EnumSets.inOrder(UpdateField.class, fields);
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

  private static final class Gathering {
    /// Of severity label and workflow status the card has the values; note and user-defined fields
    /// every update has.
    private static final Set<UpdateField> SAID_OTHERWISE =
        EnumSet.of(
            UpdateField.SEVERITY,
            UpdateField.WORKFLOW_STATUS,
            UpdateField.NOTE,
            UpdateField.USER_DEFINED_FIELDS);

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
        case Action.SetField(var field, FieldValue.Constant(var constant)) -> add(field, constant);
        case Action.SetField(var field, _) -> fields.add(field);
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

    private void add(UpdateField field, Enum<?> constant) {
      switch (constant) {
        case OcsfStatus status -> statusesOfOcsf.add(status);
        case OcsfSeverity severity -> severitiesOfOcsf.add(severity);
        case VerificationState state -> states.add(state);
        default -> throw new IllegalStateException("%s is no %s".formatted(constant, field));
      }
    }

    /// All values of a change that a card does not narrow.
    private void add(Change change) {
      for (UpdateField field : UpdateField.values()) {
        if (field.change() == change && !SAID_OTHERWISE.contains(field)) {
          if (field.kind() == UpdateField.Kind.CONSTANT) {
            field.constants().forEach(constant -> add(field, constant));
          } else {
            fields.add(field);
          }
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
