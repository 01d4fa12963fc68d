package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import java.util.Locale;

/// Rules that are too broad.
final class MatchesMuch implements Detector {
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
                      Check.MATCHES_MUCH,
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
