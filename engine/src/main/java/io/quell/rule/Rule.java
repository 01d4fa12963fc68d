package io.quell.rule;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.update.Decision;

/// A rule: criteria as data, and a decision as code.
///
/// A rule keeps no state and is called by one thread at a time for any number of findings.
public interface Rule {

  /// What the rule is. A rule class says it in its [RuleCard]; a rule made of data overrides this.
  default Card card() {
    return CardAnnotation.of(getClass());
  }

  /// The findings that the rule is about. It is asked for once, when the engine is made, and must
  /// not change.
  Criteria when();

  /// What to do with a finding that meets the criteria. It never sees any other finding.
  ///
  /// The finding is as it would be without Quell's own changes, and the answer must depend on
  /// nothing else: otherwise an update's own event could lead to the next update.
  Decision decide(Finding finding);
}
