package io.quell.lambda.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Where Lambda takes the log from: standard output, an entry for each line (Lambda Developer
/// Guide, Java logging).
public final class LogOutput {
  private LogOutput() {}

  /// Writes some lines at once. A call of the system for each would take longer, and in parts
  /// another thread could print in the middle of a line.
  ///
  /// @param to standard output
  public static void write(List<String> lines, PrintStream to) {
    var bytes = new ByteArrayOutputStream();
    for (String line : lines) {
      bytes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
      bytes.write('\n');
    }
    to.writeBytes(bytes.toByteArray());
    to.flush();
  }
}
