package io.quell.cli.update;

import io.quell.book.Book;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.options.BookOptions;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.publish.LeverSettings;
import io.quell.cli.sweep.BookDecider;
import io.quell.cli.sweep.Decider;
import io.quell.cli.sweep.FindingSource;
import io.quell.cli.sweep.FindingSource.Query;
import io.quell.cli.sweep.MarkedFindings;
import io.quell.cli.sweep.SweepOptions;
import io.quell.cli.terminal.Progress;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.hub.SecurityHub;
import io.quell.rule.RuleHistory;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `quell release`: gives findings back to people by hand. A person's release keeps the rules away,
/// as the custom action does; what a rule or a book has set is given back without that.
@Command(
    name = "release",
    sortOptions = false,
    customSynopsis = {
      "@|bold quell release|@ FINDINGS [OPTIONS]",
      "       @|bold quell release|@ --rule ID --book NAME [--stack NAME] [FINDINGS] [OPTIONS]",
      "       @|bold quell release|@ --all --book NAME [FINDINGS] [OPTIONS]"
    },
    header = "Takes back what Quell has set on findings: on some, of a rule, or of a whole book.",
    description = {
      "%nFINDINGS alone does what the custom action 'Quell: release' does, whichever book has"
          + " marked them: it takes back what Quell has set and keeps the rules away, until --undo."
          + " With --rule or --all it only gives back: no rule is kept away.",
      "%nThe findings are read from the hub first: a file only says which findings are meant.%n"
    },
    exitCodeList = {
      "0:all findings are released, or were already, or would be; also where --at-most has stopped"
          + " it",
      "1:something failed: an update did not go through, a finding cannot be read, you said no"
    },
    footer = {
      "  quell release --id ID --product-arn ARN",
      "  quell release --metadata-uid UID --undo    lets the rules apply again",
      "  quell release --rule s3-9-log-buckets --book prod",
      "                                             gives back what a rule has set that is"
          + " suspended, removed or expired",
      "  quell release --all --book prod --observe  all that a book has set, before its stack is"
          + " deleted"
    })
public final class ReleaseCommand implements Callable<Integer> {
  private final CommandContext context;

  @ArgGroup(validate = false, heading = "%nFindings:%n")
  private FindingOptions findings = new FindingOptions();

  @Option(
      names = "--undo",
      description =
          "Lets the rules apply again: undoes a release, and all that rules do not set again"
              + " because somebody else has changed it.")
  private boolean undo;

