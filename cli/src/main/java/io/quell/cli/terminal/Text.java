package io.quell.cli.terminal;

import io.quell.value.Characters;
import java.util.ArrayList;
import java.util.List;

/// Text made fit for a terminal.
public final class Text {
  private Text() {}

  /// The text on one line, without the control characters that a finding could bring to a terminal.
  public static String plain(String text) {
    return isAscii(text) || text.codePoints().allMatch(Characters::isPlain)
        ? text
        : text.codePoints()
            .map(character -> Characters.isPlain(character) ? character : ' ')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /// Whether the text has nothing but the characters of ASCII that are seen.
  private static boolean isAscii(String text) {
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character < ' ' || character > '~') {
        return false;
      }
    }
    return true;
  }

  /// A number with what it counts, in the plural unless it is one: `1 finding`, `2,000 findings`.
  public static String counted(long number, String noun) {
    return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }

  /// The text with spaces behind it up to so many columns.
  public static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - TextWidth.of(text)));
  }

  /// The text in lines of at most so many characters, broken between words where that is possible.
  public static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (TextWidth.of(rest) > width) {
      int longest = TextWidth.head(rest, width).length();
      int space = rest.lastIndexOf(' ', longest);
      int end = space > 0 ? space : longest;
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }
}
