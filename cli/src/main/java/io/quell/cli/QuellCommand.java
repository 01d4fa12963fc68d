package io.quell.cli;

import io.quell.cli.apply.ApplyCommand;
import io.quell.cli.backtest.BacktestCommand;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Launcher;
import io.quell.cli.explain.ExplainCommand;
import io.quell.cli.history.HistoryCommand;
import io.quell.cli.hub.HubCommand;
import io.quell.cli.importing.ImportCommand;
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
import io.quell.cli.terminal.Terminal;
import io.quell.cli.update.ReleaseCommand;
import io.quell.cli.update.UpdateCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command itself, which only knows its subcommands.
@Command(
    name = "quell",
    header =
        "Turns down the noise of AWS Security Hub: runs the rules on findings, here or against a"
            + " hub, and updates findings.",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "  quell run events/                       decide on sample events, against an embedded hub",
      "  aws securityhub get-findings | quell run --observe -",
      "                                          what the rules would do to your findings",
      "  quell backtest --against main findings.json",
      "                                          what they would change, and what a branch changes",
      "  quell explain events/sqs-batch.json     why each rule matches, or does not",
      "  quell rules                             the rules, who answers for each, and until when",
      "  quell lint                              what is wrong with the rules, before any finding"
          + " meets them",
      "  quell apply --book prod                 applies the rules to findings that exist, after a"
          + " question",
      "  quell update --findings findings.json --workflow SUPPRESSED --note \"Known issue\"",
      "                                          sets fields on findings in AWS, checked and in"
          + " full calls",
      "  quell release --id ID --product-arn ARN takes back what Quell has set on a finding",
      "  quell history FINDING                   what Quell has done to a finding, and what others"
          + " did",
      "  quell hub --seed events/                a local Security Hub with these findings",
      "  quell probe --aws                       how your Security Hub behaves where AWS does not"
          + " say",
      "  quell import automation-rules rules.json --output rules.yaml",
      "                                          takes over the rules of another tool",
      "",
      "'quell COMMAND --help' has the options and exit codes of a command."
    })
final class QuellCommand implements Callable<Integer> {
  private static final int NARROWEST = 80;
  private static final int WIDEST = 110;

  @Option(names = "--stacktrace", hidden = true, scope = ScopeType.INHERIT)
  private boolean stacktrace;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  private CommandSpec spec;

  private QuellCommand() {}

  /// The whole command line, ready to execute.
  static CommandLine commandLine(CommandContext context) {
    var quell = new QuellCommand();
    var commandLine =
        new CommandLine(quell)
            .addSubcommand(new RunCommand(context))
            .addSubcommand(new BacktestCommand(context))
            .addSubcommand(new ExplainCommand(context))
            .addSubcommand(new RulesCommand(context))
            .addSubcommand(new LintCommand(context))
            .addSubcommand(ImportCommand.commandLine(context))
            .addSubcommand(new ApplyCommand(context))
            .addSubcommand(UpdateCommand.commandLine(context))
            .addSubcommand(new ReleaseCommand(context))
            .addSubcommand(new ReconcileCommand(context))
            .addSubcommand(new PublishCommand(context))
            .addSubcommand(new LeversCommand(context))
            .addSubcommand(new RollbackCommand(context))
            .addSubcommand(new VersionsCommand(context))
            .addSubcommand(new StopCommand(context))
            .addSubcommand(new StartCommand(context))
            .addSubcommand(new RedriveCommand(context))
            .addSubcommand(new DrainCommand(context))
            .addSubcommand(new HistoryCommand(context))
            .addSubcommand(new ProbeCommand(context))
            .addSubcommand(new HubCommand(context));
    giveHelp(commandLine);
    var errors = new ErrorMessages(context.err(), () -> quell.stacktrace, Launcher.typed());
    return commandLine
        .setOut(context.out())
        .setErr(context.err())
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(helpWidth(context.terminal()))
        .setColorScheme(
            Help.defaultColorScheme(context.terminal().colours() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler(errors::inArguments)
        .setExecutionExceptionHandler(errors::inExecution);
  }

  /// In a file or a pipe nobody knows how wide it will be seen.
  private static int helpWidth(Terminal terminal) {
    return terminal.forOut() ? Math.clamp(terminal.width(), NARROWEST, WIDEST) : NARROWEST;
  }

  /// Gives a command and its subcommands the options for help and the headings that all have.
  private static void giveHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.mixinStandardHelpOptions(true).versionProvider(new QuellVersion());
    UsageMessageSpec usage = spec.usageMessage();
    if (command.getSubcommands().isEmpty()) {
      usage.optionListHeading("%nOptions:%n").exitCodeListHeading("%nExit codes:%n");
    }
    if (usage.footerHeading().isEmpty()) {
      usage.footerHeading("%nExamples:%n");
    }
    command.getSubcommands().values().forEach(QuellCommand::giveHelp);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
