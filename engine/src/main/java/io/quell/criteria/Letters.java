package io.quell.criteria;

import java.util.Locale;

/// Text without regard to case.
public final class Letters {
  private Letters() {}

  /// The form in which two texts that differ only in case are equal, in every language's letters.
  public static String fold(String text) {
    if (isAscii(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    // First to lower case: the capital ẞ has no other capital form, and its small form has one, SS.
    return text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /// Whether all letters are ASCII's, which fold one by one. A loop, for it runs on every value of
  /// every finding.
  public static boolean isAscii(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
