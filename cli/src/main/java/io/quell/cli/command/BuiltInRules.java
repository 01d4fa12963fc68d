package io.quell.cli.command;

import io.quell.book.Book;
import io.quell.rulefile.RuleFileException;

/// Gives all the rules that Quell is built with.
@FunctionalInterface
public interface BuiltInRules {
  /// The rules, as they are now.
  ///
  /// @throws RuleFileException where the file of rules was edited since, and is wrong
  /// @throws IllegalStateException where there is no rule book, or its packaged file cannot be used
  Book book() throws RuleFileException;
}
