package io.quell.finding;

/// Text cut to a length.
public final class ShortText {
  /// What stands where text was cut.
  public static final String CUT = "…";

  private ShortText() {}

  /// Cuts text to so many characters, never inside a character, and marks the cut.
  ///
  /// @param longest the most characters that come out, the mark included; text that is cut to
  ///     fewer than two comes out empty
  public static String of(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - CUT.length();
    if (end <= 0) {
      return "";
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
