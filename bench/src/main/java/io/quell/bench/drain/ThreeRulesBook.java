package io.quell.bench.drain;

import static io.quell.criteria.Criteria.account;
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

/// In place of the packaged rule classes: three rules, so that each finding that matches needs
/// one of three updates.
public final class ThreeRulesBook implements RuleBook {
  /// The account that all of the rules are about.
  public static final String ACCOUNT = "444455556666";

  /// What the tag `purpose` is on the buckets of each rule.
  public static final List<String> PURPOSES = List.of("access-logs", "build-cache", "scratch");

  @Override
  public List<Rule> classes() {
    return PURPOSES.stream().map(ThreeRulesBook::rule).toList();
  }

  private static Rule rule(String purpose) {
    return new FixedRule(
        Card.builder(purpose, "Buckets for " + purpose, "They keep no log of their own.", "bench")
            .changes(Set.of(Change.SUPPRESSION))
            .build(),
        control("S3.9").and(account(ACCOUNT)).and(resourceTag("purpose", purpose)),
        suppress());
  }
}
