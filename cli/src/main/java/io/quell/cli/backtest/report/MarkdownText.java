package io.quell.cli.backtest.report;

import io.quell.cli.terminal.Text;
import io.quell.value.ShortText;

/// Text of a finding's, or of anybody's, as Markdown that says it and does nothing: no link, no
/// picture, no mention, no HTML.
final class MarkdownText {
  private static final String BACKTICK = "`";

  private MarkdownText() {}

  /// The text as code, fit for a cell of a table; empty where it is blank. In code nothing but a
  /// backtick and, in a table, a bar has a meaning (GitHub Flavored Markdown, 4.10 and 6.3).
  ///
  /// @param longest the most characters of the text
  static String code(String text, int longest) {
    String plain =
        ShortText.tidy(Text.plain(text).strip(), longest)
            .replace(BACKTICK, "'")
            .replace("\\", "/")
            .replace("|", "\\|");
    return plain.isBlank() ? "" : BACKTICK + plain + BACKTICK;
  }
}
