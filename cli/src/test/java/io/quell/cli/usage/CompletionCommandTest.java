package io.quell.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The script of `quell completion`, read by bash itself.
final class CompletionCommandTest {
  @TempDir private Path folder;

  /// What bash offers for a line whose last word is being typed.
  private List<String> offered(String line) throws IOException, InterruptedException {
    CommandLineRun run = CommandLineRun.of("completion");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path script = Files.writeString(folder.resolve("quell"), run.out());
    Path typed =
        Files.writeString(
            folder.resolve("typed"),
            """
            set -e
            compopt() { :; } # it is for a shell that is being typed in
            source "$1"
            shift
            function=$(complete -p quell | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            COMP_LINE="$*"
            COMP_POINT=${#COMP_LINE}
            $function
            printf '%s\\n' "${COMPREPLY[@]}"
            """);
    List<String> command = new ArrayList<>(List.of("bash", typed.toString(), script.toString()));
    command.addAll(List.of(line.split(" ", -1)));
    Path output = folder.resolve("output");
    int exitCode =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    List<String> lines = Files.readAllLines(output);
    assertThat(exitCode).as(String.join("\n", lines)).isZero();
    return lines.stream().map(String::strip).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "quell ex, explain",
    "quell pub, publish",
    "quell run --obs, --observe",
    "quell lint --fail, --fail-on",
    "quell import prow, prowler-mutelist"
  })
  void completesWhatIsTyped(String line, String word) throws IOException, InterruptedException {
    assertThat(offered(line)).containsExactly(word);
  }

  @Test
  void offersAllCommands() throws IOException, InterruptedException {
    assertThat(offered("quell ")).contains("run", "explain", "lint", "help", "completion");
  }
}
