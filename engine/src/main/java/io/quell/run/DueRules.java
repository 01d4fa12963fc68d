package io.quell.run;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.rule.Card;
import io.quell.rule.RuleHistory;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The rules about which no event tells that findings are at odds with them: a day has passed.
///
/// @param named the ids of rules, as marks may have them, that may want no more what they have set:
///     yesterday was the last day, their criteria test ages, they are suspended or removed
/// @param wanting what rules ask of findings, by id, that may want more findings than yesterday:
///     that was the first day, or their criteria test ages
public record DueRules(Set<String> named, Map<String, Criteria> wanting) {
  public DueRules {
    named = Set.copyOf(named);
    wanting = Map.copyOf(wanting);
  }

  static DueRules of(
      Collection<Map.Entry<Card, Criteria>> rules, RuleHistory history, LocalDate yesterday) {
    Set<String> named = new LinkedHashSet<>(history.removed());
    named.addAll(history.suspended());
    Map<String, Criteria> wanting = new LinkedHashMap<>();
    for (Map.Entry<Card, Criteria> rule : rules) {
      Card card = rule.getKey();
      boolean runs =
          card.isInForceOn(yesterday.plusDays(1)) && !history.suspended().contains(card.id());
      boolean ages = runs && testsAges(rule.getValue());
      if (ages || yesterday.equals(card.expires())) {
        named.add(card.id());
      }
      if (ages || (runs && yesterday.equals(card.from()))) {
        wanting.put(card.id(), rule.getValue());
      }
    }
    Set<String> all = new TreeSet<>(named);
    history
        .moved()
        .forEach(
            (old, now) -> {
              if (named.contains(now)) {
                all.add(old);
              }
            });
    return new DueRules(all, wanting);
  }

  /// Whether what the criteria say of a finding changes with time alone.
  private static boolean testsAges(Criteria criteria) {
    return criteria
        .tests()
        .map(Criteria.Test::condition)
        .anyMatch(
            condition ->
                condition instanceof Condition.OlderThan
                    || condition instanceof Condition.NewerThan);
  }
}
