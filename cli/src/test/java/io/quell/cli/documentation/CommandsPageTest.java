package io.quell.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The page of all commands is what their help says.
final class CommandsPageTest {
  private static final String BEGINNING =
      """
      # All commands and options

      Generated from the help of the commands. [command-line.md](command-line.md) has what they have in common.

      """;

  /// The commands that do something, by their words.
  private static List<List<String>> commands(CommandLine of, List<String> words) {
    List<List<String>> commands = new ArrayList<>();
    of.getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> own = Stream.concat(words.stream(), Stream.of(name)).toList();
              if (command.getSubcommands().isEmpty()) {
                commands.add(own);
              } else {
                commands.addAll(commands(command, own));
              }
            });
    return commands;
  }

  @Test
  void isUpToDate() throws IOException {
    var page = new StringBuilder(BEGINNING);
    for (List<String> command : commands(CommandLineRun.commandLine(), List.of())) {
      CommandLineRun help =
          CommandLineRun.of(
              Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));
      assertThat(help.exitCode()).as(help.err()).isZero();
      page.append(
          "## quell %s\n\n```text\n%s\n```\n\n"
              .formatted(String.join(" ", command), help.out().stripTrailing()));
    }

    String text = page.toString().stripTrailing() + "\n";
    Path target = Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(target.resolve("commands.md"), text);
    assertThat(Files.readString(DocumentationPages.PROJECT.resolve("docs/commands.md")))
        .as("bring it up to date: cp cli/target/pages/commands.md docs/")
        .isEqualTo(text);
  }
}
