package io.quell.cli.rules;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputFiles;
import io.quell.cli.input.InputItem;
import io.quell.cli.input.InputReader;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.terminal.Progress;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table;
import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Table.Column;
import io.quell.cli.terminal.Terminal;
import io.quell.cli.terminal.Text;
import io.quell.criteria.Sentence;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.lambda.event.Delivery;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.rulefile.RuleFileSchema;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the rules.
@Command(
    name = "rules",
    header =
        "Lists the rules: what each changes, on which findings, who answers for it, and until"
            + " when.",
    description =
        "%nThe rules come in the order in which they run. A last day that is over or near is"
            + " marked.%n",
    exitCodeList = {
      "0:the rules are listed",
      "1:the file of rules, or one with example findings, cannot be read",
      "2:wrong use: an unknown option, no such path"
    },
    footer = {
      "  quell rules",
      "  quell rules --rules rules.yaml --json",
      "  quell rules --markdown > docs/rules.md"
    })
public final class RulesCommand implements Callable<Integer> {
  private static final String INDENT = "  ";
  private static final String EVENTS = "events";

  private final CommandContext context;

  @Mixin private RuleOptions ruleOptions = new RuleOptions();

  @ArgGroup private Form form = new Form();

  @Option(
      names = "--examples",
      paramLabel = "PATH",
      description =
          "Where the page takes its example findings from: files or folders that 'quell run' could"
              + " read. By default the folder 'events', where there is one. Where none of them will"
              + " do, an example is made up.")
  private List<String> examples = List.of();

  /// How the rules are printed, where that is not the list for people.
  private static final class Form {
    @Option(names = "--json", description = "Prints JSON lines: one for each rule.")
    private boolean json;

    @Option(
        names = "--markdown",
        description = "Prints the page about the rules, with an example finding for each.")
    private boolean markdown;

    @Option(names = "--schema", description = "Prints the JSON Schema of rules.yaml, for editors.")
    private boolean schema;
  }

  /// The command, with all that it has from outside.
  public RulesCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (form.schema) {
      context.out().print(RuleFileSchema.json());
      context.out().flush();
      return ExitCode.OK;
    }
    List<Rule> rules = ruleOptions.book(context).rules();
    if (!examples.isEmpty() && !form.markdown) {
      throw new WrongUseException("--examples goes with --markdown alone");
    }
    LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
    if (form.markdown) {
      List<Finding> findings = findings();
      new RuleCatalogue(context)
          .print(rules, rule -> RuleExample.of(rule, findings).or(() -> RuleExample.madeUp(rule)));
    } else if (form.json) {
      rules.forEach(rule -> context.out().println(Json.write(line(rule, today))));
    } else {
      list(rules, today);
    }
    context.out().flush();
    return ExitCode.OK;
  }

  private void list(List<Rule> rules, LocalDate today) {
    PrintWriter out = context.out();
    Terminal terminal = context.terminal();
    var table =
        new Table(
            List.of(
                new Column("RULE", 16),
                new Column("MAY SET", 16),
                new Column("OWNER", 12),
                Column.fixed("LAST DAY")));
    rules.forEach(rule -> table.add(row(rule.card(), today)));
    List<String> lines = table.lines(terminal.width(), terminal.colours());
    out.println(lines.getFirst());
    for (int at = 0; at < rules.size(); at++) {
      out.println(lines.get(at + 1));
      sentences(rules.get(at)).forEach(out::println);
    }
  }

  private static List<Cell> row(Card card, LocalDate today) {
    return List.of(
        new Cell(card.id(), Style.BOLD),
        new Cell(RuleWords.changes(card), Style.PLAIN),
        new Cell(card.owner(), Style.PLAIN),
        RuleValidity.of(card, today).cell(card));
  }

  private List<String> sentences(Rule rule) {
    List<String> sentences = new ArrayList<>();
    sentences.add(rule.card().title() + (rule.card().terminal() ? " (terminal)" : ""));
    sentences.add("when " + Sentence.brief(rule.when()));
    RuleWords.decision(rule).ifPresent(decision -> sentences.add("then " + decision));
    return sentences.stream()
        .flatMap(
            sentence ->
                context
                    .terminal()
                    .paragraph(INDENT, INDENT + INDENT, Text.plain(sentence))
                    .stream())
        .toList();
  }

  private static Map<String, Object> line(Rule rule, LocalDate today) {
    Card card = rule.card();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", card.id());
    line.put("title", card.title());
    line.put("reason", card.reason());
    line.put("owner", card.owner());
    putPresent(line, "ticket", card.ticket());
    putPresent(line, "from", card.from());
    putPresent(line, "expires", card.expires());
    line.put("validity", RuleValidity.of(card, today).toString());
    line.put("terminal", card.terminal());
    line.put("changes", card.changes().stream().map(Enum::name).toList());
    line.put("severities", card.severities().stream().map(Enum::name).toList());
    line.put("workflowStatuses", card.workflowStatuses().stream().map(Enum::name).toList());
    line.put("suppressesCritical", card.suppressesCritical());
    line.put("criteria", RuleWords.criteria(rule));
    RuleWords.decision(rule)
        .ifPresentOrElse(
            decision -> line.put("decision", decision),
            () -> line.put("class", rule.getClass().getName()));
    return line;
  }

  private static void putPresent(Map<String, Object> line, String name, @Nullable Object value) {
    if (value != null) {
      line.put(name, value.toString());
    }
  }

  /// The findings to choose examples from.
  ///
  /// @throws FailedException where one cannot be read: the page would silently change
  private List<Finding> findings() {
    if (examples.isEmpty() && !Files.isDirectory(Path.of(EVENTS))) {
      context
          .err()
          .println(
              "quell: there is no folder '%s' here to take example findings from; --examples names another"
                  .formatted(EVENTS));
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (InputFile file :
        InputFiles.of(examples.isEmpty() ? List.of(EVENTS) : examples, context.in())) {
      InputReader.read(file, Progress.none(), item -> findings.addAll(findings(item)));
    }
    return findings;
  }

  private static List<Finding> findings(InputItem item) {
    return switch (item.delivery().content()) {
      case Delivery.Skipped _ -> List.of();
      case Delivery.Unreadable(var reason) ->
          throw new FailedException("%s: %s".formatted(item.where(), reason));
      case Delivery.Findings(var findings, var unreadable, var task) -> {
        if (!unreadable.isEmpty()) {
          throw new FailedException("%s: %s".formatted(item.where(), unreadable.getFirst()));
        }
        yield task == Delivery.Task.RELEASE ? List.of() : findings;
      }
    };
  }
}
