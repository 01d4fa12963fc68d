package io.quell.lint;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.lint.solver.Satisfiability;
import io.quell.lint.solver.Solver;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.run.Explanation;
import io.quell.run.RuleEngine;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Findings made up as examples. Each has been tried; the same question gets the same answer at the
/// same time.
public final class Examples {
  /// The day of findings that are to be the same whenever they are looked at.
  public static final Instant DAY = Instant.parse("2026-06-01T12:00:00Z");

  private Examples() {}

  /// A finding that meets the criteria at a time and that is liked, or empty where none is found.
  public static Optional<Finding> of(Criteria criteria, Instant now, Predicate<Finding> likes) {
    return new Solver(now).solve(criteria, likes) instanceof Satisfiability.Holds(var example)
        ? Optional.of(example)
        : Optional.empty();
  }

  /// A finding on which a rule decides on a change: now, or on the nearest day on which it is in
  /// force. Empty where none is found.
  public static Optional<Finding> of(Rule rule, Clock clock) {
    Instant day = dayInForce(rule.card(), clock.instant());
    var engine = new RuleEngine(List.of(rule), Clock.fixed(day, ZoneOffset.UTC));
    return of(
        rule.when(),
        day,
        finding -> engine.explain(rule.card().id(), finding) instanceof Explanation.Matched);
  }

  private static Instant dayInForce(Card card, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (card.isInForceOn(today)) {
      return now;
    }
    LocalDate day =
        card.from() != null && today.isBefore(card.from())
            ? card.from()
            : card.expires() != null ? card.expires() : today;
    return day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
  }
}
