package io.quell.cli.report;

import io.quell.cli.terminal.Text;
import java.io.PrintWriter;

/// Says on standard error what cannot be read, where the results are lines for machines: a script
/// that reads those may not look for what is missing. Of many it says the first, and how many more.
public final class Untold {
  private static final int MOST = 20;

  private final PrintWriter err;
  private final String command;
  private long number;

  /// @param command the words that begin each sentence, such as `quell run`
  public Untold(PrintWriter err, String command) {
    this.err = err;
    this.command = command;
  }

  /// Says that something cannot be read.
  public void add(String where, String reason) {
    if (number++ < MOST) {
      err.println(Text.plain("%s: %s: %s".formatted(command, where, reason)));
    }
  }

  /// Says how many more there were.
  public void finish() {
    if (number > MOST) {
      err.printf("%s: and %,d more that cannot be read%n", command, number - MOST);
    }
  }
}
