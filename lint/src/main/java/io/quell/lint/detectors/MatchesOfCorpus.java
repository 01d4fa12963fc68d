package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import java.util.Locale;
import java.util.stream.Stream;

/// What is wrong with how many findings of a corpus a rule matches, where there is a corpus.
final class MatchesOfCorpus {
  private MatchesOfCorpus() {}

  /// None at all.
  static Stream<String> nothing(CheckedBook book, BookRule rule) {
    return book.corpus().stream()
        .filter(corpus -> corpus.matches(rule.rule()) == 0)
        .map(
            corpus ->
                "It matches none of the %,d findings of the corpus.".formatted(corpus.size()));
  }

  /// More than a rule should.
  static Stream<String> much(CheckedBook book, BookRule rule) {
    double most = book.options().mostShare();
    return book.corpus().stream()
        .filter(corpus -> corpus.matches(rule.rule()) > most * corpus.size())
        .map(
            corpus ->
                String.format(
                    Locale.ROOT,
                    "It matches %,d of the %,d findings of the corpus, %.1f %%; more than %.1f %%"
                        + " is too much.",
                    corpus.matches(rule.rule()),
                    corpus.size(),
                    100.0 * corpus.matches(rule.rule()) / corpus.size(),
                    100 * most));
  }
}
