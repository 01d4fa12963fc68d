package io.quell.cli;

import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.terminal.Advice;
import io.quell.cli.terminal.Text;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what went wrong in one sentence, never with a stack trace unless it was asked for.
///
/// @param err takes the sentence
/// @param stacktrace whether the stack trace was asked for
record ErrorMessages(PrintWriter err, BooleanSupplier stacktrace) {

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
    err.printf("'%s --help' shows what it takes.%n", command.getCommandSpec().qualifiedName());
    trace(mistake);
    return ExitCode.USAGE;
  }

  private void say(CommandLine command, String sentence) {
    err.printf("%s: %s%n", command.getCommandSpec().qualifiedName(), sentence);
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
        .map(line -> Text.plain(line.replaceFirst("^Error: ", "")))
        .orElseGet(() -> thrown.getClass().getSimpleName());
  }
}
