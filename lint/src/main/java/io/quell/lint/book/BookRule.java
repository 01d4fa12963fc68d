package io.quell.lint.book;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A rule of the book, with what is asked of it more than once.
///
/// @param position its place in the book, from 0
/// @param rule the rule
/// @param card what it is
/// @param when its criteria
public record BookRule(int position, Rule rule, Card card, Criteria when) {

  /// The id on its card.
  public String id() {
    return card.id();
  }

  /// Its changes, where they are the same for every finding.
  public Optional<Decision.Apply> fixed() {
    return rule instanceof FixedRule fixed ? Optional.of(fixed.then()) : Optional.empty();
  }

  /// What it may change.
  public Set<Change> changes() {
    Set<Change> changes = EnumSet.noneOf(Change.class);
    fixed()
        .ifPresentOrElse(
            fixed -> fixed.actions().stream().map(Action::change).forEach(changes::add),
            () -> changes.addAll(card.changes()));
    return changes;
  }

  /// What it decides on a finding that meets its criteria, as far as its card allows that.
  public Optional<Decision.Apply> decide(Finding finding) {
    try {
      return rule.decide(finding) instanceof Decision.Apply changes
              && changes.actions().stream().allMatch(action -> card.refusal(action).isEmpty())
          ? Optional.of(changes)
          : Optional.empty();
    } catch (RuntimeException
        | StackOverflowError e) { // it would be reported, and would change nothing
      return Optional.empty();
    }
  }

  /// Whether it is in force on every day on which the other is.
  public boolean isInForceWhenever(BookRule other) {
    boolean fromTheBeginning =
        card.from() == null
            || (other.card.from() != null && !other.card.from().isBefore(card.from()));
    boolean toTheEnd =
        card.expires() == null
            || (other.card.expires() != null && !other.card.expires().isAfter(card.expires()));
    return fromTheBeginning && toTheEnd;
  }

  /// Whether there is a day on which both are in force.
  public boolean isInForceWith(BookRule other) {
    return !endsBefore(other) && !other.endsBefore(this);
  }

  private boolean endsBefore(BookRule other) {
    return card.expires() != null
        && other.card.from() != null
        && card.expires().isBefore(other.card.from());
  }
}
