package io.quell.cli.usage;

import io.quell.cli.terminal.Text;
import java.util.List;
import java.util.stream.Collectors;

/// A page for `man`, in the macros that groff and mandoc both know, and in ASCII alone, so that it
/// reads alike in every locale.
final class Roff {
  private static final int FIRST_BEYOND_ASCII = 0x7f;

  private final StringBuilder page = new StringBuilder();

  /// The text as it has to be written to be shown as it is. It is put on one line.
  ///
  /// Quotes, carets, tildes and hyphens are the characters that can be typed: without that some
  /// systems show others, and a command that is copied does not work.
  static String escaped(String text) {
    return Text.plain(text).codePoints().mapToObj(Roff::escaped).collect(Collectors.joining());
  }

  private static String escaped(int character) {
    return switch (character) {
      case '\\' -> "\\(rs";
      case '-' -> "\\-";
      case '\'' -> "\\(aq";
      case '`' -> "\\(ga";
      case '"' -> "\\(dq";
      case '^' -> "\\(ha";
      case '~' -> "\\(ti";
      default ->
          character < FIRST_BEYOND_ASCII
              ? Character.toString(character)
              : "\\[u%04X]".formatted(character);
    };
  }

  /// A request, such as `.SH "NAME"`, with text behind it.
  Roff macro(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escaped(argument)).append('"');
    }
    page.append('\n');
    return this;
  }

  /// From here on no word is broken, and with it no option, and none is drawn apart.
  Roff ragged() {
    page.append(".nh\n.ad l\n");
    return this;
  }

  /// Text, whose lines are filled. An empty line ends a paragraph.
  Roff text(String text) {
    boolean isAfterText = false;
    for (String line : text.strip().split("\\R", -1)) {
      if (!line.isBlank()) {
        line(line.strip());
      } else if (isAfterText) {
        macro("PP");
      }
      isAfterText = !line.isBlank();
    }
    return this;
  }

  /// Text in bold, and behind it what is not.
  Roff bold(String bold, String behind) {
    if (bold.isEmpty()) {
      line(behind);
    } else {
      page.append("\\fB").append(escaped(bold)).append("\\fR").append(escaped(behind)).append('\n');
    }
    return this;
  }

  /// Lines that stay as they are.
  Roff lines(List<String> lines) {
    macro("EX");
    lines.forEach(this::line);
    return macro("EE");
  }

  /// A line of text is none of requests, which begin with a point, whatever it begins with.
  private void line(String line) {
    String escaped = escaped(line);
    page.append(escaped.startsWith(".") ? "\\&" : "").append(escaped).append('\n');
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
