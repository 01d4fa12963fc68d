package io.quell.lint.detectors;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.lint.solver.Satisfiability;
import io.quell.update.Change;
import java.util.List;

/// Suppression of CRITICAL findings by accident.
final class SuppressesCritical implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      if (rule.changes().contains(Change.SUPPRESSION) && !rule.card().suppressesCritical()) {
        look(book, problems, rule);
      }
    }
  }

  private void look(CheckedBook book, ProblemCollector problems, BookRule rule) {
    Criteria critical = Field.Named.SEVERITY.is(SeverityLabel.CRITICAL);
    switch (book.answer(rule, critical, finding -> suppresses(rule, finding))) {
      case Satisfiability.Holds(var example) ->
          problems.add(
              Check.SUPPRESSES_CRITICAL,
              List.of(rule),
              "It suppresses findings of severity CRITICAL, and its card does not say that this is"
                  + " meant.",
              example);
      // where code declined the examples tried, the criteria were met, and that the code spares
      // CRITICAL is believed
      case Satisfiability.Unknown _
          when book.answer(rule, critical, _ -> true) instanceof Satisfiability.Unknown(var why) ->
          problems.add(
              Check.MAY_SUPPRESS_CRITICAL,
              rule,
              ("It is not known whether it suppresses findings of severity CRITICAL, and its card"
                      + " does not say that this is meant: %s.")
                  .formatted(why));
      case Satisfiability.Unknown _, Satisfiability.Never _ -> {
        // it spares them
      }
    }
  }

  private static boolean suppresses(BookRule rule, Finding finding) {
    return rule.decide(finding)
        .filter(
            changes ->
                changes.actions().stream()
                    .anyMatch(action -> action.change() == Change.SUPPRESSION))
        .isPresent();
  }
}
