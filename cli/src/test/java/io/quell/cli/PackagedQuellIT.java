package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.lag.Lag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the packaged command line does with the rules of this deployment, whatever they are, from
/// the project's folder as the launcher starts it.
final class PackagedQuellIT {
  private static final Path ROOT = Path.of("..");

  @TempDir private Path folder;

  private CommandLineRun run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquell.sources=function",
                "-jar",
                Path.of("target", "quell.jar").toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int exitCode =
        new ProcessBuilder(command)
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

  @Test
  void archivesTheFindingOfAProbeThatIsStopped() throws IOException, InterruptedException {
    Lag never = Lag.NONE.withUpdates(Duration.ofDays(1)); // so that the probe waits
    try (LocalHub hub = LocalHub.start(HubOptions.defaults().withLag(never))) {
      Path err = folder.resolve("err");
      Process probe =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-jar",
                  Path.of("target", "quell.jar").toAbsolutePath().toString(),
                  "probe",
                  "--endpoint-url",
                  hub.endpoint().toString())
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
