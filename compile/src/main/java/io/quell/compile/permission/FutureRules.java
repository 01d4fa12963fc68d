package io.quell.compile.permission;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Stands for all rules that may be published later: about any finding, and with leave to suppress,
/// to set severities and to do whatever a packaged rule does. Only its criteria and its card count;
/// it is never run.
///
/// @param changes what a rule that is published later may change
public record FutureRules(Set<Change> changes) implements Rule {
  public FutureRules {
    changes = Collections.unmodifiableSet(EnumSet.copyOf(changes));
  }

  /// What may be published beside packaged rules.
  public static FutureRules beside(Collection<Rule> packaged) {
    Set<Change> changes = EnumSet.of(Change.SUPPRESSION, Change.SEVERITY);
    packaged.forEach(rule -> changes.addAll(rule.card().changes()));
    return new FutureRules(changes);
  }

  /// The packaged rules, and this one.
  public List<Rule> and(Collection<Rule> packaged) {
    return Stream.concat(packaged.stream(), Stream.<Rule>of(this)).toList();
  }

  @Override
  public Card card() {
    return Card.builder(
            "any-rule",
            "A rule that is published later",
            "Analysts publish rules without a deployment.",
            "whoever publishes it")
        .changes(changes)
        .build();
  }

  @Override
  public Criteria when() {
    return Criteria.allOf();
  }

  @Override
  public Decision decide(Finding finding) {
    throw new UnsupportedOperationException("this rule stands for others and decides nothing");
  }
}
