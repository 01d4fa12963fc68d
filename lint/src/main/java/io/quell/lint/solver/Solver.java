package io.quell.lint.solver;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.lint.solver.value.Chooser;
import java.time.Instant;
import java.util.function.Predicate;

/// Decides whether criteria can hold.
///
/// It speaks of findings as Security Hub has them: an account has twelve digits, a severity is one
/// of five, a control comes from `aws/securityhub`, a severity has the normalized severity of its
/// range. A proof is about all of those, on any later day; an example has been tried. What is
/// neither proved nor tried is unknown.
public final class Solver {
  private final Instant now;
  private final Chooser chooser;

  /// Decides about findings of a time.
  ///
  /// @param now the time that ages are counted to
  public Solver(Instant now) {
    this.now = now;
    this.chooser = new Chooser(now);
  }

  /// Whether the criteria can hold.
  public Satisfiability solve(Criteria criteria) {
    return solve(criteria, _ -> true);
  }

  /// Whether the criteria can hold, with an example that is liked. Where they hold for some
  /// findings of which none is liked, the answer is unknown: other findings might be.
  public Satisfiability solve(Criteria criteria, Predicate<Finding> likes) {
    return new Search(criteria, likes, chooser, now).answer();
  }

  /// Whether it is proved that some criteria hold wherever others do.
  public boolean implies(Criteria whenever, Criteria then) {
    return solve(Criteria.allOf(whenever, Criteria.not(then))) instanceof Satisfiability.Never;
  }
}
