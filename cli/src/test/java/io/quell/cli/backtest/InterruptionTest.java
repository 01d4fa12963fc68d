package io.quell.cli.backtest;

import static io.quell.cli.backtest.Backtests.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quell.cli.Main;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A backtest as a process that somebody stops.
final class InterruptionTest {
  private static final Path ENV = Path.of("/usr/bin/env");

  @TempDir private Path folder;

  private record Ended(int exitCode, String out, String err) {}

  /// Starts a backtest of standard input, gives it findings, and stops it while it waits for more.
  private Ended stopped(String signal, String... arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    var command =
        new ArrayList<>(
            List.of(
                ENV.toString(),
                "--default-signal=INT", // whoever runs the tests may have it ignored
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "backtest",
                "-"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try (OutputStream input = process.getOutputStream()) {
      input.write("{\"Findings\": [".getBytes(StandardCharsets.UTF_8));
      // More than any buffer on the way holds, so that some is decided on.
      for (int at = 0; at < 2_000; at++) {
        String text = finding("f" + at, "Title", "S3.9", "LOW") + ",";
        input.write(text.getBytes(StandardCharsets.UTF_8));
      }
      input.flush(); // what it has not read by now would block here: only the pipe's buffer is left
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (IOException pipeIsClosed) {
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void saysHowFarItCameAndPrintsWhatItHas(String signal, int exitCode)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(ENV), "skipped: there is no /usr/bin/env");
    Path page = folder.resolve("page.html");

    Ended ended = stopped(signal, "--html", page.toString());

    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exitCode);
    assertThat(ended.out())
        .containsPattern("[0-9,]+ findings in standard input: 0 would change")
        .containsPattern("Interrupted after [1-9][0-9,]+ findings: all numbers are of these alone");
    assertThat(ended.err()).isEmpty();
    assertThat(Files.readString(page)).contains("Interrupted after");
  }

  @Test
  void tellsMachinesToo() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(ENV), "skipped: there is no /usr/bin/env");

    Ended ended = stopped("INT", "--json");

    assertThat(ended.out().lines().toList().getLast())
        .contains("\"message\":\"summary\"", "\"interrupted\":true");
  }
}
