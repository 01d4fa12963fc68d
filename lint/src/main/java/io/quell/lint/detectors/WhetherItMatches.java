package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.solver.Satisfiability;
import java.util.stream.Stream;

/// What is wrong with a rule's criteria by themselves.
final class WhetherItMatches {
  private WhetherItMatches() {}

  /// That they can never hold.
  static Stream<String> never(CheckedBook book, BookRule rule) {
    return book.answer(rule) instanceof Satisfiability.Never(var why)
        ? Stream.of("No finding can ever meet the criteria: %s.".formatted(why))
        : Stream.empty();
  }

  /// That it is not known whether they can hold.
  static Stream<String> unknown(CheckedBook book, BookRule rule) {
    return book.answer(rule) instanceof Satisfiability.Unknown(var why)
        ? Stream.of("It is not known whether a finding can meet the criteria: %s.".formatted(why))
        : Stream.empty();
  }
}
