package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;

/// Rules that match no finding of a corpus.
final class MatchesNothing implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    book.corpus()
        .ifPresent(
            corpus -> {
              for (BookRule rule : book.rules()) {
                if (corpus.matches(rule.rule()) == 0) {
                  problems.add(
                      Check.MATCHES_NOTHING,
                      rule,
                      "It matches none of the %,d findings of the corpus."
                          .formatted(corpus.size()));
                }
              }
            });
  }
}
