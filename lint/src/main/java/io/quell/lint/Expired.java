package io.quell.lint;

import java.time.LocalDate;

/// Rules past their last day.
record Expired() implements Check {
  @Override
  public String id() {
    return "expired";
  }

  @Override
  public Level level() {
    return Level.WARNING;
  }

  @Override
  public String finds() {
    return "is past its last day";
  }

  @Override
  public String advice() {
    return "Take the rule out of the book, or agree on a new last day.";
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      LocalDate last = rule.card().expires();
      if (last != null && last.isBefore(book.options().today())) {
        problems.add(
            this, rule, "It has not been in force since its last day, %s.".formatted(last));
      }
    }
  }
}
