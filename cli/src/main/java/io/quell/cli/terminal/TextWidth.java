package io.quell.cli.terminal;

import io.quell.value.ShortText;

/// How many columns of a terminal a text takes: Chinese, Japanese and Korean characters and emoji
/// take two, marks that combine with the character before take none.
final class TextWidth {
  /// The last character below which each takes one column.
  private static final int LAST_SIMPLE = 0x2ff;

  /// The first and the last character of each range of wide ones (Unicode, EastAsianWidth, W and F,
  /// in ranges that leave nothing but unassigned characters between).
  private static final int[][] WIDE = {
    {0x1100, 0x115f}, {0x231a, 0x231b}, {0x23e9, 0x23ec}, {0x2e80, 0x303e}, {0x3041, 0x4dbf},
    {0x4e00, 0xa4cf}, {0xa960, 0xa97c}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f},
    {0xff01, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff},
    {0x1fa70, 0x1faff}, {0x20000, 0x3fffd}
  };

  private TextWidth() {}

  /// The columns that the text takes.
  static int of(String text) {
    return isSimple(text) ? text.length() : text.codePoints().map(TextWidth::of).sum();
  }

  private static boolean isSimple(String text) {
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character > LAST_SIMPLE && character != '→') {
        return false;
      }
    }
    return true;
  }

  private static int of(int character) {
    if (character <= LAST_SIMPLE) {
      return 1;
    }
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  private static boolean isWide(int character) {
    for (int[] range : WIDE) {
      if (character >= range[0] && character <= range[1]) {
        return true;
      }
    }
    return false;
  }

  /// Cuts text at its end, so that it takes no more columns, and marks the cut.
  static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    if (isSimple(text)) {
      return ShortText.tidy(text, columns);
    }
    return head(text, columns - 1).stripTrailing() + ShortText.CUT;
  }

  /// Cuts text in its middle, so that it takes no more columns, and marks the cut.
  static String cutInTheMiddle(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    if (isSimple(text)) {
      return ShortText.inTheMiddle(text, columns);
    }
    int end = (columns - 1) / 2;
    String reversed = new StringBuilder(text).reverse().toString();
    return head(text, columns - 1 - end)
        + ShortText.CUT
        + new StringBuilder(head(reversed, end)).reverse();
  }

  /// The longest beginning of the text that takes no more columns.
  static String head(String text, int columns) {
    int taken = 0;
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      taken += of(character);
      if (taken > columns) {
        break;
      }
      at += Character.charCount(character);
    }
    return text.substring(0, at);
  }
}
