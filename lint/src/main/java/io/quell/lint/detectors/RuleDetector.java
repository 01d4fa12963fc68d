package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// Finds problems that a rule has by itself.
///
/// @param check the kind of the problems
/// @param messages what is wrong with a rule of a book, each as a sentence
record RuleDetector(Check check, BiFunction<CheckedBook, BookRule, Stream<String>> messages)
    implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      messages.apply(book, rule).forEach(message -> problems.add(check, rule, message));
    }
  }
}
