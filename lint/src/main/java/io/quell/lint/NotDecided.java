package io.quell.lint;

import io.quell.lint.solver.Answer;

/// What lint does not know.
record NotDecided() implements Check {
  @Override
  public String id() {
    return "not-decided";
  }

  @Override
  public Level level() {
    return Level.NOTE;
  }

  @Override
  public String finds() {
    return "could not be checked to the end: whether its criteria can hold was neither proved nor"
        + " shown";
  }

  @Override
  public String advice() {
    return "Simplify the criteria, or test the rule with findings of your own.";
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      if (book.answer(rule) instanceof Answer.Unknown(var why)) {
        problems.add(
            this,
            rule,
            "It is not known whether a finding can meet the criteria: %s.".formatted(why));
      }
    }
  }
}