  @Option(
      names = "--rule",
      paramLabel = "ID",
      description =
          "Gives back what this rule has set, on FINDINGS or on all findings whose marks name it."
              + " May be repeated. Where another rule still wants a value, that one is set. The"
              + " rule has to be suspended, removed or expired in the book.")
  private List<String> rules = List.of();

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "With --rule: what the levers of this stack suspend counts as suspended (quell levers"
              + " --suspend ID).")
  private @Nullable String stack;

  @Option(
      names = "--all",
      description =
          "Gives back all that the book has set, whatever its rules want. Set the stack to observe"
              + " before, or it suppresses again.")
  private boolean all;

  @Mixin private BookOptions bookOptions = new BookOptions();

  @Mixin private RuleOptions ruleOptions = new RuleOptions();

  @Mixin private SweepOptions sweep = new SweepOptions();

  /// The command, with all that it has from outside.
  public ReleaseCommand(CommandContext context) {
    this.context = context;
  }

  /// What is done, and on which findings.
  ///
  /// @param marked what the hub is asked for where no findings are given
  /// @param order the ids of the rules in the order in which they are told
  /// @param mostUnasked so many findings are changed without a question
  /// @param books the books whose marks are meant; empty where those of any are
  private record Task(
      Decider decider,
      List<Query> marked,
      List<String> order,
      String version,
      int mostUnasked,
      Optional<SortedSet<String>> books) {}

  @Override
  public Integer call() {
    Task task = task();
    if (task.marked().isEmpty()) {
      findings.requireAny();
    }
    sweep.check(context, task.mostUnasked() == 0, findings.readsStandardInput());
    FindingSource source = source(task);
    task.books()
        .ifPresent(
            books ->
                context
                    .err()
                    .println(
                        "quell release: takes what the marks of %s hold; --former-book names others"
                            .formatted(String.join(" and ", books))));
    var watch = new BookWatch(task.decider(), task.books().orElseGet(TreeSet::new));
    try (SecurityHub hub = sweep.connect(context)) {
      int exitCode =
          sweep.run(
              context,
              "release",
              hub,
              source,
              watch,
              task.order(),
              task.version(),
              task.mostUnasked(),
              findings.readsStandardInput());
      if (all && !findings.areGiven()) {
        watch.missing(hub).ifPresent(said -> context.err().println("quell release: " + said));
      }
      return exitCode;
    }
  }

  private Task task() {
    if (stack != null && rules.isEmpty()) {
      throw new WrongUseException(
          "--stack goes with --rule: its levers say which rules are stopped");
    }
    if (all && !rules.isEmpty()) {
      throw new WrongUseException(
          "--all and --rule: all that the book has set, or what a rule has?");
    }
    if (all || !rules.isEmpty()) {
      if (undo) {
        throw new WrongUseException(
            "--undo undoes a person's release; --rule and --all are none: a rule that is in force"
                + " again sets its values again");
      }
      return all ? ofBook() : ofRules();
    }
    if (bookOptions.name().isPresent()) {
      throw new WrongUseException("--book goes with --rule or --all: a person releases any book's");
    }
    sweep.formats(true);
    var engine = new RuleEngine(List.of(), context.clock());
    return new Task(
        undo ? Releasing.undone(engine) : Releasing.byPerson(engine),
        List.of(),
        List.of(),
        engine.version(),
        sweep.mostUnasked(Sending.MOST_UNASKED),
        Optional.empty());
  }

  private Task ofRules() {
    Book book = ruleOptions.book(context);
    BookSettings settings = bookOptions.settings();
    Set<String> pulled = stack == null ? Set.of() : LeverSettings.of(stack, context).suspended();
    EndedRules ended =
        EndedRules.of(
            rules, book, pulled, LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC));
    RuleEngine engine = book.engine(settings, context.clock()).suspending(pulled);
    var decider = new BookDecider(book, engine, ended.ids());
    return new Task(
        decider,
        MarkedFindings.ofRules(formats(), books(settings), ended.idsInMarks()),
        decider.order(),
        engine.version(),
        0,
        Optional.of(books(settings)));
  }

  private Task ofBook() {
    BookSettings settings = bookOptions.settingsOfAnyMarks();
    var engine = new RuleEngine(List.of(), RuleHistory.NONE, "unnamed", settings, context.clock());
    return new Task(
        Releasing.ofBook(engine, books(settings)),
        MarkedFindings.ofBooks(formats(), books(settings)),
        List.of(),
        engine.version(),
        0,
        Optional.of(books(settings)));
  }

  private List<Format> formats() {
    return sweep.formats(findings.areGiven());
  }

  private static SortedSet<String> books(BookSettings settings) {
    SortedSet<String> names = new TreeSet<>(settings.formerBooks());
    names.add(settings.name());
    return names;
  }

  private FindingSource source(Task task) {
    Set<FindingIdentifier> named = new LinkedHashSet<>();
    var unreadable = new ArrayList<String>();
    findings.named().forEach(target -> named.add(target.identifier()));
    List<InputFile> files = findings.files(context.in());
    List<Query> queries =
        findings.filter(context.in()).<Query>map(Query.Given::new).stream().toList();
    var taker =
        new TargetReader.TargetTaker() {
          @Override
          public void target(RequestedFinding finding) {
            named.add(finding.identifier());
          }

          @Override
          public void unreadable(String where, String reason) {
            unreadable.add("%s: %s".formatted(where, reason));
          }

          @Override
          public void skipped(String where, String reason) {
            context.err().println("quell release: %s: %s".formatted(where, reason));
          }
        };
    files.forEach(file -> TargetReader.read(file, Progress.none(), taker));
    return new FindingSource(
        List.copyOf(named),
        named.isEmpty() && queries.isEmpty() && files.isEmpty() ? task.marked() : queries,
        unreadable);
  }
}
