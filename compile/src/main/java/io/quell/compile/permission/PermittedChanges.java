package io.quell.compile.permission;

import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.update.Action;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the function may set on a finding. Its role denies everything else.
///
/// @param fields the fields that it may set, each with the constants it may set it to; without
///     constants a field that takes other values, of which it may set all
/// @param notes whether it may write notes and user-defined fields, which say what a rule did and
///     why
public record PermittedChanges(Map<UpdateField, Set<Enum<?>>> fields, boolean notes) {
  /// Nothing at all.
  static final PermittedChanges NONE = of(Set.of());

  /// Of severity label and workflow status the card has the values; note and user-defined fields
  /// every update has.
  private static final Set<UpdateField> SAID_OTHERWISE =
      EnumSet.of(
          UpdateField.SEVERITY,
          UpdateField.WORKFLOW_STATUS,
          UpdateField.NOTE,
          UpdateField.USER_DEFINED_FIELDS);

  /// What was there before may have been any value.
  private static final Set<UpdateField> ANY_VALUE_BACK =
      EnumSet.of(
          UpdateField.NORMALIZED_SEVERITY,
          UpdateField.PRODUCT_SEVERITY,
          UpdateField.CONFIDENCE,
          UpdateField.CRITICALITY,
          UpdateField.TYPES);

  public PermittedChanges {
    fields = Map.copyOf(fields);
  }

  /// What rules may set, and the note that every update brings. Of a rule that is data this is what
  /// it does set, of a rule class what its card allows.
  public static PermittedChanges of(Collection<? extends Rule> rules) {
    var changes = new Gathering();
    for (Rule rule : rules) {
      if (rule instanceof FixedRule(_, _, var then, _)) {
        then.actions().forEach(changes::add);
      } else {
        changes.add(rule.card());
      }
    }
    return new PermittedChanges(changes.fields, !rules.isEmpty());
  }

  /// With what it takes to give back: to set what was there before Quell. What Quell set may have
  /// come from a rule that is not in the book any more, so this does not depend on the rules.
  ///
  /// Any severity may have been there, in OCSF also one that is no label, and any value of the
  /// fields that go back to the provider's. Quell never changes a finding that somebody has closed
  /// or judged: there was no status but these, in OCSF an unknown one too, and no judgement.
  public PermittedChanges andGivingBack() {
    var changes = new Gathering();
    fields.forEach(changes::add);
    changes.add(UpdateField.WORKFLOW_STATUS, List.of(WorkflowStatus.NEW, WorkflowStatus.NOTIFIED));
    changes.add(UpdateField.SEVERITY, List.of(SeverityLabel.values()));
    changes.add(UpdateField.SEVERITY_ID, UpdateField.SEVERITY_ID.constants());
    changes.add(UpdateField.STATUS_ID, List.of(OcsfStatus.UNKNOWN));
    changes.add(UpdateField.VERIFICATION_STATE, List.of(VerificationState.UNKNOWN));
    ANY_VALUE_BACK.forEach(field -> changes.add(field, List.of()));
    return new PermittedChanges(changes.fields, true);
  }

  /// Whether it may set the field.
  boolean permits(UpdateField field) {
    return fields.containsKey(field);
  }

  /// The constants that it may set the field to, in their order.
  public List<Enum<?>> constants(UpdateField field) {
    return fields.getOrDefault(field, Set.of()).stream()
        .sorted(Comparator.comparingInt(Enum::ordinal))
        .toList();
  }

  private static final class Gathering {
    private final Map<UpdateField, Set<Enum<?>>> fields = new EnumMap<>(UpdateField.class);

    private void add(UpdateField field, Collection<? extends Enum<?>> constants) {
      fields.computeIfAbsent(field, _ -> new HashSet<>()).addAll(constants);
    }

    private void add(Action action) {
      add(UpdateField.SEVERITY, action.severities());
      action
          .workflowStatus()
          .ifPresent(status -> add(UpdateField.WORKFLOW_STATUS, List.of(status)));
      switch (action) {
        case Action.SetField(var field, FieldValue.Constant(var constant)) ->
            add(field, List.of(constant));
        case Action.SetField(var field, _) -> add(field, List.of());
        case Action.SetSeverity _,
            Action.RelativeSeverity _,
            Action.SetWorkflow _,
            Action.WriteNote _ -> {
          // Their severities and statuses are counted; a note every update has.
        }
      }
    }

    private void add(Card card) {
      add(UpdateField.SEVERITY, card.severities());
      add(UpdateField.WORKFLOW_STATUS, card.workflowStatuses());
      for (UpdateField field : UpdateField.values()) {
        if (card.changes().contains(field.change()) && !SAID_OTHERWISE.contains(field)) {
          add(field, field.constants());
        }
      }
    }
  }
}
