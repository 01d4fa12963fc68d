package io.quell.lint.forms;

import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.solver.Satisfiability;

/// The formats of the findings that a rule may match.
///
/// @param book the book that the rule is in
record FormatsOfRule(CheckedBook book, BookRule rule) {

  /// Whether it may match findings in a format.
  boolean mayBe(Format format) {
    return !(book.answer(rule, Named.FORMAT.is(format), _ -> true) instanceof Satisfiability.Never);
  }

  /// The format that is not this one.
  static Format other(Format format) {
    return switch (format) {
      case ASFF -> Format.OCSF;
      case OCSF -> Format.ASFF;
    };
  }
}
