package io.quell.lint.forms;

import java.util.Optional;

/// Knows how findings write the values of a field.
@FunctionalInterface
interface Speller {
  /// How much of a value a text is.
  enum Extent {
    /// All of it.
    WHOLE,
    /// Its beginning.
    BEGINNING
  }

  /// What is wrong with a text; empty where it may be right.
  Optional<Correction> correct(String text, Extent extent);
}
