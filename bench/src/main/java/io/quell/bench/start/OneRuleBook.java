package io.quell.bench.start;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.update.Decision.suppress;

import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import io.quell.update.Change;
import java.util.List;
import java.util.Set;

/// In place of the packaged rule classes, which are the deployment's: one rule that the measured
/// event matches on every day. The packaged file of rules is read besides.
public final class OneRuleBook implements RuleBook {
  @Override
  public List<Rule> classes() {
    return List.of(
        new FixedRule(
            Card.builder("measured", "Log buckets", "They keep no log of their own.", "bench")
                .changes(Set.of(Change.SUPPRESSION))
                .build(),
            control("S3.9").and(resourceTag("purpose", "access-logs")),
            suppress()));
  }
}
