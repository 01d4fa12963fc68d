package io.quell.lint;

import io.quell.lint.solver.Answer;

/// Criteria that can never hold.
record NeverMatches() implements Check {
  @Override
  public String id() {
    return "never-matches";
  }

  @Override
  public Level level() {
    return Level.ERROR;
  }

  @Override
  public String finds() {
    return "has criteria that no finding can ever meet";
  }

  @Override
  public String advice() {
    return "Mend the criteria, or take the rule out of the book.";
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      if (book.answer(rule) instanceof Answer.Never(var why)) {
        problems.add(this, rule, "No finding can ever meet the criteria: %s.".formatted(why));
      }
    }
  }
}
