package io.quell.importers;

import io.quell.value.Bounded;

/// A source file that is none: no JSON or YAML, or without the rules that it should hold. The
/// message names the file.
public final class UnreadableSourceException extends Exception {
  /// Refuses a whole file.
  ///
  /// @param file what it is called
  /// @param reason what is wrong, as the second half of a sentence
  public UnreadableSourceException(String file, String reason) {
    super(file + ": " + Bounded.sentence(reason));
  }
}
