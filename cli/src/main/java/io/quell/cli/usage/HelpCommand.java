package io.quell.cli.usage;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.WrongUseException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `quell help`: the same as `--help` behind a command.
@Command(
    name = "help",
    header = "Shows what a command does, its options and its exit codes.",
    description = "%nThe same as --help behind the command.%n",
    exitCodeList = {"0:the help is shown"},
    footer = {
      "  quell help                              all commands",
      "  quell help run                          one of them",
      "  quell help import automation-rules      a command of a command",
      "  quell help --man > ~/.local/share/man/man1/quell.1",
      "                                          all commands, for 'man quell'"
    })
public final class HelpCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command; all of them are listed where none is given.")
  private List<String> names = List.of();

  @Option(
      names = "--man",
      description = "Prints all commands as one page for man(1), in roff. It takes no COMMAND.")
  private boolean isManual;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  private CommandSpec spec;

  /// The command, with all that it has from outside.
  public HelpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (isManual) {
      printManual();
      return ExitCode.OK;
    }
    CommandLine shown = spec.root().commandLine();
    for (String name : names) {
      CommandLine next = shown.getSubcommands().get(name);
      if (next == null) {
        throw new WrongUseException(
            shown.getSubcommands().isEmpty()
                ? "'%s' has no commands of its own: there is no '%s'"
                    .formatted(shown.getCommandSpec().qualifiedName(), name)
                : ArgumentMistake.unknownCommand(shown.getCommandSpec(), name));
      }
      shown = next;
    }
    shown.usage(context.out(), shown.getColorScheme());
    context.out().flush();
    return ExitCode.OK;
  }

  private void printManual() {
    if (!names.isEmpty()) {
      throw new WrongUseException("--man is about all commands: leave out " + names.getFirst());
    }
    context.out().print(ManualPage.of(spec.root()));
    context.out().flush();
  }
}
