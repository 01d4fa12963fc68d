package io.quell.cli;

import io.quell.cli.command.ExitCodes;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.Launcher;
import io.quell.cli.command.RuleFileGivenException;
import io.quell.cli.command.UnreadOutputException;
import io.quell.cli.command.WrongRulesException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.terminal.Advice;
import io.quell.cli.terminal.Text;
import io.quell.cli.usage.ArgumentMistake;
import io.quell.rulefile.RuleFileException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Says what went wrong in one sentence, never with a stack trace unless it was asked for, and
/// which exit code that is.
///
/// @param err takes the sentence
/// @param stacktrace whether the stack trace was asked for
record ErrorMessages(PrintWriter err, BooleanSupplier stacktrace) {

  /// The arguments cannot be read.
  int inArguments(ParameterException mistake, String[] arguments) {
    return wrongUse(mistake.getCommandLine(), ArgumentMistake.sentence(mistake), mistake);
  }

  /// A command threw.
  int inExecution(Exception thrown, CommandLine command, ParseResult arguments) {
    command.getOut().flush();
    return switch (thrown) {
      case UnreadOutputException _ -> ExitCodes.DONE;
      case ParameterException mistake -> inArguments(mistake, new String[0]);
      case WrongUseException wrong -> wrongUse(command, sentence(wrong), wrong);
      case RuleFileGivenException given ->
          wrongUse(
              command,
              ArgumentMistake.rulesForFindings(command.getCommandSpec(), given.path()),
              given);
      case WrongRulesException wrong -> wrongRules(command, wrong);
      case IllegalStateException packaged
          when packaged.getCause() instanceof RuleFileException wrong ->
          wrongRules(command, new WrongRulesException(wrong));
      case FailedException failed when failed.sentences().size() > 1 -> {
        failed.sentences().forEach(sentence -> say(command, Text.plain(sentence)));
        trace(failed);
        yield ExitCodes.FAILED;
      }
      default -> {
        say(command, Advice.on(sentence(thrown)));
        trace(thrown);
        yield ExitCodes.FAILED;
      }
    };
  }

  private int wrongUse(CommandLine command, String sentence, Exception mistake) {
    say(command, sentence);
    err.println(
        Launcher.asTyped(
            "'%s --help' shows what it takes."
                .formatted(command.getCommandSpec().qualifiedName())));
    trace(mistake);
    return ExitCodes.WRONG_USE;
  }

  /// The lines begin with the file, so that terminals and editors follow them.
  private int wrongRules(CommandLine command, WrongRulesException wrong) {
    wrong.lines().forEach(line -> err.println(Text.plain(line)));
    say(command, "nothing was done: the rules have to be right first");
    trace(wrong);
    return ExitCodes.WRONG_USE;
  }

  private void say(CommandLine command, String sentence) {
    err.printf("%s: %s%n", command.getCommandSpec().qualifiedName(), Launcher.asTyped(sentence));
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
        .map(Text::plain)
        .orElseGet(() -> thrown.getClass().getSimpleName());
  }
}
