package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.lint.solver.Satisfiability;

/// What lint does not know.
final class NotDecided implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      if (book.answer(rule) instanceof Satisfiability.Unknown(var why)) {
        problems.add(
            Check.NOT_DECIDED,
            rule,
            "It is not known whether a finding can meet the criteria: %s.".formatted(why));
      }
    }
  }
}
