package io.quell.cli.terminal;

import io.quell.value.ShortText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where text for people goes: set in by steps, in styles, and in lines that fit.
///
/// @param out takes the text
/// @param terminal what people see it on
public record TextOutput(PrintWriter out, Terminal terminal) {
  private static final String INDENT = "  ";

  /// Counts for people, without those that are zero: `2 processed, 1 no match`.
  public static String counts(Map<String, Long> numbers) {
    return numbers.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  /// Ends a section.
  public void blank() {
    out.println();
  }

  /// Prints lines that are made already.
  public void lines(List<String> lines) {
    lines.forEach(out::println);
  }

  /// Prints one line, however long it is.
  public void line(int depth, Style style, String text) {
    out.println(styled(depth, style, text));
  }

  /// A line, however long it is.
  public String styled(int depth, Style style, String text) {
    return INDENT.repeat(depth) + style.on(text, terminal.colours());
  }

  /// Prints text in lines that fit, all but the first set in once more.
  public void paragraph(int depth, Style style, String text) {
    lines(paragraphLines(depth, style, text));
  }

  /// Prints text in so many lines at most, the last of them cut where there is more.
  public void paragraph(int depth, Style style, String text, int mostLines) {
    List<String> all = paragraphLines(depth, Style.PLAIN, text);
    boolean isCut = all.size() > mostLines;
    all.subList(0, isCut ? mostLines - 1 : all.size()).forEach(line -> line(0, style, line));
    if (isCut) {
      String last = TextWidth.head(all.get(mostLines - 1), terminal.width() - 1);
      line(0, style, last.stripTrailing() + ShortText.CUT);
    }
  }

  /// Text in lines that fit, all but the first set in once more.
  public List<String> paragraphLines(int depth, Style style, String text) {
    return terminal.paragraph(INDENT.repeat(depth), INDENT.repeat(depth + 1), style, text);
  }

  /// Prints a table.
  public void table(Table table) {
    lines(table.lines(terminal.width(), terminal.colours()));
  }

  /// Says how much of a long list is left out, if anything is.
  ///
  /// @param which which ones those are, with a space before it, or empty
  public void left(long number, String which) {
    more(number, which + "; --all shows them");
  }

  /// The same where nothing shows the others.
  public void more(long number, String which) {
    if (number > 0) {
      line(1, Style.DIM, "… and %,d more%s".formatted(number, which));
    }
  }
}
