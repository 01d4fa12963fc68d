package io.quell.lint;

import java.util.Locale;

/// Rules that are too broad.
record MatchesMuch() implements Check {
  @Override
  public String id() {
    return "matches-much";
  }

  @Override
  public Level level() {
    return Level.WARNING;
  }

  @Override
  public String finds() {
    return "matches more of the corpus than a rule should";
  }

  @Override
  public String advice() {
    return "Narrow the criteria, or allow more with --most-share.";
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    book.corpus()
        .filter(corpus -> corpus.size() > 0)
        .ifPresent(
            corpus -> {
              double most = book.options().mostShare();
              for (BookRule rule : book.rules()) {
                int matches = corpus.matches(rule.rule());
                if (matches > most * corpus.size()) {
                  problems.add(
                      this,
                      rule,
                      String.format(
                          Locale.ROOT,
                          "It matches %,d of the %,d findings of the corpus, %.1f %%; more than"
                              + " %.1f %% is too much.",
                          matches,
                          corpus.size(),
                          100.0 * matches / corpus.size(),
                          100 * most));
                }
              }
            });
  }
}
