package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.lag.Lag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the packaged command line does with the rules of this deployment, whatever they are, from
/// the project's folder as the launcher starts it.
final class PackagedQuellIT {
  private static final Path ROOT = Path.of("..");

  @TempDir private Path folder;

  private static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquell.sources=function",
                "-jar",
                Path.of("target", "quell.jar").toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private CommandLineRun run(String... arguments) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int exitCode =
        new ProcessBuilder(command(arguments))
            .directory(ROOT.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new CommandLineRun(exitCode, Files.readString(out), Files.readString(err));
  }

  @Test
  void runsEverySampleEvent() throws IOException, InterruptedException {
    CommandLineRun run = run("run", Samples.EVENTS.toAbsolutePath().toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("%d files, ".formatted(Samples.count()), "1 skipped")
        .doesNotContain("Failed");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void findsNoErrorInTheRules() throws IOException, InterruptedException {
    CommandLineRun run = run("lint");
    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.lines())
        .last()
        .asString()
        .startsWith(run("rules", "--json").lines().size() + " rules: ")
        .doesNotContain("error");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void printsThePageOfTheDocumentation() throws IOException, InterruptedException {
    CommandLineRun run = run("rules", "--markdown");
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> page = Files.readAllLines(ROOT.resolve("docs/rules.md"));
    List<String> book = run.lines();
    int same = 0;
    while (same < Math.min(page.size(), book.size()) && page.get(same).equals(book.get(same))) {
      same++;
    }
    assertThat(page.stream().skip(same).limit(1))
        .as(
            "docs/rules.md is stale from line %d on; bring it up to date: ./quell rules --markdown"
                + " > docs/rules.md",
            same + 1)
        .isEqualTo(book.stream().skip(same).limit(1).toList());
  }

  /// The command gets a stream of findings without an end, and its reader goes after a line.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --observe --json -",
        "run --json -",
        "explain --json -",
        "update --observe --json --severity LOW --findings -"
      })
  @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void endsWhereNobodyReadsOn(String arguments) throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    Process quell =
        new ProcessBuilder(command(arguments.split(" "))).redirectError(err.toFile()).start();
    String event = Files.readString(Samples.EVENTS.resolve("control-s3-9-log-bucket.json"));
    Thread writer =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try (Writer findings = quell.outputWriter()) {
                    for (long at = 0; quell.isAlive(); at++) {
                      findings.write(event.replace("444455556666", "%012d".formatted(at)));
                    }
                  } catch (IOException _) { // the command has ended, as it should
                    return;
                  }
                });
    try {
      try (BufferedReader lines = quell.inputReader()) {
        assertThat(lines.readLine()).as(Files.readString(err)).startsWith("{");
      } // the pipe is broken
      int exitCode = quell.waitFor();
      writer.join();
      assertThat(Files.readString(err)).isEmpty();
      assertThat(exitCode).isZero();
    } finally {
      quell.destroyForcibly();
    }
  }

  @Test
  void archivesTheFindingOfAProbeThatIsStopped() throws IOException, InterruptedException {
    Lag never = Lag.NONE.withUpdates(Duration.ofDays(1)); // so that the probe waits
    try (LocalHub hub = LocalHub.start(HubOptions.defaults().withLag(never))) {
      Path err = folder.resolve("err");
      Process probe =
          new ProcessBuilder(command("probe", "--endpoint-url", hub.endpoint().toString()))
              .redirectOutput(folder.resolve("out").toFile())
              .redirectError(err.toFile())
              .start();
      while (hub.calls("BatchUpdateFindings") == 0 && probe.isAlive()) {
        Thread.sleep(50);
      }
      probe.destroy(); // what Ctrl-C does: the process is asked to end
      probe.waitFor();
      assertThat(hub.findings())
          .as(Files.readString(err))
          .singleElement()
          .asString()
          .contains("\"RecordState\":\"ARCHIVED\"");
      assertThat(Files.readString(err)).contains("stopped: archived the finding");
    }
  }
}
