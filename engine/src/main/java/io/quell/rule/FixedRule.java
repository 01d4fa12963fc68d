package io.quell.rule;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.update.Decision;

/// A rule that is data altogether: criteria, and the same changes for every finding that meets
/// them.
///
/// What can be said of it, such as which values it sets, is known without running it.
///
/// @param card what the rule is
/// @param when the findings that it is about
/// @param then what it changes on them, within what the card allows
public record FixedRule(Card card, Criteria when, Decision.Apply then) implements Rule {
  /// @throws IllegalArgumentException where the changes are beyond the card
  public FixedRule {
    then.actions()
        .forEach(
            action ->
                card.refusal(action)
                    .ifPresent(
                        reason -> {
                          throw new IllegalArgumentException(
                              "rule '%s' %s".formatted(card.id(), reason));
                        }));
  }

  @Override
  public Decision decide(Finding finding) {
    return then;
  }
}
