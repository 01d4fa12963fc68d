package io.quell.rulefile;

import io.quell.criteria.Criteria;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Scalar;
import io.quell.update.Decision.Apply;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads one rule.
final class RuleReader {
  static final String WHEN = "when";
  static final String UNLESS = "unless";
  static final String THEN = "then";
  private static final Set<String> MEMBERS = new LinkedHashSet<>(CardReader.MEMBERS);

  static {
    MEMBERS.addAll(List.of(WHEN, UNLESS, THEN));
  }

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
      problems.wrong(node, "a rule", "a mapping with the members " + String.join(", ", MEMBERS));
      return Optional.empty();
    }
    if (mapping.members().get(CardReader.ID) instanceof Node.Member(_, Scalar id)
        && !id.text().isBlank()) {
      problems.in("'" + id.text() + "'");
    }
    mapping
        .members()
        .forEach(
            (name, member) -> {
              if (!MEMBERS.contains(name)) {
                problems.unknown(member.mark(), "member", name, MEMBERS);
              }
            });
    Optional<Criteria> when =
        required(mapping, WHEN).flatMap(value -> criteria.criteria(WHEN, value));
    Node.Member exceptions = mapping.members().get(UNLESS);
    Optional<Criteria> unless =
        exceptions == null
            ? Optional.of(Criteria.allOf())
            : criteria.noneOf(UNLESS, exceptions.value());
    Optional<Apply> then = required(mapping, THEN).flatMap(decisions::changes);
    // Without a decision the rest of the card can still be checked.
    Optional<Card> card = cards.card(mapping, then.map(Apply::actions).orElse(List.of()));
    if (when.isEmpty() || unless.isEmpty() || then.isEmpty() || card.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FixedRule(card.get(), Criteria.allOf(when.get(), unless.get()), then.get()));
  }

  private Optional<Node> required(Mapping rule, String name) {
    Node.Member member = rule.members().get(name);
    if (member == null) {
      problems.add(
          rule.mark(),
          name.equals(WHEN)
              ? "when is missing; {} is any finding"
              : name + " is missing; it says what to set, such as {workflow-status: SUPPRESSED}");
    }
    return Optional.ofNullable(member).map(Node.Member::value);
  }
}
