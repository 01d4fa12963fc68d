package io.quell.cli.usage;

import io.quell.cli.input.FileKind;
import io.quell.value.Bounded;
import io.quell.value.EditDistance;
import io.quell.value.MeantName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with arguments that cannot be read, and what was probably meant, in a sentence.
public final class ArgumentMistake {
  /// What picocli says of a value that it, or a converter, refuses.
  private static final Pattern INVALID =
      Pattern.compile("Invalid value for (?:option|positional parameter)[^']*'([^']+)'[^:]*: (.*)");
  private static final Pattern NO_NUMBER = Pattern.compile("('.*') is not an? (?:long|int)");

  private ArgumentMistake() {}

  /// The sentence, without a full stop.
  public static String sentence(ParameterException mistake) {
    CommandSpec command = mistake.getCommandLine().getCommandSpec();
    return switch (mistake) {
      case UnmatchedArgumentException unmatched when !unmatched.getUnmatched().isEmpty() ->
          unmatched(command, unmatched.getUnmatched().getFirst());
      case MissingParameterException missing when missing.getMissing().size() == 1 ->
          missing(missing.getMissing().getFirst());
      default -> plain(String.valueOf(mistake.getMessage()));
    };
  }

  private static String plain(String message) {
    String line =
        message
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst("^Error: ", "")
            .replaceFirst(
                "^Missing required argument .specify one of these.: .(.*).$", "give one of $1");
    Matcher invalid = INVALID.matcher(line);
    if (!invalid.matches()) {
      return line;
    }
    String reason = invalid.group(2);
    Matcher noNumber = NO_NUMBER.matcher(reason);
    return "%s: %s"
        .formatted(
            invalid.group(1),
            noNumber.matches() ? noNumber.group(1) + " is not a whole number" : reason);
  }

  private static String unmatched(CommandSpec command, String argument) {
    if (argument.startsWith("-") && argument.length() > 1) {
      return unknownOption(command, argument.replaceFirst("=.*", ""));
    }
    if (!command.subcommands().isEmpty()) {
      return unknownCommand(command, argument);
    }
    return command.positionalParameters().stream().allMatch(PositionalParamSpec::hidden)
        ? "'%s': the command takes no such argument, only options".formatted(shown(argument))
        : "'%s' is one argument too many".formatted(shown(argument));
  }

  /// What is said of a command that there is not.
  static String unknownCommand(CommandSpec command, String name) {
    String said =
        "there is no %s '%s'"
            .formatted(
                command.usageMessage().synopsisSubcommandLabel().toLowerCase(Locale.ROOT),
                shown(name));
    Optional<String> meant =
        MeantName.among(command.subcommands().keySet(), name)
            .map(one -> "%s; did you mean '%s %s'?".formatted(said, command.qualifiedName(), one));
    return meant.orElseGet(
        () ->
            command.parent() != null
                ? "%s; there are %s".formatted(said, MeantName.list(command.subcommands().keySet()))
                : switch (FileKind.at(name)) {
                  case RULES ->
                      "%s; 'quell lint %s' checks the rules of the file".formatted(said, name);
                  case FINDINGS ->
                      "%s; 'quell run %s' runs the rules on the findings of the file"
                          .formatted(said, name);
                  case OTHER -> said + "; 'quell help' lists them";
                });
  }

  /// What is said of a file of rules that is given where findings are wanted.
  public static String rulesForFindings(CommandSpec command, String path) {
    String said = "'%s' is a file of rules, not of findings".formatted(shown(path));
    return command.optionsMap().containsKey("--rules")
        ? "%s; give it by --rules: '%s --rules %s PATH'"
            .formatted(said, command.qualifiedName(), path)
        : "%s; 'quell lint %s' checks it".formatted(said, path);
  }

  private static String unknownOption(CommandSpec command, String name) {
    String said = "there is no option '%s'".formatted(shown(name));
    List<String> others =
        Commands.all(command.root()).stream()
            .filter(other -> !other.equals(command) && names(other).contains(name))
            .map(Commands::name)
            .toList();
    // An option of another command is no slip of the pen, unless a single letter tells them apart.
    Optional<String> meant =
        MeantName.among(names(command), name)
            .filter(one -> others.isEmpty() || EditDistance.between(name, one) == 1);
    return said
        + meant.map("; did you mean '%s'?"::formatted).orElse("")
        + (others.isEmpty()
            ? ""
            : (meant.isPresent() ? " " : "; ")
                + (others.size() == 1 ? "'quell %s' has it" : "it is an option of %s")
                    .formatted(MeantName.list(others)));
  }

  /// The options of a command that its help shows.
  private static List<String> names(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden())
        .flatMap(option -> Arrays.stream(option.names()))
        .filter(name -> name.startsWith("--"))
        .toList();
  }

  private static String missing(ArgSpec missing) {
    String meaning = String.join(" ", missing.description()).replaceFirst("(?s)\\. .*|\\.$", "");
    return "%s: %s"
        .formatted(
            missing instanceof OptionSpec option
                ? "%s needs a value, %s".formatted(option.longestName(), option.paramLabel())
                : missing.paramLabel() + " is missing",
            startedSmall(meaning));
  }

  private static String startedSmall(String sentence) {
    return sentence.length() > 1 && !Character.isUpperCase(sentence.charAt(1))
        ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1)
        : sentence;
  }

  private static String shown(String argument) {
    return Bounded.value(argument);
  }
}
