package io.quell.cli.init;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The source of a rule book.
final class BookText {
  private static final Pattern LIST =
      Pattern.compile("classes\\(\\)\\s*\\{\\s*return List\\.of\\(");
  private static final String INDENT = "        ";

  private BookText() {}

  /// The source with one more rule at the end of its list; empty where `classes()` does not return
  /// a `List.of(…)`.
  ///
  /// @param rule the expression that makes the rule, such as `new SuppressTestData()`
  static Optional<String> with(String source, String rule) {
    Matcher list = LIST.matcher(source);
    if (!list.find()) {
      return Optional.empty();
    }
    int close = closing(source, list.end());
    if (close < 0) {
      return Optional.empty();
    }
    String listed = source.substring(list.end(), close).strip();
    String all =
        listed.isEmpty()
            ? rule
            : "\n"
                + INDENT
                + listed.replaceAll("\\),\\s*new ", "),\n" + INDENT + "new ")
                + ",\n"
                + INDENT
                + rule;
    return Optional.of(source.substring(0, list.end()) + all + source.substring(close));
  }

  /// The parenthesis that closes the one before the given place.
  private static int closing(String source, int from) {
    int open = 1;
    for (int at = from; at < source.length(); at++) {
      switch (source.charAt(at)) {
        case '(' -> open++;
        case ')' -> open--;
        default -> {}
      }
      if (open == 0) {
        return at;
      }
    }
    return -1;
  }
}
