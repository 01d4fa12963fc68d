package io.quell.cli;

import io.quell.cli.apply.ApplyCommand;
import io.quell.cli.backtest.BacktestCommand;
import io.quell.cli.command.CommandContext;
import io.quell.cli.compile.CompileCommand;
import io.quell.cli.cost.CostCommand;
import io.quell.cli.examples.TestCommand;
import io.quell.cli.explain.ExplainCommand;
import io.quell.cli.history.HistoryCommand;
import io.quell.cli.hub.HubCommand;
import io.quell.cli.importing.ImportCommand;
import io.quell.cli.init.InitCommand;
import io.quell.cli.init.NewCommand;
import io.quell.cli.lint.LintCommand;
import io.quell.cli.operate.DrainCommand;
import io.quell.cli.operate.StartCommand;
import io.quell.cli.operate.StopCommand;
import io.quell.cli.probe.ProbeCommand;
import io.quell.cli.publish.LeversCommand;
import io.quell.cli.publish.PublishCommand;
import io.quell.cli.publish.RollbackCommand;
import io.quell.cli.publish.VersionsCommand;
import io.quell.cli.reconcile.ReconcileCommand;
import io.quell.cli.redrive.RedriveCommand;
import io.quell.cli.rules.RulesCommand;
import io.quell.cli.run.RunCommand;
import io.quell.cli.update.ReleaseCommand;
import io.quell.cli.update.UpdateCommand;
import io.quell.cli.usage.CommandGroup;
import io.quell.cli.usage.CompletionCommand;
import io.quell.cli.usage.HelpCommand;
import io.quell.cli.usage.HelpPages;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  /// The whole command line, ready to execute.
  static CommandLine commandLine(CommandContext context) {
    var quell = new QuellCommand();
    var commandLine = new CommandLine(quell);
    List<Group> groups = groups(context);
    groups.stream().flatMap(group -> group.commands().stream()).forEach(commandLine::addSubcommand);
    CommandGroup.showIn(commandLine.getCommandSpec(), groups.stream().map(Group::named).toList());
    HelpPages.give(commandLine, new QuellVersion(), context.terminal());
    var errors = new ErrorMessages(context.err(), () -> quell.stacktrace);
    return commandLine
        .setOut(context.out())
        .setErr(context.err())
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(errors::inArguments)
        .setExecutionExceptionHandler(errors::inExecution);
  }

  /// Commands that stand together in the list of commands.
  private record Group(String heading, List<CommandLine> commands) {
    static Group of(String heading, Object... commands) {
      return new Group(
          heading,
          Arrays.stream(commands)
              .map(one -> one instanceof CommandLine ready ? ready : new CommandLine(one))
              .toList());
    }

    CommandGroup named() {
      return new CommandGroup(heading, commands.stream().map(CommandLine::getCommandName).toList());
    }
  }

  /// All commands, those first that a newcomer needs.
  private static List<Group> groups(CommandContext context) {
    return List.of(
        Group.of(
            "Try rules on findings, here",
            new RunCommand(context),
            new ExplainCommand(context),
            new BacktestCommand(context),
            new HubCommand(context)),
        Group.of(
            "Write rules",
            new InitCommand(context),
            NewCommand.commandLine(context),
            new RulesCommand(context),
            new LintCommand(context),
            new TestCommand(context),
            ImportCommand.commandLine(context)),
        Group.of(
            "Findings in Security Hub",
            new ApplyCommand(context),
            UpdateCommand.commandLine(context),
            new ReleaseCommand(context),
            new HistoryCommand(context),
            new ProbeCommand(context)),
        Group.of(
            "A deployed stack",
            new CompileCommand(context),
            new CostCommand(context),
            new PublishCommand(context),
            new LeversCommand(context),
            new RollbackCommand(context),
            new VersionsCommand(context),
            new StopCommand(context),
            new StartCommand(context),
            new RedriveCommand(context),
            new DrainCommand(context),
            new ReconcileCommand(context)),
        Group.of("Help", new HelpCommand(context), new CompletionCommand(context)));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
