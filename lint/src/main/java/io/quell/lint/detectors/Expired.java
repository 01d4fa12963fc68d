package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import java.time.LocalDate;

/// Rules past their last day.
final class Expired implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      LocalDate last = rule.card().expires();
      if (last != null && last.isBefore(book.options().today())) {
        problems.add(
            Check.EXPIRED,
            rule,
            "It has not been in force since its last day, %s.".formatted(last));
      }
    }
  }
}
