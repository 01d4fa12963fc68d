package io.quell.cli.usage;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The commands that there are.
final class Commands {
  private Commands() {}

  /// A command and those below it.
  static List<CommandSpec> all(CommandSpec command) {
    return Stream.concat(
            Stream.of(command),
            command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .flatMap(below -> all(below).stream()))
        .toList();
  }

  /// The name as it is typed behind `quell`, such as `import automation-rules`.
  static String name(CommandSpec command) {
    return command.qualifiedName().replaceFirst("^[^ ]+ ?", "");
  }
}
