package io.quell.cli.usage;

import java.util.Comparator;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// One page for `man` with all commands, made of what their help says.
final class ManualPage {
  private static final Comparator<OptionSpec> BY_NAME =
      Comparator.comparing(option -> option.longestName().replaceFirst("^-+", ""));

  private final Roff roff = new Roff();

  private ManualPage() {}

  /// The page, in the language of `man`.
  ///
  /// @param root the command that has all others
  static String of(CommandSpec root) {
    var page = new ManualPage();
    page.begin(root);
    page.roff.macro("SH", "COMMANDS");
    Commands.all(root).stream()
        .filter(command -> command.subcommands().isEmpty())
        .forEach(page::command);
    page.roff.macro("SH", "EXAMPLES");
    page.examples(root.usageMessage());
    return page.roff.toString();
  }

  private void begin(CommandSpec root) {
    String name = root.name();
    // Behind the version stands the Java that it runs on, which this page is not about.
    String version = String.join(" ", root.version()).replaceFirst(" \\(.*", "");
    roff.macro("TH", name.toUpperCase(Locale.ROOT), "1", "", version, "Quell")
        .ragged()
        .macro("SH", "NAME")
        .text(name + " - " + sentence(root).replaceFirst("\\.$", ""))
        .macro("SH", "SYNOPSIS")
        .bold(name, " COMMAND [OPTIONS]")
        .macro("SH", "DESCRIPTION")
        .text(sentence(root));
  }

  private static String sentence(CommandSpec command) {
    return shown(String.join(" ", command.usageMessage().header()));
  }

  private void command(CommandSpec command) {
    UsageMessageSpec usage = command.usageMessage();
    var help = new Help(command, Help.defaultColorScheme(Ansi.OFF));
    roff.macro("SS", command.qualifiedName()).text(sentence(command)).macro("PP");
    synopsis(command.qualifiedName(), help.synopsis(0));
    for (String paragraph : usage.description()) {
      roff.macro("PP").text(shown(paragraph));
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (!parameter.hidden()) {
        argument("", label(help.parameterLabelRenderer(), parameter), parameter);
      }
    }
    command.options().stream()
        .filter(option -> !option.hidden())
        .sorted(BY_NAME)
        .forEach(
            option ->
                argument(
                    String.join(", ", option.names()),
                    label(help.parameterLabelRenderer(), option),
                    option));
    roff.macro("PP").text("Exit codes:");
    usage.exitCodeList().forEach((code, when) -> roff.macro("TP").bold(code, "").text(shown(when)));
    roff.macro("PP").text("Examples:").macro("PP");
    examples(usage);
  }

  /// The ways to call a command, each of which begins with its name.
  private void synopsis(String name, String synopsis) {
    boolean isFirst = true;
    for (String way :
        synopsis.strip().replaceAll("\\s+", " ").split("(?<=.)(?=\\b" + name + " )")) {
      if (!isFirst) {
        roff.macro("br");
      }
      isFirst = false;
      roff.bold(name, " " + way.strip().substring(name.length()).strip());
    }
  }

  private static String label(IParamLabelRenderer renderer, ArgSpec argument) {
    return renderer.renderParameterLabel(argument, Ansi.OFF, List.of()).toString();
  }

  private void argument(String names, String label, ArgSpec argument) {
    roff.macro("TP").bold(names, label).text(shown(String.join("\n", argument.description())));
  }

  private void examples(UsageMessageSpec usage) {
    roff.lines(ExampleLines.lines(List.of(usage.footer()), usage.width()));
  }

  /// A text as the help shows it, with its line ends and without its marks for colours. Like there,
  /// a percent sign that begins nothing is one.
  private static String shown(String text) {
    String formatted;
    try {
      formatted = text.formatted();
    } catch (IllegalFormatException _) {
      formatted = text;
    }
    return Ansi.OFF.string(formatted);
  }
}
