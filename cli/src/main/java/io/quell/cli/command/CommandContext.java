package io.quell.cli.command;

import io.quell.cli.terminal.Terminal;
import io.quell.cli.terminal.TextOutput;
import io.quell.rule.RuleBook;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;

/// All that a command has from outside.
///
/// @param in what the path `-` stands for
/// @param out takes the results
/// @param err takes what is not a result: mistakes, and what goes on
/// @param terminal what people see the two on
/// @param environment the variables of the process
/// @param ruleBook finds the rule classes that Quell is built with; only a command that needs them
///     asks, for there may be none
/// @param rules gives all the rules that Quell is built with; only a command that needs them asks
/// @param folder the folder in which the command runs
/// @param sources where the rules that Quell is built with are written
/// @param clock tells the day that rules are in force on
public record CommandContext(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Terminal terminal,
    Map<String, String> environment,
    Supplier<RuleBook> ruleBook,
    BuiltInRules rules,
    Path folder,
    SourceFolder sources,
    Clock clock) {
  public CommandContext {
    environment = Map.copyOf(environment);
  }

  /// The same on another day.
  public CommandContext at(Instant time) {
    return new CommandContext(
        in,
        out,
        err,
        terminal,
        environment,
        ruleBook,
        rules,
        folder,
        sources,
        Clock.fixed(time, ZoneOffset.UTC));
  }

  /// Ends a command that changes nothing where its output is not read any more. What comes so far
  /// is written out for that.
  ///
  /// @throws UnreadOutputException where that is so
  public void requireReader() {
    if (out.checkError()) {
      throw new UnreadOutputException();
    }
  }

  /// Where results for people go.
  public TextOutput text() {
    return new TextOutput(out, terminal);
  }
}
