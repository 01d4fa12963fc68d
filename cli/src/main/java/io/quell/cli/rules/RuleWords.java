package io.quell.cli.rules;

import io.quell.cli.terminal.Text;
import io.quell.criteria.Sentence;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Acceptance;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.update.Change;
import io.quell.update.DecisionSentence;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a rule is, in the words that all listings share.
final class RuleWords {
  private RuleWords() {}

  /// The findings that the rule is about.
  static String criteria(Rule rule) {
    return Sentence.of(rule.when());
  }

  /// What the rule does, where it does the same to every finding.
  static Optional<String> decision(Rule rule) {
    return rule instanceof FixedRule fixed
        ? Optional.of(DecisionSentence.of(fixed.then()))
        : Optional.empty();
  }

  /// What the rule was called before, in alphabetical order.
  static List<String> formerIds(Card card, RuleHistory history) {
    return history.moved().entrySet().stream()
        .filter(move -> move.getValue().equals(card.id()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// What the rule accepts of lint's findings: `conflict with other-rule: the reason`.
  static String acceptance(Acceptance accept) {
    return accept.check()
        + accept.other().map(" with "::concat).orElse("")
        + ": "
        + accept.reason();
  }

  /// What the rule may set: `suppression, severity (LOW, MEDIUM)`.
  static String changes(Card card) {
    return card.changes().stream()
        .map(change -> word(change) + values(card, change))
        .collect(Collectors.joining(", "));
  }

  private static String word(Change change) {
    return change.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String values(Card card, Change change) {
    return switch (change) {
      case SEVERITY ->
          card.severities().size() < SeverityLabel.values().length ? named(card.severities()) : "";
      case WORKFLOW -> named(card.workflowStatuses());
      default -> ""; // any value
    };
  }

  private static String named(Set<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).collect(Collectors.joining(", ", " (", ")"));
  }

  /// The text on one line, with nothing in it that Markdown or a table would take for its own.
  static String escaped(String text) {
    return Text.plain(text).replaceAll("[\\\\`*_\\[\\]<>|#~]", "\\\\$0");
  }
}
