package io.quell.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether people look on, and what they can see.
///
/// @param forOut whether the results go to a terminal
/// @param forErr whether what is not a result does
/// @param forIn whether somebody can answer
/// @param width how many characters fit a line of the terminal
/// @param height how many lines fit its screen
/// @param colours whether it may be coloured
public record Terminal(
    boolean forOut, boolean forErr, boolean forIn, int width, int height, boolean colours) {
  private static final int USUAL_WIDTH = 100;
  private static final int LEAST_WIDTH = 60;
  private static final int USUAL_HEIGHT = 40;
  private static final int LEAST_HEIGHT = 24;

  /// No terminal: a file or a pipe, where nothing is coloured, wrapped or cut.
  public static final Terminal NONE =
      new Terminal(false, false, false, Integer.MAX_VALUE, USUAL_HEIGHT, false);

  /// A paragraph is never narrower, however far it is set in.
  private static final int NARROWEST_PARAGRAPH = 40;

  /// A terminal of the usual height.
  public Terminal(boolean forOut, boolean forErr, boolean forIn, int width, boolean colours) {
    this(forOut, forErr, forIn, width, USUAL_HEIGHT, colours);
  }

  /// The terminal as the launcher has found it. The shell knows it at once; Java would load a
  /// terminal library first.
  public static Terminal ofProcess() {
    return of(
        System.getProperty("quell.terminal", ""),
        Integer.getInteger("quell.columns", USUAL_WIDTH),
        Integer.getInteger("quell.lines", USUAL_HEIGHT),
        System.getenv());
  }

  /// The terminal of these streams.
  ///
  /// @param streams names the streams that are terminals, by `in`, `out` and `err`
  static Terminal of(String streams, int columns, int lines, Map<String, String> environment) {
    boolean forOut = streams.contains("out");
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(environment.get("TERM"));
    return new Terminal(
        forOut,
        streams.contains("err"),
        streams.contains("in"),
        forOut ? Math.max(LEAST_WIDTH, columns) : Integer.MAX_VALUE,
        forOut ? Math.max(LEAST_HEIGHT, lines) : USUAL_HEIGHT,
        forOut && !plain);
  }

  /// How many lines a part of a report gets that is one of so many of its screen, at least one.
  public int share(int parts) {
    return Math.max(1, height / parts);
  }

  /// Text in lines that fit, broken between words where that is possible, and fit for a terminal.
  ///
  /// @param first what the first line is set in by
  /// @param further what every other line is set in by
  /// @param style how the text looks; what sets it in has none
  public List<String> paragraph(String first, String further, Style style, String text) {
    int room = Math.max(NARROWEST_PARAGRAPH, width - further.length());
    List<String> lines = new ArrayList<>();
    text.lines()
        .flatMap(line -> Text.wrapped(Text.plain(line), room).stream())
        .forEach(line -> lines.add((lines.isEmpty() ? first : further) + style.on(line, colours)));
    return lines;
  }
}
