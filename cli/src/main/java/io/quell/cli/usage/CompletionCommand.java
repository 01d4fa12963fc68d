package io.quell.cli.usage;

import io.quell.cli.command.CommandContext;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints a script by which shells complete commands, options and files.
@Command(
    name = "completion",
    header = "Prints a script for bash and zsh that completes commands and options.",
    description =
        "%nWhat is typed is completed where the command is called quell: put it on the PATH, or"
            + " make an alias. zsh reads the same script.%n",
    exitCodeList = "0:the script is printed",
    footer = {
      "  source <(quell completion)              in this shell",
      "  quell completion > ~/.local/share/bash-completion/completions/quell",
      "                                          in each new one"
    })
public final class CompletionCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  private CommandSpec spec;

  /// The command, with all that it has from outside.
  public CompletionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    context.out().print(AutoComplete.bash(root.name(), root.commandLine()));
    context.out().flush();
    return ExitCode.OK;
  }
}
