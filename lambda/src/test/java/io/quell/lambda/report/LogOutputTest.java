package io.quell.lambda.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogOutputTest {
  private static final List<String> LINES =
      List.of("{\"a\":\"ä€😀\"}", "", "x".repeat(200_000), "last");

  private static String printed(List<String> lines) {
    var bytes = new ByteArrayOutputStream();
    var printer = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    lines.forEach(printer::println);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void linesAreWrittenAsTheyAreWhenTheyArePrintedOneByOne() {
    for (List<String> lines :
        List.of(LINES, List.<String>of(), Collections.nCopies(2_000, "a line"))) {
      var bytes = new ByteArrayOutputStream();
      LogOutput.write(lines, new PrintStream(bytes, false, StandardCharsets.UTF_8));
      assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(printed(lines));
    }
  }

  /// Nothing waits in a buffer when an invocation ends: Lambda stops the process then. And nobody
  /// can print between two parts of a line.
  @Test
  void allOfItIsWrittenAtOnce() {
    List<Integer> writes = new ArrayList<>();
    var counting =
        new OutputStream() {
          @Override
          public void write(int one) {
            writes.add(1);
          }

          @Override
          public void write(byte[] bytes, int start, int length) {
            writes.add(length);
          }
        };
    LogOutput.write(LINES, new PrintStream(counting, false, StandardCharsets.UTF_8));
    assertThat(writes).containsExactly(printed(LINES).getBytes(StandardCharsets.UTF_8).length);
  }
}
