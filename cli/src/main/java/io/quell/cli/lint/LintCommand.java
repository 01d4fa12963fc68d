package io.quell.cli.lint;

import io.quell.book.Book;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.ExitCodes;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputFiles;
import io.quell.cli.input.InputReader;
import io.quell.cli.options.AtOption;
import io.quell.cli.options.OutputFormat;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.report.JsonLines;
import io.quell.cli.terminal.Text;
import io.quell.lint.Lint;
import io.quell.lint.book.Corpus;
import io.quell.lint.book.FormerRules;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.Level;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks the rule book as a whole.
@Command(
    name = "lint",
    header = "Says what is wrong with the rules, before any finding meets them.",
    description =
        "%nFinds criteria that can never hold, rules that others hide or contradict, suppression of"
            + " CRITICAL findings by accident, cards that expire, and more; docs/lint.md has them"
            + " all. Where it can, it shows a finding on which the problem is to be seen.%n",
    exitCodeList = {
      "0:nothing is wrong, or nothing so bad as --fail-on says",
      "1:something is, or a file cannot be read"
    },
    footer = {
      "  quell lint                              the rules that Quell is built with",
      "  quell lint rules.yaml                   the rules of a file alone",
      "  quell lint --corpus findings.json       and whether they match findings of yours",
      "  quell lint --against v1.4               and whether it says what became of rules that"
          + " v1.4 had",
      "  quell lint --format sarif > lint.sarif  for code scanning"
    })
public final class LintCommand implements Callable<Integer> {
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]+)?) ?%?");

  /// From which level on the command fails.
  private enum FailOn {
    ERROR,
    WARNING,
    NOTE,
    NEVER;

    boolean isReachedBy(Level level) {
      return switch (this) {
        case ERROR -> level == Level.ERROR;
        case WARNING -> level != Level.NOTE;
        case NOTE -> true;
        case NEVER -> false;
      };
    }
  }

  private final CommandContext context;

  @Mixin private RuleOptions ruleOptions = new RuleOptions();

  @Mixin private AtOption at = new AtOption();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "A file of rules, which is checked alone: the same as --rules FILE. Default: the rules"
              + " that Quell is built with.")
  private List<Path> ruleFiles = List.of();

  @Option(
      names = "--corpus",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Asks the rules about the findings in these files or folders, or - for standard input:"
              + " the same that 'quell run' takes.")
  private List<String> corpus = List.of();

  @Option(
      names = "--against",
      paramLabel = "FILE|REVISION",
      description =
          "Asks for a line under 'removed' or 'moved' for each rule that this other book has and"
              + " that is gone: a file of rules, the page that 'quell rules --markdown' prints, or"
              + " a revision of the git repository that the command runs in, which has that page in"
              + " docs/rules.md. With --rules FILE, that file as it is in the revision.")
  private @Nullable String against;

  @Option(
      names = "--most-share",
      paramLabel = "PERCENT",
      description = "How much of the corpus a rule may match; 20%% where it is not given.")
  private @Nullable String mostShare;

  @Option(
      names = "--soon",
      paramLabel = "DAYS",
      description = "In how many days the end of a rule is near; 30 where it is not given.")
  private int soon = LintOptions.SOON_DAYS;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "How the result is written: text, json (JSON lines, a problem a line, then a summary),"
              + " sarif (SARIF 2.1.0) or github (annotations of a workflow of GitHub).")
  private OutputFormat format = OutputFormat.TEXT;

  @Option(names = "--json", description = "Short for --format json.")
  private boolean json;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      description =
          "From which level on the exit code is 1: error (where it is not given), warning, note or"
              + " never.")
  private FailOn failOn = FailOn.ERROR;

  /// The command, with all that it has from outside.
  public LintCommand(CommandContext context) {
    this.context = context;
  }

  /// The rules that are checked, and where they are.
  ///
  /// @param moved the former ids of rules, also of those that a file alone does not have
  private record Checked(Book book, Set<String> moved, LintLocations locations) {}

  @Override
  public Integer call() {
    ruleOptions.takePositional(ruleFiles);
    Instant now = at.in(context).clock().instant();
    LintOptions options = options(now);
    List<InputFile> files = InputFiles.of(corpus, context.in());
    LintReport report =
        switch (json ? OutputFormat.JSON : format) {
          case TEXT -> new TextLintReport(context.text());
          case JSON -> new JsonLintReport(new JsonLines(context.out()));
          case SARIF ->
              new SarifReport(
                  context.out(), HelpAddress.of(context.folder(), context.environment()));
          case GITHUB -> new GithubLintReport(context.out());
        };
    List<LintFinding> found;
    boolean isReadable = true;
    boolean areWrong = false;
    int rules = 0;
    try {
      Checked checked = checked();
      rules = checked.book().rules().size();
      Optional<FormerRules> former =
          Optional.ofNullable(against)
              .map(name -> new FormerBook(name).rules(ruleOptions, context))
              .map(before -> before.without(checked.moved()));
      Optional<Corpus> asked =
          files.isEmpty() ? Optional.empty() : Optional.of(new Corpus(checked.book().rules(), now));
      isReadable = asked.isEmpty() || read(files, asked.get());
      found =
          Lint.problems(checked.book(), options, asked, former).stream()
              .map(problem -> LintFinding.of(problem, checked.locations()))
              .toList();
    } catch (RuleFileException e) {
      found = e.problems().stream().map(LintFinding::of).toList();
      areWrong = true;
    }
    report.tell(found, rules);
    context.out().flush();
    if (areWrong) {
      return ExitCodes.WRONG_USE;
    }
    return !isReadable || found.stream().anyMatch(finding -> failOn.isReachedBy(finding.level()))
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }

  private LintOptions options(Instant now) {
    if (soon < 0) {
      throw new WrongUseException(
          "--soon: the end of a rule is near in 0 days or more, not in " + soon);
    }
    if (mostShare != null && corpus.isEmpty()) {
      throw new WrongUseException("--most-share is about a corpus: give --corpus too");
    }
    return new LintOptions(
        now, soon, mostShare == null ? LintOptions.MOST_SHARE : share(mostShare));
  }

  private static double share(String text) {
    var percent = PERCENT.matcher(text);
    double share = percent.matches() ? Double.parseDouble(percent.group(1)) / 100 : -1;
    if (share < 0 || share > 1) {
      throw new WrongUseException(
          "--most-share: '%s' is no percentage from 0 to 100, such as 20%%".formatted(text));
    }
    return share;
  }

  private Checked checked() throws RuleFileException {
    Optional<RuleFile> file = ruleOptions.file();
    if (file.isEmpty()) {
      Book book = context.rules().book();
      return new Checked(
          book,
          book.history().moved().keySet(),
          LintLocations.packaged(context.folder(), context.sources()));
    }
    return new Checked(
        ruleOptions.book(context, file.get()),
        file.get().history().moved().keySet(),
        new LintLocations(
            context.folder(), context.sources(), ruleOptions.name(), file.get().places()));
  }

  /// Reads the corpus; whether all of it could be read.
  private boolean read(List<InputFile> files, Corpus into) {
    List<String> unreadable = new ArrayList<>();
    InputReader.read(
        files,
        item -> {
          item.findings().forEach(into::add);
          item.unreadable()
              .forEach(reason -> unreadable.add(item.says("unreadable: " + Text.plain(reason))));
        });
    unreadable.forEach(context.err()::println);
    if (into.size() == 0 && unreadable.isEmpty()) {
      throw new WrongUseException(
          "there is no finding in the corpus, so nothing can be said of it");
    }
    return unreadable.isEmpty();
  }
}
