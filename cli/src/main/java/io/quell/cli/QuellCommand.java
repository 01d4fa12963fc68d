package io.quell.cli;

import io.quell.cli.command.CommandContext;
import io.quell.cli.usage.CommandGroup;
import io.quell.cli.usage.HelpPages;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command itself, which only knows its subcommands.
@Command(
    name = "quell",
    header =
        "Turns down the noise of AWS Security Hub: runs the rules on findings, here or against a"
            + " hub, and updates findings.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "  quell run events/                       decide on sample events, against an embedded hub",
      "  quell explain events/sqs-batch.json     why each rule matches, or does not",
      "  aws securityhub get-findings | quell run --observe -",
      "                                          what the rules would do to your findings",
      "  quell lint rules.yaml                   what is wrong with the rules of a file",
      "  quell run --rules rules.yaml --observe findings.json",
      "                                          what they would do",
      "  quell backtest --against main findings.json",
      "                                          what a branch changes",
      "  quell apply --book Quell --observe      what would change in your Security Hub",
      "",
      "'quell help COMMAND' has the options and exit codes of a command."
    })
final class QuellCommand implements Callable<Integer> {
  @Option(names = "--stacktrace", hidden = true, scope = ScopeType.INHERIT)
  private boolean stacktrace;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  private CommandSpec spec;

  private QuellCommand() {}

  /// Runs the command that the arguments name. It is made without the others, which nobody asks
  /// for: to read all their options takes longer than most commands do.
  ///
  /// @return the exit code
  static int execute(CommandContext context, String... arguments) {
    return CommandEntry.only(arguments)
        .map(entry -> commandLine(context, List.of(entry)))
        .orElseGet(() -> commandLine(context))
        .execute(arguments);
  }

  /// The whole command line, ready to execute.
  static CommandLine commandLine(CommandContext context) {
    CommandLine commandLine = commandLine(context, CommandEntry.all());
    CommandGroup.showIn(commandLine.getCommandSpec(), CommandEntry.groups());
    return commandLine;
  }

  private static CommandLine commandLine(CommandContext context, List<CommandEntry> entries) {
    var quell = new QuellCommand();
    var commandLine = new CommandLine(quell);
    entries.forEach(entry -> commandLine.addSubcommand(entry.name(), entry.commandLine(context)));
    HelpPages.give(commandLine, new QuellVersion(), context.terminal());
    var errors = new ErrorMessages(context.err(), () -> quell.stacktrace);
    return commandLine
        .setOut(context.out())
        .setErr(context.err())
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(
            (mistake, arguments) ->
                errors.inArguments(amongAll(context, mistake, arguments), arguments))
        .setExecutionExceptionHandler(errors::inExecution);
  }

  /// The same mistake made where all commands are known: what is said of it may name another one.
  private static ParameterException amongAll(
      CommandContext context, ParameterException mistake, String... arguments) {
    try {
      commandLine(context).parseArgs(arguments);
      return mistake; // the command itself has found it
    } catch (ParameterException same) {
      return same;
    }
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
