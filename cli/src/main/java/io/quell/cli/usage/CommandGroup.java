package io.quell.cli.usage;

import io.quell.cli.terminal.Text;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// Commands that stand together in the list of commands.
///
/// @param heading what they are for
/// @param commands their names
public record CommandGroup(String heading, List<String> commands) {
  private static final int COLUMN = 13;

  public CommandGroup {
    commands = List.copyOf(commands);
  }

  /// Has the help of a command list its commands in groups.
  public static void showIn(CommandSpec command, List<CommandGroup> groups) {
    command
        .usageMessage()
        .commandListHeading("")
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> list(help, groups));
  }

  private static String list(Help help, List<CommandGroup> groups) {
    return groups.stream().map(group -> group.shown(help)).collect(Collectors.joining());
  }

  private String shown(Help help) {
    CommandSpec all = help.commandSpec();
    int room = all.usageMessage().width() - COLUMN;
    var text = new StringBuilder("%n%s:%n".formatted(heading));
    for (String name : commands) {
      CommandLine command = Objects.requireNonNull(all.subcommands().get(name), name);
      String header = String.join(" ", command.getCommandSpec().usageMessage().header());
      text.append("  ")
          .append(help.colorScheme().commandText(name))
          .append(" ".repeat(COLUMN - 2 - name.length()))
          .append(
              String.join(System.lineSeparator() + " ".repeat(COLUMN), Text.wrapped(header, room)))
          .append(System.lineSeparator());
    }
    return text.toString();
  }
}
