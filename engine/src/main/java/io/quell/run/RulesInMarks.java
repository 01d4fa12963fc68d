package io.quell.run;

import io.quell.rule.Card;
import io.quell.rule.RuleHistory;
import io.quell.run.mark.KnownRules;
import io.quell.update.UpdateField;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a book knows of the rules that marks name, whether their ids are shortened there or not.
final class RulesInMarks implements KnownRules {
  private final Map<String, Card> cards;
  private final Set<String> removed;
  private final Set<String> failed;

  private RulesInMarks(Map<String, Card> cards, Set<String> removed, Set<String> failed) {
    this.cards = cards;
    this.removed = removed;
    this.failed = failed;
  }

  static RulesInMarks of(Collection<Card> cards, RuleHistory history) {
    Map<String, Card> byId = new HashMap<>();
    cards.forEach(
        card -> {
          byId.put(card.id(), card);
          byId.put(KnownRules.shortened(card.id()), card);
        });
    return new RulesInMarks(byId, both(history.removed()), Set.of());
  }

  private static Set<String> both(Collection<String> ids) {
    return ids.stream()
        .flatMap(id -> Stream.of(id, KnownRules.shortened(id)))
        .collect(Collectors.toSet());
  }

  /// The same where some have failed on the finding.
  RulesInMarks without(Collection<String> failedIds) {
    return failedIds.isEmpty() ? this : new RulesInMarks(cards, removed, both(failedIds));
  }

  @Override
  public boolean knowsAny() {
    return !cards.isEmpty() || !removed.isEmpty();
  }

  @Override
  public boolean knows(String id) {
    return cards.containsKey(id) || removed.contains(id);
  }

  @Override
  public boolean judges(String id) {
    return knows(id) && !failed.contains(id);
  }

  @Override
  public boolean maySet(String id, UpdateField field) {
    return Optional.ofNullable(cards.get(id)).map(card -> card.maySet(field)).orElse(true);
  }
}
