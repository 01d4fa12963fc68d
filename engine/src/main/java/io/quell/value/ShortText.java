package io.quell.value;

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

  /// The same for people: no blank and no second mark before the mark.
  ///
  /// @param longest the most characters that come out, the mark included
  public static String tidy(String text, int longest) {
    String cut = of(text, longest);
    if (cut.equals(text) || cut.isEmpty()) {
      return cut;
    }
    String head = cut.substring(0, cut.length() - CUT.length());
    return (head.endsWith(CUT) ? head.substring(0, head.length() - CUT.length()) : head)
            .stripTrailing()
        + CUT;
  }

  /// Cuts text in the middle, where its two ends tell it from others.
  ///
  /// @param longest the most characters that come out, the mark included
  public static String inTheMiddle(String text, int longest) {
    if (text.length() <= longest || longest < 2 * CUT.length() + 1) {
      return of(text, longest);
    }
    int end = (longest - CUT.length()) / 2;
    int begin = text.length() - end;
    String head = of(text, longest - end);
    return head + text.substring(Character.isLowSurrogate(text.charAt(begin)) ? begin + 1 : begin);
  }
}
