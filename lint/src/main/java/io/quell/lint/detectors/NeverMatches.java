package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.lint.solver.Satisfiability;

/// Criteria that can never hold.
final class NeverMatches implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      if (book.answer(rule) instanceof Satisfiability.Never(var why)) {
        problems.add(
            Check.NEVER_MATCHES, rule, "No finding can ever meet the criteria: %s.".formatted(why));
      }
    }
  }
}
