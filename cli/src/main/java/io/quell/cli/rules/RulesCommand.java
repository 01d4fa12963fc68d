package io.quell.cli.rules;

import io.quell.book.Book;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFiles;
import io.quell.cli.input.InputItem;
import io.quell.cli.input.InputReader;
import io.quell.cli.options.AtOption;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.report.JsonLines;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table;
import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Table.Column;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.criteria.Sentence;
import io.quell.finding.Finding;
import io.quell.finding.JsonMembers;
import io.quell.lambda.event.Delivery;
import io.quell.rule.Acceptance;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.RuleFileSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the rules.
@Command(
    name = "rules",
    header =
        "Lists the rules: what each changes, on which findings, who answers for it, and until"
            + " when.",
    description =
        "%nLists the rules in the order in which they run. It marks rules whose last day is over or"
            + " near, and suspended rules.%n",
    exitCodeList = {
      "0:the rules are listed; with --expiring, none expires",
      "1:the file of rules, or one with example findings, cannot be read; with --expiring, some"
          + " rule expires"
    },
    footer = {
      "  quell rules",
      "  quell rules rules.yaml --json",
      "  quell rules --markdown > docs/rules.md",
      "  quell rules --expiring 30d               whose last day is over, or within 30 days"
    })
public final class RulesCommand implements Callable<Integer> {
  private static final String EVENTS = "events";

  private final CommandContext context;

  @Mixin private RuleOptions ruleOptions = new RuleOptions();

  @Mixin private AtOption at = new AtOption();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "A file of rules: lists only its rules, as --rules FILE does. Default: the rules that"
              + " Quell is built with.")
  private List<Path> ruleFiles = List.of();

  @Option(
      names = "--expiring",
      paramLabel = "DAYS",
      converter = DaysConverter.class,
      description =
          "Lists only the rules whose last day is over or at most so many days away, such as 30d or"
              + " 4w, by owner; as text, with --json or with --markdown. Suspended rules are left"
              + " out.")
  private @Nullable Integer expiringWithin;

  @ArgGroup private Form form = new Form();

  @Option(
      names = "--examples",
      paramLabel = "PATH",
      description =
          "Where the example findings on the page come from: files or folders that 'quell run'"
              + " could read. Default: the folder 'events', if there is one. If no finding there"
              + " fits, an example is made up.")
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
    ruleOptions.takePositional(ruleFiles);
    if (expiringWithin != null && (form.schema || !examples.isEmpty())) {
      throw new WrongUseException("--expiring goes with --json and --markdown alone");
    }
    if (form.schema) {
      context.out().print(RuleFileSchema.json());
      context.out().flush();
      return ExitCode.OK;
    }
    Book book = ruleOptions.book(context);
    if (!examples.isEmpty() && !form.markdown) {
      throw new WrongUseException("--examples goes with --markdown alone");
    }
    LocalDate today = LocalDate.ofInstant(at.in(context).clock().instant(), ZoneOffset.UTC);
    if (expiringWithin != null) {
      return list(ExpiringRules.of(book, today, expiringWithin));
    }
    if (form.markdown) {
      List<Finding> findings = findings();
      new RuleCatalogue(context.out(), context.sources(), context.ruleBook())
          .print(book, rule -> RuleExample.of(rule, findings).or(() -> RuleExample.madeUp(rule)));
    } else if (form.json) {
      book.rules()
          .forEach(rule -> new JsonLines(context.out()).print(line(rule, book.history(), today)));
    } else {
      list(book, today);
    }
    context.out().flush();
    return ExitCode.OK;
  }

  private int list(ExpiringRules expiring) {
    if (form.json) {
      expiring.printJson(context.out());
    } else if (form.markdown) {
      expiring.printMarkdown(context.out());
    } else {
      expiring.print(context.text());
    }
    context.out().flush();
    return expiring.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void list(Book book, LocalDate today) {
    List<Rule> rules = book.rules();
    TextOutput out = context.text();
    if (rules.isEmpty()) {
      out.line(0, Style.PLAIN, "There is no rule.");
      return;
    }
    var table =
        new Table(
            List.of(
                new Column("RULE", 16),
                new Column("MAY SET", 16),
                new Column("OWNER", 12),
                Column.fixed("LAST DAY")));
    rules.forEach(rule -> table.add(row(rule.card(), book.history(), today)));
    List<String> lines = table.lines(context.terminal().width(), context.terminal().colours());
    out.line(0, Style.PLAIN, lines.getFirst());
    for (int at = 0; at < rules.size(); at++) {
      out.line(0, Style.PLAIN, lines.get(at + 1));
      sentences(rules.get(at))
          .forEach(sentence -> out.paragraph(1, Style.PLAIN, Text.plain(sentence)));
    }
  }

  private static List<Cell> row(Card card, RuleHistory history, LocalDate today) {
    return List.of(
        new Cell(card.id(), Style.BOLD),
        new Cell(RuleWords.changes(card), Style.PLAIN),
        new Cell(card.owner(), Style.PLAIN),
        RuleValidity.of(card, history, today).cell(card));
  }

  private static List<String> sentences(Rule rule) {
    List<String> sentences = new ArrayList<>();
    sentences.add(rule.card().title() + (rule.card().terminal() ? " (terminal)" : ""));
    sentences.add("when " + Sentence.brief(rule.when()));
    RuleWords.decision(rule).ifPresent(decision -> sentences.add("then " + decision));
    return sentences;
  }

  private static JsonMembers line(Rule rule, RuleHistory history, LocalDate today) {
    Card card = rule.card();
    JsonMembers line =
        new JsonMembers()
            .with("id", card.id())
            .with("title", card.title())
            .with("reason", card.reason())
            .with("owner", card.owner())
            .withPresent("ticket", card.agreedIn())
            .withPresent("from", Optional.ofNullable(card.from()))
            .withPresent("expires", Optional.ofNullable(card.expires()))
            .with("validity", RuleValidity.of(card, history, today))
            .with("terminal", card.terminal())
            .with("changes", names(card.changes()))
            .with("severities", names(card.severities()))
            .with("workflowStatuses", names(card.workflowStatuses()))
            .with("suppressesCritical", card.suppressesCritical())
            .withPresent("importedFrom", card.source())
            .with("criteria", RuleWords.criteria(rule));
    if (!card.accepts().isEmpty()) {
      line.with("accepts", card.accepts().stream().map(RulesCommand::acceptance).toList());
    }
    List<String> formerIds = RuleWords.formerIds(card, history);
    if (!formerIds.isEmpty()) {
      line.with("formerIds", formerIds);
    }
    RuleWords.decision(rule)
        .ifPresentOrElse(
            decision -> line.with("decision", decision),
            () -> line.with("class", rule.getClass().getName()));
    return line;
  }

  private static Map<String, Object> acceptance(Acceptance accept) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("check", accept.check());
    accept.other().ifPresent(id -> members.put("with", id));
    members.put("reason", accept.reason());
    return members;
  }

  private static List<String> names(Collection<? extends Enum<?>> constants) {
    return constants.stream().<String>map(Enum::name).toList();
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
    InputReader.read(
        InputFiles.of(examples.isEmpty() ? List.of(EVENTS) : examples, context.in()),
        item -> findings.addAll(findings(item)));
    return findings;
  }

  private static List<Finding> findings(InputItem item) {
    if (!item.unreadable().isEmpty()) {
      throw new FailedException(item.says(item.unreadable().getFirst()));
    }
    return item.delivery().task() == Delivery.Task.RELEASE ? List.of() : item.findings();
  }
}
