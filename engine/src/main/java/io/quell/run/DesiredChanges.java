package io.quell.run;

import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Card;
import io.quell.run.Situation.Wish;
import io.quell.run.mark.Marks;
import io.quell.update.Action;
import io.quell.update.Action.SetField;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import io.quell.update.UpdateTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the matching rules want of one finding, field by field; the later rule wins. It is the
/// first of three stages: what rules want, what is to change ([Reconciliation]), and the signed
/// update.
final class DesiredChanges {
  /// What one rule wants of a field.
  ///
  /// @param before the severity that a relative change met, or empty where there was none
  /// @param isRefused whether it does not count, because somebody else has changed what the rule
  ///     had set
  record Request(Card by, Action action, Optional<SeverityLabel> before, boolean isRefused) {}

  /// What a field is to be.
  ///
  /// @param by the rule that wants it
  /// @param change the field, under the name by which the rule sets it, and its value
  record Desired(Card by, SetField change) {}

  /// What a field would be if the run had ended there.
  ///
  /// @param isShared whether the rules before have a part in it too
  private record Step(Desired desired, boolean isShared) {}

  /// A field that rules want to change.
  static final class DesiredField {
    private final UpdateTarget target;
    private final List<Request> requests;
    private final List<Step> steps = new ArrayList<>(1);
    private final Set<String> rules = new LinkedHashSet<>();
    private @Nullable Desired desired;

    /// A field of which no rule wants anything yet.
    DesiredField(UpdateTarget target) {
      this(target, new ArrayList<>());
    }

    private DesiredField(UpdateTarget target, List<Request> requests) {
      this.target = target;
      this.requests = requests;
    }

    /// The same requests, of which only those count that lead to a value that stands already: the
    /// last of them has the field.
    ///
    /// @param stands whether a value is there, by Quell
    DesiredField standing(Predicate<Desired> stands) {
      DesiredField standing = new DesiredField(target, requests);
      int last = steps.size() - 1;
      while (last >= 0 && !stands.test(steps.get(last).desired())) {
        last--;
      }
      steps.subList(0, last + 1).forEach(standing::take);
      return standing;
    }

    private void set(Card by, UpdateField field, Enum<?> constant) {
      set(by, new SetField(field, new FieldValue.Constant(constant)));
    }

    /// What another rule has set counts no more, but where it is the same.
    private void set(Card by, SetField change) {
      take(new Step(new Desired(by, change), desired != null && desired.change().equals(change)));
    }

    private void add(Card by, SetField change) {
      take(new Step(new Desired(by, change), true));
    }

    private void take(Step step) {
      if (!step.isShared()) {
        rules.clear();
      }
      rules.add(step.desired().by().id());
      desired = step.desired();
      steps.add(step);
    }

    UpdateTarget target() {
      return target;
    }

    /// What each rule wants, in the order of the rules.
    List<Request> requests() {
      return requests;
    }

    /// The ids of the rules that have a part in what the field is to be.
    Set<String> rules() {
      return rules;
    }

    /// What the field is to be; empty where no rule's request changes anything.
    Optional<Desired> desired() {
      return Optional.ofNullable(desired);
    }
  }

  private final Format format;
  private final Supplier<Optional<SeverityLabel>> startingSeverity;
  private final BiPredicate<UpdateField, String> refuses;
  private final Map<UpdateTarget, DesiredField> fields = new LinkedHashMap<>();
  private final List<Wish> wishes = new ArrayList<>(1);

  /// @param startingSeverity what relative changes start from
  /// @param refuses whether a rule may not set a field again
  DesiredChanges(
      Format format,
      Supplier<Optional<SeverityLabel>> startingSeverity,
      BiPredicate<UpdateField, String> refuses) {
    this.format = format;
    this.startingSeverity = startingSeverity;
    this.refuses = refuses;
  }

  /// The fields that rules want to change, in the order in which they came up.
  List<DesiredField> fields() {
    return List.copyOf(fields.values());
  }

  /// Whether no rule wants to change anything.
  boolean isEmpty() {
    return fields.isEmpty();
  }

  /// All that rules want, as they say it, in their order.
  List<Wish> wishes() {
    return wishes;
  }

  /// Adds what a rule wants to what the earlier rules wanted.
  void add(Decision.Apply decision, Card by) {
    wishes.add(new Wish(by.id(), decision));
    for (Action action : decision.actions()) {
      Optional<SeverityLabel> before =
          action instanceof Action.RelativeSeverity ? severitySoFar() : Optional.empty();
      DesiredField field = fields.computeIfAbsent(action.target(format), DesiredField::new);
      boolean isRefused = refuses.test(field.target.field(), by.id());
      field.requests.add(new Request(by, action, before, isRefused));
      if (isRefused) {
        continue;
      }
      switch (action) {
        case Action.SetSeverity(var label) -> field.set(by, UpdateField.SEVERITY, label);
        case Action.RelativeSeverity relative -> {
          Optional<SeverityLabel> after = before.map(relative::from);
          if (!after.equals(before)) { // else the field stays the rule's that has set it
            field.add(
                by,
                new SetField(UpdateField.SEVERITY, new FieldValue.Constant(after.orElseThrow())));
          }
        }
        case Action.SetWorkflow(var status) -> field.set(by, UpdateField.WORKFLOW_STATUS, status);
        case Action.WriteNote(var text) ->
            field.set(
                by,
                new SetField(
                    UpdateField.NOTE, new FieldValue.Written(new Note(text, Marks.AUTHOR))));
        case SetField change -> field.set(by, change);
      }
    }
  }

  private Optional<SeverityLabel> severitySoFar() {
    DesiredField severity = fields.get(UpdateTarget.SEVERITY);
    if (severity == null || severity.desired == null) {
      return startingSeverity.get();
    }
    return severity.desired.change().severityAfter(startingSeverity.get());
  }
}
