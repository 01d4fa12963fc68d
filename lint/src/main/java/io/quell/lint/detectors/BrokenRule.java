package io.quell.lint.detectors;

import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;

/// Rules that cannot even be read.
final class BrokenRule implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    book.broken().forEach(broken -> problems.addBroken(Check.BROKEN_RULE, broken));
  }
}
