package io.quell.lambda.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
      LogOutput.write(lines, bytes);
      assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(printed(lines));
    }
  }

  /// Nothing waits in a buffer when an invocation ends: Lambda stops the process then.
  @Test
  void nothingIsLeftInABuffer() {
    var bytes = new ByteArrayOutputStream();
    LogOutput.write(List.of("one", "two"), new PrintStream(bytes, false, StandardCharsets.UTF_8));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
  }
}
