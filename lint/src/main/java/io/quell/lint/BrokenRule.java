package io.quell.lint;

/// Rules that cannot even be read.
record BrokenRule() implements Check {
  @Override
  public String id() {
    return "broken-rule";
  }

  @Override
  public Level level() {
    return Level.ERROR;
  }

  @Override
  public String finds() {
    return "has a card or criteria that cannot be read";
  }

  @Override
  public String advice() {
    return "Mend what the message names: with such a rule in the book the function does not start.";
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    book.broken().forEach(broken -> problems.addBroken(this, broken));
  }
}
