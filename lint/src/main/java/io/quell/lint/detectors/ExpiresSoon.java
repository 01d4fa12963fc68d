package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// Rules whose last day is near.
final class ExpiresSoon implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    LocalDate today = book.options().today();
    for (BookRule rule : book.rules()) {
      LocalDate last = rule.card().expires();
      if (last != null
          && !last.isBefore(today)
          && !last.isAfter(today.plusDays(book.options().soonDays()))) {
        long days = ChronoUnit.DAYS.between(today, last);
        problems.add(
            Check.EXPIRES_SOON,
            rule,
            "Its last day is %s, %s."
                .formatted(
                    last,
                    days == 0 ? "today" : days == 1 ? "tomorrow" : "in %d days".formatted(days)));
      }
    }
  }
}
