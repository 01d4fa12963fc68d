package io.quell.cli.init;

import io.quell.cli.command.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Adds something to the repository that Quell runs from. The command itself only knows what.
@Command(
    name = "new",
    synopsisSubcommandLabel = "WHAT",
    header = "Adds a rule to the repository that Quell runs from.",
    commandListHeading = "%nWhat there is:%n",
    footer = {"  quell new rule test-data-buckets"})
public final class NewCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  private CommandSpec spec;

  private NewCommand() {}

  /// The command with a subcommand for each thing that it adds.
  public static CommandLine commandLine(CommandContext context) {
    return new CommandLine(new NewCommand()).addSubcommand(new NewRuleCommand(context));
  }

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "what is to be added is missing: 'quell new rule NAME' adds a rule");
  }
}
