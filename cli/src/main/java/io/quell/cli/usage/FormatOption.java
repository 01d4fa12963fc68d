package io.quell.cli.usage;

import io.quell.cli.options.WordOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Stack;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `--format FORMAT`, which every command has that can print for programs: `--format json` is
/// `--json`.
final class FormatOption {
  private static final String NAME = "--format";
  private static final String TEXT = "text";
  private static final String JSON = "json";
  /// The formats that have an option of their own, the short form.
  private static final List<String> WITH_SHORT_FORM = List.of(JSON, "markdown");

  private FormatOption() {}

  /// Gives a command the option where its results can be written in several formats.
  static void addTo(CommandSpec command) {
    List<String> formats = formats(command);
    if (command.optionsMap().containsKey(NAME) || formats.isEmpty()) {
      return;
    }
    String last = formats.getLast();
    command.addOption(
        OptionSpec.builder(NAME)
            .paramLabel("FORMAT")
            .arity("1")
            .type(String.class)
            .description(
                "How the result is written: %s or %s. %s."
                    .formatted(
                        String.join(", ", formats.subList(0, formats.size() - 1)),
                        last,
                        formats.stream()
                            .skip(1)
                            .map(format -> "--%s is short for %s".formatted(format, format))
                            .collect(Collectors.joining(", "))))
            .preprocessor((arguments, spec, _, _) -> read(arguments, spec))
            .build());
  }

  /// The formats of a command, text first; none where it prints for people alone.
  private static List<String> formats(CommandSpec command) {
    OptionSpec own = command.optionsMap().get(NAME);
    if (own != null && own.type().isEnum()) {
      return Arrays.stream(own.type().getEnumConstants())
          .map(constant -> WordOption.word((Enum<?>) constant))
          .toList();
    }
    List<String> formats = new ArrayList<>(List.of(TEXT));
    WITH_SHORT_FORM.stream()
        .filter(format -> command.optionsMap().containsKey("--" + format))
        .forEach(formats::add);
    return formats.contains(JSON) ? formats : List.of();
  }

  /// Puts the short form in the place of the value.
  ///
  /// @param arguments those that follow, the next one on top
  @SuppressWarnings("JdkObsolete") // the stack is picocli's
  private static boolean read(Stack<String> arguments, CommandSpec command) {
    List<String> formats = formats(command);
    String allowed = "allowed is one of " + String.join(", ", formats);
    if (arguments.isEmpty() || arguments.peek().startsWith("-")) {
      throw new ParameterException(
          command.commandLine(), "--format: the format is missing; " + allowed);
    }
    String format = arguments.pop();
    if (!formats.contains(format)) {
      throw new ParameterException(command.commandLine(), unknown(command, format, formats));
    }
    if (!format.equals(TEXT)) {
      arguments.push("--" + format);
    }
    return true;
  }

  /// Refuses a format together with the short form of another.
  static void requireOne(ParseResult arguments, ParseResult last) {
    String format = given(arguments.originalArgs());
    WITH_SHORT_FORM.stream()
        .filter(other -> !format.isEmpty() && !format.equalsIgnoreCase(other))
        .filter(other -> last.hasMatchedOption("--" + other))
        .findFirst()
        .ifPresent(
            other -> {
              throw new ParameterException(
                  last.commandSpec().commandLine(),
                  "--format %s and --%s: give one of them".formatted(format, other));
            });
  }

  /// The format as it was typed, or empty where none was.
  private static String given(List<String> arguments) {
    int at = arguments.indexOf(NAME);
    return at >= 0 && at + 1 < arguments.size()
        ? arguments.get(at + 1)
        : arguments.stream()
            .filter(argument -> argument.startsWith(NAME + "="))
            .findFirst()
            .map(argument -> argument.substring(NAME.length() + 1))
            .orElse("");
  }

  private static String unknown(CommandSpec command, String format, List<String> formats) {
    List<String> others =
        Commands.all(command.root()).stream()
            .filter(other -> formats(other).contains(format))
            .map(Commands::name)
            .toList();
    return others.isEmpty()
        ? "--format: " + WordOption.unknown(format, formats, formats)
        : "--format: '%s' is a format of %s; allowed here is one of %s"
            .formatted(format, String.join(", ", others), String.join(", ", formats));
  }
}
