package io.quell.lambda.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Where Lambda takes the log from: standard output, an entry for each line (Lambda Developer
/// Guide, Java logging).
public final class LogOutput {
  private LogOutput() {}

  /// Writes the lines of an invocation. Together they take few calls of the system; each by itself
  /// takes one.
  ///
  /// @param to standard output
  public static void write(List<String> lines, OutputStream to) {
    try {
      var output = new BufferedOutputStream(to);
      for (String line : lines) {
        output.write(line.getBytes(StandardCharsets.UTF_8));
        output.write('\n');
      }
      output.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a print stream throws none
    }
  }
}
