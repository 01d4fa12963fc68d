package io.quell.cli.usage;

import io.quell.cli.command.ExitCodes;
import io.quell.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/// What all commands have in common: the options for help and for the format, the headings of a
/// help, its exit codes, and values that are read by their words.
public final class HelpPages {
  private static final int NARROWEST = 80;
  private static final int WIDEST = 110;

  private HelpPages() {}

  /// Gives a command and its subcommands what all have.
  public static void give(CommandLine command, IVersionProvider version, Terminal terminal) {
    giveEach(command, version);
    ConstantConverters.register(command);
    command
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(width(terminal))
        .setColorScheme(Help.defaultColorScheme(terminal.colours() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setExecutionStrategy(HelpPages::execute);
  }

  private static void giveEach(CommandLine command, IVersionProvider version) {
    CommandSpec spec = command.getCommandSpec();
    FormatOption.addTo(spec);
    spec.mixinStandardHelpOptions(true).versionProvider(version);
    UsageMessageSpec usage = spec.usageMessage();
    if (command.getSubcommands().isEmpty()) {
      Map<String, String> exitCodes = new TreeMap<>(usage.exitCodeList());
      exitCodes.put(String.valueOf(ExitCodes.WRONG_USE), ExitCodes.ABOUT_WRONG_USE);
      usage
          .optionListHeading("%nOptions:%n")
          .exitCodeListHeading("%nExit codes:%n")
          .exitCodeList(exitCodes);
    }
    if (usage.footerHeading().isEmpty()) {
      usage.footerHeading("%nExamples:%n");
    }
    ExampleLines.showIn(spec);
    command.getSubcommands().values().forEach(below -> giveEach(below, version));
  }

  /// In a file or a pipe nobody knows how wide it will be seen.
  private static int width(Terminal terminal) {
    return terminal.forOut() ? Math.clamp(terminal.width(), NARROWEST, WIDEST) : NARROWEST;
  }

  /// Shows the help of no command that there is not: picocli would show the one above it.
  private static int execute(ParseResult arguments) {
    ParseResult last = arguments;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    List<String> unmatched = new ArrayList<>(last.unmatched());
    unmatched.removeIf(argument -> argument.startsWith("-"));
    CommandLine command = last.commandSpec().commandLine();
    if (!unmatched.isEmpty() && !command.getSubcommands().isEmpty()) {
      throw new UnmatchedArgumentException(command, unmatched);
    }
    FormatOption.requireOne(arguments, last);
    return new RunLast().execute(arguments);
  }
}
