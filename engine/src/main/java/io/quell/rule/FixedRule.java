package io.quell.rule;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.update.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule that is data altogether: criteria, and the same changes for every finding that meets
/// them.
///
/// What can be said of it, such as which values it sets, is known without running it.
///
/// @param card what the rule is
/// @param when the findings that it is about
/// @param then what it changes on them, within what the card allows
/// @param examples findings that it matches and findings that it does not, as they are written
///     beside it; null where nobody has read what is written
public record FixedRule(
    Card card, Criteria when, Decision.Apply then, @Nullable List<Example> examples)
    implements Rule {
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
    examples = examples == null ? null : List.copyOf(examples);
  }

  /// A rule that was not read from a file, or without its examples.
  ///
  /// @throws IllegalArgumentException where the changes are beyond the card
  public FixedRule(Card card, Criteria when, Decision.Apply then) {
    this(card, when, then, null);
  }

  @Override
  public Decision decide(Finding finding) {
    return then;
  }
}
