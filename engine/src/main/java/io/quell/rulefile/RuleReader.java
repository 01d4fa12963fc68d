package io.quell.rulefile;

import io.quell.criteria.Criteria;
import io.quell.rule.Card;
import io.quell.rule.DescribedFinding;
import io.quell.rule.Example;
import io.quell.rule.FixedRule;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.word.ExampleMember;
import io.quell.rulefile.word.RuleMember;
import io.quell.rulefile.word.Word;
import io.quell.update.Decision.Apply;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one rule.
final class RuleReader {
  static final Map<String, RuleMember> MEMBERS = Word.byWord(RuleMember.values());
  private static final Map<String, ExampleMember> EXAMPLES = Word.byWord(ExampleMember.values());

  private final Problems problems;
  private final boolean withExamples;
  private final CardReader cards;
  private final CriteriaReader criteria;
  private final DecisionReader decisions;

  /// @param withExamples whether the rules' examples are read too; else they are not looked at
  RuleReader(Problems problems, ConditionReader conditions, boolean withExamples) {
    this.problems = problems;
    this.withExamples = withExamples;
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
    @Nullable List<Example> examples =
        withExamples
            ? value(members, RuleMember.EXAMPLES).map(this::examples).orElse(List.of())
            : null;
    if (when.isEmpty() || unless.isEmpty() || then.isEmpty() || card.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FixedRule(card.get(), Criteria.allOf(when.get(), unless.get()), then.get(), examples));
  }

  private List<Example> examples(Node node) {
    List<Example> examples = new ArrayList<>();
    if (!(node instanceof Mapping(_, var kinds))) {
      problems.wrong(
          node,
          RuleMember.EXAMPLES.word(),
          "a mapping with the members " + String.join(", ", EXAMPLES.keySet()));
      return examples;
    }
    int before = problems.count();
    kinds.forEach(
        (name, member) -> {
          switch (EXAMPLES.get(name)) {
            case null -> problems.unknown(member.position(), "member", name, EXAMPLES.keySet());
            case MATCHES -> examples(name, member.value(), true, examples);
            case PASSES -> examples(name, member.value(), false, examples);
          }
        });
    if (examples.isEmpty() && problems.count() == before) {
      problems.add(
          node.position(),
          "examples are empty; they need a finding at least, under matches or passes");
    }
    return examples;
  }

  private void examples(String kind, Node node, boolean areMatched, List<Example> examples) {
    for (Node item : node.items()) {
      given(kind, item)
          .map(
              given ->
                  new Example(areMatched, given, item.position().line(), item.position().column()))
          .ifPresent(examples::add);
    }
  }

  private Optional<Example.ExampleFinding> given(String kind, Node item) {
    if (item instanceof Scalar path && !path.isNothing() && !path.text().isBlank()) {
      return Optional.of(new Example.FindingInFile(path.text()));
    }
    if (!(item instanceof Mapping)) {
      return problems.wrong(
          item,
          "an example under " + kind,
          "the fields of a finding, such as {control: S3.9}, or the path of a file with one");
    }
    try {
      return criteria.criteria(kind, item).map(DescribedFinding::new);
    } catch (IllegalArgumentException e) {
      return problems.add(item.position(), "%s: %s".formatted(kind, e.getMessage()));
    }
  }

  private static Optional<Node> value(Map<RuleMember, Member> members, RuleMember name) {
    return Optional.ofNullable(members.get(name)).map(Member::value);
  }
}
