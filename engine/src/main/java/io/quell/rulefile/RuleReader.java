package io.quell.rulefile;

import io.quell.criteria.Criteria;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.word.RuleMember;
import io.quell.rulefile.word.Word;
import io.quell.update.Decision.Apply;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one rule.
final class RuleReader {
  static final Map<String, RuleMember> MEMBERS = Word.byWord(RuleMember.values());

  private final Problems problems;
  private final CardReader cards;
  private final CriteriaReader criteria;
  private final DecisionReader decisions;

  RuleReader(Problems problems, ConditionReader conditions) {
    this.problems = problems;
    this.cards = new CardReader(problems);
    this.criteria = new CriteriaReader(problems, conditions);
    this.decisions = new DecisionReader(problems);
  }

  /// The rule; empty, with all its problems, where it cannot be read.
  ///
  /// @param position the rule's place in the list, from 1, to name it by while it has no id
  Optional<FixedRule> rule(Node node, int position) {
    problems.in("number " + position);
    if (!(node instanceof Mapping mapping)) {
      return problems.wrong(
          node, "a rule", "a mapping with the members " + String.join(", ", MEMBERS.keySet()));
    }
    Map<RuleMember, Member> members = new EnumMap<>(RuleMember.class);
    if (mapping.members().get(RuleMember.ID.word()) instanceof Member(_, Scalar id)
        && !id.text().isBlank()) {
      problems.in("'" + id.text() + "'");
    }
    mapping
        .members()
        .forEach(
            (name, member) -> {
              RuleMember known = MEMBERS.get(name);
              if (known == null) {
                problems.unknown(member.position(), "member", name, MEMBERS.keySet());
              } else {
                members.put(known, member);
              }
            });
    Optional<Criteria> when =
        value(members, RuleMember.WHEN)
            .or(() -> problems.add(mapping.position(), "when is missing; {} is any finding"))
            .flatMap(value -> criteria.criteria(RuleMember.WHEN.word(), value));
    Optional<Criteria> unless =
        value(members, RuleMember.UNLESS)
            .map(value -> criteria.noneOf(RuleMember.UNLESS.word(), value))
            .orElse(Optional.of(Criteria.allOf()));
    Optional<Apply> then =
        value(members, RuleMember.THEN)
            .or(
                () ->
                    problems.add(
                        mapping.position(),
                        "then is missing; it says what to set, such as {workflow-status:"
                            + " SUPPRESSED}"))
            .flatMap(decisions::changes);
    // Without a decision the rest of the card can still be checked.
    Optional<Card> card =
        cards.card(mapping.position(), members, then.map(Apply::actions).orElse(List.of()));
    if (when.isEmpty() || unless.isEmpty() || then.isEmpty() || card.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FixedRule(card.get(), Criteria.allOf(when.get(), unless.get()), then.get()));
  }

  private static Optional<Node> value(Map<RuleMember, Member> members, RuleMember name) {
    return Optional.ofNullable(members.get(name)).map(Member::value);
  }
}
