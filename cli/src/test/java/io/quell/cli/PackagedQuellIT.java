package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the packaged command line does with the rules of this deployment, from the project's folder
/// as the launcher starts it.
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
    CommandLineRun run = run("run", "events/");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("%d files, ".formatted(Samples.count()), " processed", "1 skipped")
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
    assertThat(run.out()).contains("function/src/main/java/");
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
}
