package io.quell.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class StandardOutputTest {
  private static void print(StandardOutput output) {
    var writer = new PrintWriter(output, false, StandardCharsets.UTF_8);
    writer.println("a result");
    writer.flush();
  }

  @Test
  void losesNothingWhereAllArrives() {
    var arrived = new ByteArrayOutputStream();
    StandardOutput output = StandardOutput.to(arrived);
    print(output);
    assertThat(arrived.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("a result");
    assertThat(output.loss()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsThatADiskIsFull() throws IOException {
    try (var full = new FileOutputStream("/dev/full")) {
      StandardOutput output = StandardOutput.to(full);
      print(output);
      assertThat(output.loss()).hasValueSatisfying(loss -> assertThat(loss).contains("space"));
    }
  }

  @Test
  void losesNothingWhereTheReaderWantsNoMore() {
    StandardOutput output =
        StandardOutput.to(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    print(output);
    assertThat(output.loss()).isEmpty();
  }
}
