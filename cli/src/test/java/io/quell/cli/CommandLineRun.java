package io.quell.cli;

import io.quell.book.Book;
import io.quell.cli.command.BuiltInRules;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.SourceFolder;
import io.quell.cli.terminal.Terminal;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.RuleFileException;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/// One run of the command line, as a shell would see it.
///
/// @param exitCode what the process would end with
/// @param out what it wrote to standard output
/// @param err what it wrote to standard error
public record CommandLineRun(int exitCode, String out, String err) {
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  /// A run of the rules that Quell ships, with nothing to read on standard input and no
  /// environment.
  public static CommandLineRun of(String... arguments) {
    return new Shell().run(arguments);
  }

  /// All commands and their options.
  public static CommandLine commandLine() {
    return QuellCommand.commandLine(new Shell().context(new StringWriter(), new StringWriter()));
  }

  /// Runs a command in surroundings of one's own.
  public static int execute(CommandContext context, String... arguments) {
    return QuellCommand.execute(context, arguments);
  }

  /// What a command is run in.
  public static final class Shell {
    private byte[] input = {};
    private Terminal terminal = Terminal.NONE;
    private Map<String, String> environment = Map.of();
    private Supplier<RuleBook> ruleBook = RuleBook::find;
    private BuiltInRules rules = Book::packaged;
    private Path folder = Path.of("");
    private SourceFolder sources = SourceFolder.of("function");
    private Clock clock = CLOCK;

    public Shell input(String text) {
      input = text.getBytes(StandardCharsets.UTF_8);
      return this;
    }

    public Shell terminal(Terminal shown) {
      terminal = shown;
      return this;
    }

    public Shell environment(Map<String, String> variables) {
      environment = variables;
      return this;
    }

    public Shell in(Path where) {
      folder = where;
      return this;
    }

    public Shell rules(Rule... only) {
      return rules(RuleHistory.NONE, only);
    }

    public Shell rules(RuleHistory history, Rule... only) {
      rules = () -> new Book(List.of(only), history, "these");
      return this;
    }

    /// Nothing but Quell itself is on the class path.
    public Shell withoutRuleBook() {
      ruleBook =
          () -> {
            throw new IllegalStateException("there is no rule book on the class path");
          };
      rules = () -> Book.packaged(ruleBook.get());
      return this;
    }

    /// The folder that the rules are written in.
    public Shell sources(SourceFolder where) {
      sources = where;
      return this;
    }

    /// It runs from a project, whose file of rules counts as it is written.
    public Shell runsFrom(SourceFolder project) {
      sources = project;
      rules = project::book;
      return this;
    }

    public Shell clock(Clock other) {
      clock = other;
      return this;
    }

    public Shell on(String day) {
      clock = Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
      return this;
    }

    /// The rules that it has.
    public Book book() {
      try {
        return rules.book();
      } catch (RuleFileException e) {
        throw new AssertionError(e);
      }
    }

    /// What tells it the time.
    public Clock clock() {
      return clock;
    }

    private CommandContext context(StringWriter out, StringWriter err) {
      return new CommandContext(
          new ByteArrayInputStream(input),
          new PrintWriter(out),
          new PrintWriter(err, true),
          terminal,
          environment,
          ruleBook,
          rules,
          folder,
          sources,
          clock);
    }

    public CommandLineRun run(String... arguments) {
      var out = new StringWriter();
      var err = new StringWriter();
      CommandContext context = context(out, err);
      int exitCode = execute(context, arguments);
      context.out().flush();
      return new CommandLineRun(exitCode, out.toString(), err.toString());
    }
  }

  /// The lines of standard output.
  public List<String> lines() {
    return out.lines().toList();
  }

  /// The output as JSON lines.
  public List<Map<?, ?>> json() {
    List<Map<?, ?>> lines = new ArrayList<>();
    for (String line : lines()) {
      try {
        lines.add((Map<?, ?>) Json.read(line));
      } catch (UnreadableException e) {
        throw new AssertionError("no JSON: " + line, e);
      }
    }
    return lines;
  }

  /// The JSON lines with this message.
  public List<Map<?, ?>> json(String message) {
    return json().stream().filter(line -> message.equals(line.get("message"))).toList();
  }
}
