package io.quell.cli.usage;

import io.quell.cli.command.Launcher;
import io.quell.cli.terminal.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The examples at the end of a help, in lines that fit: commands on the left, what they do on the
/// right. A command that is too long for a line is broken so that it can be pasted.
final class ExampleLines {
  private static final int COLUMN = 42;
  private static final int INDENT = 2;
  private static final int FURTHER_INDENT = 4;
  /// A command, and what it does behind two blanks.
  private static final Pattern EXAMPLE = Pattern.compile("(\\S.*?)(?: {2,}(\\S.*))?");
  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");
  private static final String BREAK = " \\";

  private ExampleLines() {}

  /// Has the help of a command show its examples so.
  static void showIn(CommandSpec command) {
    command
        .usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_FOOTER, ExampleLines::footer);
  }

  private static String footer(Help help) {
    UsageMessageSpec usage = help.commandSpec().usageMessage();
    return lines(List.of(usage.footer()), usage.width()).stream()
        .map(line -> line + System.lineSeparator())
        .collect(Collectors.joining());
  }

  /// The lines as they are shown.
  ///
  /// @param written a command a line, set in by two blanks, with what it does behind two more; or
  ///     what it does alone, far on the right
  static List<String> lines(List<String> written, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : written) {
      String text = line.strip();
      if (line.startsWith(" ".repeat(COLUMN / 2))) {
        explain(text, width, lines);
      } else if (!line.startsWith(" ")) {
        lines.addAll(Text.wrapped(Launcher.asTyped(text), width));
      } else {
        Matcher example = EXAMPLE.matcher(text);
        if (example.matches()) {
          lines.addAll(command(example.group(1), width));
          if (example.group(2) != null) {
            explain(example.group(2), width, lines);
          }
        }
      }
    }
    return lines;
  }

  /// Puts what a command does beside it where there is room, and below it where there is none.
  private static void explain(String text, int width, List<String> lines) {
    List<String> parts = Text.wrapped(text, width - COLUMN);
    boolean hasRoom =
        !lines.isEmpty()
            && lines.getLast().length() <= COLUMN - 2
            && !lines.getLast().startsWith(" ".repeat(FURTHER_INDENT));
    String left = hasRoom ? lines.removeLast() : "";
    for (String part : parts) {
      lines.add(Text.padded(left, COLUMN) + part);
      left = "";
    }
  }

  private static List<String> command(String command, int width) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder(" ".repeat(INDENT));
    Matcher words = WORD.matcher(typed(command));
    boolean isFirst = true;
    while (words.find()) {
      if (!isFirst && line.length() + 1 + words.group().length() + BREAK.length() > width) {
        lines.add(line + BREAK);
        line = new StringBuilder(" ".repeat(FURTHER_INDENT)).append(words.group());
      } else {
        line.append(isFirst ? "" : " ").append(words.group());
      }
      isFirst = false;
    }
    lines.add(line.toString());
    return lines;
  }

  /// Every call of Quell as a person types it.
  private static String typed(String command) {
    return command.replaceAll(
        "(^|[|>] )quell ", "$1" + Matcher.quoteReplacement(Launcher.typed()) + " ");
  }
}
