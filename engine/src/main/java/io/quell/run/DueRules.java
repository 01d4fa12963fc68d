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
import org.jspecify.annotations.Nullable;

/// The rules about which no event tells that findings are at odds with them: a day has passed.
///
/// First and last days count for a week longer than they must: a run that was missed, stopped or
/// given up is made up for by the next ones.
///
/// @param named the ids of rules, as marks may have them, that may want no more what they have set:
///     their last day was not long ago, their criteria test ages, they are suspended or removed
/// @param wanting what rules ask of findings, by id, that may want more findings than before:
///     their first day was not long ago, or their criteria test ages
public record DueRules(Set<String> named, Map<String, Criteria> wanting) {
  /// For how many days a first or last day counts.
  static final int DAYS = 8;

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
      LocalDate today = yesterday.plusDays(1);
      boolean runs = card.isInForceOn(today) && !history.suspended().contains(card.id());
      boolean ages = runs && testsAges(rule.getValue());
      if (ages || isRecent(card.expires(), yesterday)) {
        named.add(card.id());
      }
      if (ages || (runs && isRecent(card.from(), today))) {
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

  private static boolean isRecent(@Nullable LocalDate day, LocalDate latest) {
    return day != null && !day.isAfter(latest) && day.isAfter(latest.minusDays(DAYS));
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
