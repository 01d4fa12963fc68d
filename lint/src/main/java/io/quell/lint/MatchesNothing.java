package io.quell.lint;

/// Rules that match no finding of a corpus.
record MatchesNothing() implements Check {
  @Override
  public String id() {
    return "matches-nothing";
  }

  @Override
  public Level level() {
    return Level.WARNING;
  }

  @Override
  public String finds() {
    return "matches no finding of the corpus";
  }

  @Override
  public String advice() {
    return "See with 'quell explain --rule' why not; if such findings no longer come, take the rule"
        + " out of the book.";
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    book.corpus()
        .ifPresent(
            corpus -> {
              for (BookRule rule : book.rules()) {
                if (corpus.matches(rule.rule()) == 0) {
                  problems.add(
                      this,
                      rule,
                      "It matches none of the %,d findings of the corpus."
                          .formatted(corpus.size()));
                }
              }
            });
  }
}
