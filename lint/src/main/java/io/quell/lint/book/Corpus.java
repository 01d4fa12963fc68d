package io.quell.lint.book;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.run.RuleEngine;
import io.quell.update.Decision;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts which rules match which part of a corpus of findings. The findings come one by one and
/// are not kept.
///
/// Each rule is asked alone: whether it is in force, and what an earlier terminal rule does, is not
/// looked at.
public final class Corpus {

  /// A rule as if it were alone, under a name that no other rule has.
  private record Alone(Card card, Criteria when, Rule rule) implements Rule {
    static Alone of(Rule rule, int position) {
      Card card = rule.card();
      return new Alone(
          card.toBuilder().id("r" + position).from(null).expires(null).terminal(false).build(),
          rule.when(),
          rule);
    }

    @Override
    public Decision decide(Finding finding) {
      return rule.decide(finding);
    }
  }

  private final RuleEngine engine;
  private final Map<String, Rule> byName;
  private final IdentityHashMap<Rule, Integer> matches = new IdentityHashMap<>();
  private int size;

  /// Counts for these rules.
  ///
  /// @param rules the rules that are asked; one that cannot be read is left out
  /// @param now the time that ages are counted to
  public Corpus(List<? extends Rule> rules, Instant now) {
    List<Alone> alone = new ArrayList<>();
    byName = new HashMap<>();
    for (BookRule rule :
        new CheckedBook(
                rules,
                RuleHistory.NONE,
                new LintOptions(now, 0, 1),
                Optional.empty(),
                Optional.empty())
            .rules()) {
      Alone each = Alone.of(rule.rule(), rule.position());
      alone.add(each);
      byName.put(each.card().id(), rule.rule());
    }
    engine = new RuleEngine(alone, Clock.fixed(now, ZoneOffset.UTC));
  }

  /// Asks every rule about one more finding.
  public void add(Finding finding) {
    size++;
    engine
        .evaluate(finding)
        .matched()
        .forEach(card -> matches.merge(byName.get(card.id()), 1, Integer::sum));
  }

  /// How many findings there were.
  public int size() {
    return size;
  }

  /// How many of the findings a rule matched.
  public int matches(Rule rule) {
    return matches.getOrDefault(rule, 0);
  }
}
