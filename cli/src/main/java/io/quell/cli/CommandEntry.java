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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/// A command that there is, which is made once it is asked for.
///
/// @param name what is typed behind `quell`
/// @param command makes it: an object with picocli's annotations, or a command line
record CommandEntry(String name, Function<CommandContext, Object> command) {
  /// Those that tell of all the others.
  private static final Set<String> ABOUT_ALL = Set.of("help", "completion");

  private record Group(String heading, List<CommandEntry> entries) {
    static Group of(String heading, CommandEntry... entries) {
      return new Group(heading, List.of(entries));
    }
  }

  /// All commands, those first that a newcomer needs.
  private static final List<Group> GROUPS =
      List.of(
          Group.of(
              "Try rules on findings, here",
              new CommandEntry("run", RunCommand::new),
              new CommandEntry("explain", ExplainCommand::new),
              new CommandEntry("backtest", BacktestCommand::new),
              new CommandEntry("hub", HubCommand::new)),
          Group.of(
              "Write rules",
              new CommandEntry("init", InitCommand::new),
              new CommandEntry("new", NewCommand::commandLine),
              new CommandEntry("rules", RulesCommand::new),
              new CommandEntry("lint", LintCommand::new),
              new CommandEntry("test", TestCommand::new),
              new CommandEntry("import", ImportCommand::commandLine)),
          Group.of(
              "Findings in Security Hub",
              new CommandEntry("apply", ApplyCommand::new),
              new CommandEntry("update", UpdateCommand::commandLine),
              new CommandEntry("release", ReleaseCommand::new),
              new CommandEntry("history", HistoryCommand::new),
              new CommandEntry("probe", ProbeCommand::new)),
          Group.of(
              "A deployed stack",
              new CommandEntry("compile", CompileCommand::new),
              new CommandEntry("cost", CostCommand::new),
              new CommandEntry("publish", PublishCommand::new),
              new CommandEntry("levers", LeversCommand::new),
              new CommandEntry("rollback", RollbackCommand::new),
              new CommandEntry("versions", VersionsCommand::new),
              new CommandEntry("stop", StopCommand::new),
              new CommandEntry("start", StartCommand::new),
              new CommandEntry("redrive", RedriveCommand::new),
              new CommandEntry("drain", DrainCommand::new),
              new CommandEntry("reconcile", ReconcileCommand::new)),
          Group.of(
              "Help",
              new CommandEntry("help", HelpCommand::new),
              new CommandEntry("completion", CompletionCommand::new)));

  /// All of them, in the order of the list of commands.
  static List<CommandEntry> all() {
    return GROUPS.stream().flatMap(group -> group.entries().stream()).toList();
  }

  /// How the list of commands has them together.
  static List<CommandGroup> groups() {
    return GROUPS.stream()
        .map(
            group ->
                new CommandGroup(
                    group.heading(), group.entries().stream().map(CommandEntry::name).toList()))
        .toList();
  }

  /// The command that arguments name, or empty where they may be about others too.
  static Optional<CommandEntry> only(String... arguments) {
    return arguments.length == 0 || ABOUT_ALL.contains(arguments[0])
        ? Optional.empty()
        : all().stream().filter(entry -> entry.name().equals(arguments[0])).findFirst();
  }

  /// The command with all that it has from outside.
  CommandLine commandLine(CommandContext context) {
    Object made = command.apply(context);
    return made instanceof CommandLine ready ? ready : new CommandLine(made);
  }
}
