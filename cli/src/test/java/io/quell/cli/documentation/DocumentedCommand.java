package io.quell.cli.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A command of a shell, as the documentation shows it.
///
/// @param offset how many lines below the beginning of the text it begins
/// @param words its words, without quotes
/// @param file the file that its output goes to
/// @param isPiped whether its input or its output is another command's, or it runs beside others
record DocumentedCommand(int offset, List<String> words, Optional<String> file, boolean isPiped) {

  /// All commands of a text. A `$(…)` stays as it is inside a word.
  static List<DocumentedCommand> of(String text) {
    return new Reader(text).commands();
  }

  /// Whether it is one of Quell's.
  boolean isQuell() {
    return !words.isEmpty() && words.getFirst().matches("(\\./)?quell");
  }

  /// The words behind the first.
  List<String> arguments() {
    return words.subList(1, words.size());
  }

  private static final class Reader {
    private final String text;
    private final List<DocumentedCommand> commands = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean hasWord;
    private boolean isPiped;
    private int at;
    private int line;
    private int begin;

    Reader(String text) {
      this.text = text + "\n";
    }

    List<DocumentedCommand> commands() {
      while (at < text.length()) {
        char here = text.charAt(at);
        switch (here) {
          case '\'' -> quoted('\'');
          case '"' -> quoted('"');
          case '\\' -> escaped();
          case '#' -> {
            if (hasWord) {
              take(here);
            } else {
              at = text.indexOf('\n', at) - 1;
            }
          }
          case '$' -> {
            if (text.startsWith("$(", at)) {
              substituted();
            } else {
              take(here);
            }
          }
          case ' ', '\t' -> endWord();
          case '\n' -> {
            endCommand(false);
            line++;
          }
          case ';' -> endCommand(false);
          case '|', '&' -> {
            boolean isList = text.startsWith("&&", at) || text.startsWith("||", at);
            endCommand(!isList);
            at += isList ? 1 : 0;
          }
          default -> take(here);
        }
        at++;
      }
      return commands;
    }

    private void take(char here) {
      word.append(here);
      hasWord = true;
    }

    private void quoted(char quote) {
      hasWord = true;
      for (at++; text.charAt(at) != quote; at++) {
        if (quote == '"' && text.charAt(at) == '\\') {
          at++;
        }
        if (text.charAt(at) == '\n') {
          line++;
        }
        word.append(text.charAt(at));
      }
    }

    private void escaped() {
      at++;
      if (text.charAt(at) == '\n') {
        line++;
      } else {
        take(text.charAt(at));
      }
    }

    private void substituted() {
      int depth = 0;
      do {
        char here = text.charAt(at);
        depth += here == '(' ? 1 : here == ')' ? -1 : 0;
        take(here);
        at++;
      } while (depth > 0 || text.charAt(at - 1) == '$');
      at--;
    }

    private void endWord() {
      if (hasWord) {
        if (words.isEmpty()) {
          begin = line;
        }
        words.add(word.toString());
        word.setLength(0);
        hasWord = false;
      }
    }

    /// @param pipes whether what comes next runs together with this one
    private void endCommand(boolean pipes) {
      endWord();
      if (!words.isEmpty()) {
        int into = words.indexOf(">");
        Optional<String> file = into < 0 ? Optional.empty() : Optional.of(words.get(into + 1));
        List<String> own = into < 0 ? words : words.subList(0, into);
        commands.add(new DocumentedCommand(begin, List.copyOf(own), file, isPiped || pipes));
        words.clear();
      }
      isPiped = pipes;
    }
  }
}
