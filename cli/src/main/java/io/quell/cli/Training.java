package io.quell.cli;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.SourceFolder;
import io.quell.cli.terminal.Terminal;
import io.quell.lambda.QuellHandler;
import io.quell.rule.NoRuleBookException;
import io.quell.rule.RuleBook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Uses the commands that people use most, on sample events that are packaged, while Java notes
/// which classes they need: the launcher has a cache made of those, from which each later start
/// takes them. What the commands print goes nowhere, and rules that are wrong are no reason to
/// stop. Where Quell has no rules of its own, some are packaged that stand for those of the files
/// that its user will name.
public final class Training {
  private static final int COLUMNS = 100;
  private static final List<String> EVENTS = List.of("asff", "ocsf");
  private static final List<String> COMMANDS =
      List.of(
          "run -",
          "run --json -",
          "run --observe --at 2027-01-01 -",
          "explain -",
          "rules",
          "lint",
          "lint --json",
          "help",
          "help run");

  private Training() {}

  /// Runs the commands.
  public static void main(String[] arguments) throws IOException {
    if (hasRules()) {
      run();
    } else {
      runWithoutRules();
    }
  }

  private static boolean hasRules() {
    try {
      RuleBook.find();
      return true;
    } catch (NoRuleBookException _) {
      return false;
    }
  }

  /// Runs the commands by the rules that Quell is built with, and tells the exit code of each.
  static Map<String, Integer> run() throws IOException {
    return run(List.of());
  }

  /// Runs the commands by a file of rules, and tells the exit code of each.
  static Map<String, Integer> runWithoutRules() throws IOException {
    Path rules = Files.createTempFile("quell-training", ".yaml");
    try (InputStream packaged =
        Objects.requireNonNull(Training.class.getResourceAsStream("training.yaml"))) {
      Files.write(rules, packaged.readAllBytes());
      return run(List.of("--rules", rules.toString()));
    } finally {
      Files.delete(rules);
    }
  }

  /// @param options given to each command that rules are for
  private static Map<String, Integer> run(List<String> options) throws IOException {
    Map<String, Integer> exitCodes = new LinkedHashMap<>();
    byte[] events = events();
    SourceFolder sources = SourceFolder.ofProcess();
    var nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    for (String command : COMMANDS) {
      var context =
          new CommandContext(
              new ByteArrayInputStream(events),
              nowhere,
              nowhere,
              new Terminal(true, false, false, COLUMNS, true),
              Map.of(),
              sources::ruleBook,
              sources::book,
              Path.of(""),
              sources,
              Clock.systemUTC());
      List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
      if (!command.startsWith("help")) {
        words.addAll(1, options);
      }
      exitCodes.put(
          command, QuellCommand.commandLine(context).execute(words.toArray(String[]::new)));
    }
    return exitCodes;
  }

  private static byte[] events() throws IOException {
    var events = new ByteArrayOutputStream();
    for (String event : EVENTS) {
      try (InputStream file =
          Objects.requireNonNull(
              QuellHandler.class.getResourceAsStream("priming/" + event + ".json"))) {
        file.transferTo(events);
      }
    }
    return events.toByteArray();
  }
}
