package io.quell.engine;

import java.util.Locale;

/// Text without regard to case.
final class Letters {
  private Letters() {}

  /// The form in which two texts that differ only in case are equal, in every language's letters.
  static String fold(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
