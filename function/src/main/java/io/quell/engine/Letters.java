package io.quell.engine;

import java.util.Locale;

/// Text without regard to case.
final class Letters {
  private Letters() {}

  /// The form in which two texts that differ only in case are equal, in every language's letters.
  static String fold(String text) {
    // First to lower case: the capital ẞ has no other capital form, and its small form has one, SS.
    return text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
