package io.quell.lint;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// Rules whose last day is near.
record ExpiresSoon() implements Check {
  @Override
  public String id() {
    return "expires-soon";
  }

  @Override
  public Level level() {
    return Level.NOTE;
  }

  @Override
  public String finds() {
    return "will soon be past its last day";
  }

  @Override
  public String advice() {
    return "Agree on a new last day, or let it end.";
  }

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
            this,
            rule,
            "Its last day is %s, %s."
                .formatted(
                    last,
                    days == 0 ? "today" : days == 1 ? "tomorrow" : "in %d days".formatted(days)));
      }
    }
  }
}
