package io.quell.cli.backtest.effect;

import io.quell.finding.Finding;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.run.Evaluation;
import io.quell.run.FieldResolution;
import io.quell.run.FieldResolution.Bid;
import io.quell.run.FieldResolution.Result;
import io.quell.update.FindingState;
import io.quell.update.UpdateTarget;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one book makes of one finding.
///
/// @param evaluation what its rules say
/// @param fields what they wanted field by field, and what came of it; none where no rule matched
///     and nothing changes
/// @param formerRules the rules that the finding's mark names, where something is given back
/// @param before severity and status as they are
/// @param after severity and status as they would be
public record BookEffect(
    Evaluation evaluation,
    List<FieldResolution> fields,
    Set<String> formerRules,
    FindingState before,
    FindingState after) {
  static final String SEVERITY = UpdateTarget.SEVERITY.toString();
  static final String WORKFLOW_STATUS = UpdateTarget.WORKFLOW_STATUS.toString();
  static final String NOTE = UpdateTarget.NOTE.toString();

  public BookEffect {
    fields = List.copyOf(fields);
    formerRules = Set.copyOf(formerRules);
  }

  static BookEffect of(
      Evaluation evaluation, List<FieldResolution> fields, Set<String> formerRules) {
    FindingState before = FindingState.of(evaluation.finding());
    return new BookEffect(
        evaluation,
        fields,
        formerRules,
        before,
        before.after(evaluation.update(), evaluation.finding().format()));
  }

  /// The finding.
  public Finding finding() {
    return evaluation.finding();
  }

  /// Whether the finding is, or would be, suppressed.
  public static boolean isSuppressed(FindingState state) {
    return state.workflowStatus().filter(WorkflowStatus.SUPPRESSED.name()::equals).isPresent();
  }

  /// What each rule does to the finding: the matching rules, in order, and those whose changes are
  /// given back. A rule that matches and changes nothing has no effect.
  public Map<String, Set<RuleEffect>> byRule() {
    Map<String, Set<RuleEffect>> effects = new LinkedHashMap<>();
    evaluation.matched().stream()
        .map(Card::id)
        .forEach(id -> effects.put(id, EnumSet.noneOf(RuleEffect.class)));
    fields.stream()
        .filter(field -> !field.field().equals(NOTE))
        .forEach(field -> add(field, effects));
    // A note comes with nearly every change: it counts where it is all that a rule does.
    Set<String> busy = new HashSet<>();
    effects.forEach(
        (id, ofRule) -> {
          if (!ofRule.isEmpty()) {
            busy.add(id);
          }
        });
    fields.stream()
        .filter(field -> field.field().equals(NOTE))
        .filter(field -> field.bids().stream().noneMatch(bid -> busy.contains(bid.rule().id())))
        .forEach(field -> add(field, effects));
    returning()
        .forEach(
            id ->
                effects
                    .computeIfAbsent(id, _ -> EnumSet.noneOf(RuleEffect.class))
                    .add(RuleEffect.GIVEN_BACK));
    effects.values().forEach(BookEffect::tidy);
    return effects;
  }

  private void add(FieldResolution field, Map<String, Set<RuleEffect>> effects) {
    for (Bid bid : field.bids()) {
      Set<RuleEffect> ofRule =
          effects.computeIfAbsent(bid.rule().id(), _ -> EnumSet.noneOf(RuleEffect.class));
      if (field.result() == Result.KEPT) {
        ofRule.add(RuleEffect.LEFT);
      } else if (field.winner().filter(bid::equals).isPresent()) {
        ofRule.add(field.result() == Result.SET ? change(field, bid) : RuleEffect.IN_FORCE);
      }
    }
  }

  /// In force is what nothing is to be added to.
  private static Set<RuleEffect> tidy(Set<RuleEffect> effects) {
    if (effects.stream().anyMatch(RuleEffect::isChange)) {
      effects.remove(RuleEffect.IN_FORCE);
    }
    return effects;
  }

  private RuleEffect change(FieldResolution field, Bid bid) {
    if (field.field().equals(WORKFLOW_STATUS)) {
      return isSuppressed(after) ? RuleEffect.SUPPRESSED : RuleEffect.OTHER_FIELD;
    }
    return field.field().equals(SEVERITY)
        ? step(met(field, bid), after.severity())
            .or(this::severityChange)
            .orElse(RuleEffect.OTHER_FIELD)
        : RuleEffect.OTHER_FIELD;
  }

  /// The severity that a rule met, which an earlier rule may have changed.
  private Optional<String> met(FieldResolution field, Bid bid) {
    return field.bids().stream()
        .takeWhile(earlier -> !earlier.equals(bid))
        .filter(earlier -> earlier.idle() == null)
        .map(Bid::wanted)
        .filter(SeverityScale.NAMES::contains)
        .reduce((_, later) -> later)
        .or(() -> before.severity());
  }

  /// What becomes of the severity in all, by whatever rules.
  private Optional<RuleEffect> severityChange() {
    return step(before.severity(), after.severity());
  }

  private static Optional<RuleEffect> step(Optional<String> from, Optional<String> to) {
    int order = SeverityScale.compare(to, from);
    return order == 0
        ? Optional.empty()
        : Optional.of(order < 0 ? RuleEffect.LOWERED : RuleEffect.RAISED);
  }

  /// The rules whose changes are given back: of those that the mark names, the ones that do not
  /// have what they want any more; all of them where that cannot be told.
  private Set<String> returning() {
    if (evaluation.givenBack().isEmpty()) {
      return Set.of();
    }
    Set<String> returning = new LinkedHashSet<>(formerRules);
    evaluation.matched().forEach(card -> returning.remove(card.id()));
    return returning.isEmpty() ? formerRules : returning;
  }

  /// All that is done to the finding, by whatever rule.
  public Set<RuleEffect> effects() {
    Set<RuleEffect> effects = EnumSet.noneOf(RuleEffect.class);
    byRule().values().forEach(effects::addAll);
    if (effects.removeAll(Set.of(RuleEffect.LOWERED, RuleEffect.RAISED))) {
      effects.add(severityChange().orElse(RuleEffect.OTHER_FIELD));
    }
    if (!evaluation.givenBack().isEmpty()) {
      effects.add(RuleEffect.GIVEN_BACK);
    }
    if (!evaluation.kept().isEmpty()) {
      effects.add(RuleEffect.LEFT);
    }
    return tidy(effects);
  }

  /// The rule that a field has its value from, or would have.
  Optional<String> ruleOf(String field) {
    return fields.stream()
        .filter(resolution -> resolution.field().equals(field))
        .filter(
            resolution ->
                resolution.result() == Result.SET || resolution.result() == Result.UNCHANGED)
        .flatMap(resolution -> resolution.winner().stream())
        .map(bid -> bid.rule().id())
        .findFirst();
  }

  /// The note of a rule's own that the update writes; empty where none does. What a note says of
  /// itself, such as the rule's title, is no part of it.
  Optional<String> note() {
    return fields.stream()
        .filter(field -> field.field().equals(NOTE) && field.result() == Result.SET)
        .flatMap(field -> field.winner().stream())
        .map(Bid::wanted)
        .findFirst();
  }

  /// What the other fields would be, but for the note, by the fields that change.
  Map<String, String> otherFields() {
    Map<String, String> values = new LinkedHashMap<>();
    for (FieldResolution field : fields) {
      boolean isOther = !Set.of(SEVERITY, WORKFLOW_STATUS, NOTE).contains(field.field());
      if (isOther && field.result() == Result.GIVEN_BACK) {
        values.put(field.field(), "given back: " + field.givenBack());
      } else if (isOther && field.result() != Result.KEPT) {
        field.winner().ifPresent(bid -> values.put(field.field(), bid.wanted()));
      }
    }
    return values;
  }
}
