package io.quell.cli.examples;

import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.value.Bounded;

/// For people, and for the editors that they look at it in: a line for each example that does not
/// hold, then how many there are.
record TextTestReport(TextOutput out) {
  void tell(TriedExamples tried) {
    tried.lines().forEach(line -> out.line(0, Style.RED, Text.plain(line)));
    if (!tried.without().isEmpty()) {
      out.line(
          0, Style.DIM, Text.plain("Without an example: " + Bounded.joined(", ", tried.without())));
    }
    out.line(
        0,
        Style.PLAIN,
        "%s, %s: %s"
            .formatted(
                Text.counted(tried.rules(), "rule"),
                Text.counted(tried.examples(), "example"),
                outcome(tried)));
  }

  private static String outcome(TriedExamples tried) {
    if (tried.examples() == 0) {
      return "nothing was tried";
    }
    return tried.hold() ? "all hold" : "%,d failed".formatted(tried.failed());
  }
}
