package io.quell.cli.documentation;

import io.quell.cli.CommandLineRun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Holds what the documentation shows against the commands and options that there are.
final class CommandModel {
  /// What stands for something of the reader's: `ID`, `PATH…`, `"$URL"`.
  private static final Pattern PLACEHOLDER = Pattern.compile(".*(\\$|…|\\b[A-Z]{1,}[A-Z_]*\\b).*");

  private CommandModel() {}

  /// What is wrong with a whole command.
  ///
  /// @param arguments what stands behind `quell`
  static Optional<String> mistake(List<String> arguments) {
    Optional<String> name = unknownName(arguments);
    if (name.isPresent()
        || arguments.stream().anyMatch(word -> PLACEHOLDER.matcher(word).matches())) {
      return name;
    }
    try {
      CommandLineRun.commandLine().parseArgs(arguments.toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(e.getMessage());
    }
  }

  /// The first command or option that does not exist.
  static Optional<String> unknownName(List<String> arguments) {
    CommandLine command = CommandLineRun.commandLine();
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      if (word.startsWith("-") && !word.matches("-|--[A-Z]+")) {
        String option = word.replaceFirst("=.*", "");
        OptionSpec known = command.getCommandSpec().optionsMap().get(option);
        if (known == null) {
          return Optional.of(
              "there is no option '%s' of '%s'"
                  .formatted(option, command.getCommandSpec().qualifiedName()));
        }
        if (known.arity().min() > 0 && option.equals(word)) {
          left.pollFirst();
        }
      } else if (command.getSubcommands().containsKey(word)) {
        command = command.getSubcommands().get(word);
      } else if (command.getCommandSpec().positionalParameters().isEmpty()
          && !PLACEHOLDER.matcher(word).matches()) {
        return Optional.of(
            "there is no command '%s' of '%s'"
                .formatted(word, command.getCommandSpec().qualifiedName()));
      }
    }
    return Optional.empty();
  }
}
