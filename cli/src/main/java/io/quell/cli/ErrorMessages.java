package io.quell.cli;

import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.terminal.Advice;
import io.quell.cli.terminal.Text;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what went wrong in one sentence, never with a stack trace unless it was asked for.
///
/// @param err takes the sentence
/// @param stacktrace whether the stack trace was asked for
/// @param typed what a person types to start the command line, such as `./quell`
record ErrorMessages(PrintWriter err, BooleanSupplier stacktrace, String typed) {
  /// A command of Quell's in a sentence.
  private static final Pattern SUGGESTED = Pattern.compile("'quell(?= )");

  /// The arguments cannot be read.
  int inArguments(ParameterException mistake, String[] arguments) {
    return wrongUse(mistake.getCommandLine(), mistake);
  }

  /// A command threw.
  int inExecution(Exception thrown, CommandLine command, ParseResult arguments) {
    if (thrown instanceof WrongUseException) {
      return wrongUse(command, thrown);
    }
    command.getOut().flush();
    if (thrown instanceof FailedException failed && failed.sentences().size() > 1) {
      failed.sentences().forEach(sentence -> say(command, Text.plain(sentence)));
    } else {
      say(command, Advice.on(sentence(thrown)));
    }
    trace(thrown);
    return ExitCode.SOFTWARE;
  }

  private int wrongUse(CommandLine command, Exception mistake) {
    say(command, sentence(mistake));
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      UnmatchedArgumentException.printSuggestions(unmatched, err);
    }
    err.println(
        asTyped(
            "'%s --help' shows what it takes."
                .formatted(command.getCommandSpec().qualifiedName())));
    trace(mistake);
    return ExitCode.USAGE;
  }

  private void say(CommandLine command, String sentence) {
    err.printf("%s: %s%n", command.getCommandSpec().qualifiedName(), asTyped(sentence));
  }

  /// The commands that a sentence suggests, so that they work as they stand there.
  private String asTyped(String sentence) {
    return SUGGESTED.matcher(sentence).replaceAll(Matcher.quoteReplacement("'" + typed));
  }

  private void trace(Exception thrown) {
    if (stacktrace.getAsBoolean()) {
      thrown.printStackTrace(err);
    }
  }

  private static String sentence(Exception thrown) {
    return Optional.ofNullable(thrown.getMessage())
        .flatMap(message -> message.lines().findFirst())
        .filter(line -> !line.isBlank())
        .map(
            line ->
                Text.plain(
                    line.replaceFirst("^Error: ", "")
                        .replaceFirst("' is not an? (long|int)$", "' is not a whole number")))
        .orElseGet(() -> thrown.getClass().getSimpleName());
  }
}
