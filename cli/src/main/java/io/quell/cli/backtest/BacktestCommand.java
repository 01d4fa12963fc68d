package io.quell.cli.backtest;

import io.quell.book.Book;
import io.quell.cli.backtest.against.OtherBook;
import io.quell.cli.backtest.effect.TriedBook;
import io.quell.cli.backtest.report.BacktestReport;
import io.quell.cli.backtest.report.JsonBacktestReport;
import io.quell.cli.backtest.report.MarkdownBacktestReport;
import io.quell.cli.backtest.report.TextBacktestReport;
import io.quell.cli.backtest.tally.Tally;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.options.AtOption;
import io.quell.cli.options.BookOptions;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.report.JsonLines;
import io.quell.run.BookSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what the rules would change on findings that exist.
@Command(
    name = "backtest",
    header = "Shows what the rules would change on findings that exist, and changes nothing.",
    description =
        "%nReads findings from files, a folder or a hub, any number of them, and counts what the"
            + " rules would do, by rule, control, account and severity; with --against also in what"
            + " another rule book differs. What a rule has done already counts as in force.%n",
    exitCodeList = {
      "0:all findings were read and decided on",
      "1:something failed: a file or a hub cannot be read, a rule failed, the other book cannot be"
          + " compiled",
      "130:interrupted; what was counted until then is shown"
    },
    footer = {
      "  quell backtest findings.json            what the rules would change, by rule and more",
      "  quell backtest --aws                    the same for your Security Hub: it only reads",
      "  quell backtest --against main findings.json",
      "                                          and what differs from the rules of a git revision",
      "  quell backtest --against main --markdown findings.json > comment.md",
      "                                          for a pull request",
      "  quell backtest --html report.html --aws one page, to look at and to search"
    })
public final class BacktestCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private RuleOptions ruleOptions = new RuleOptions();
  @Mixin private AtOption at = new AtOption();
  @Mixin private SourceOptions sourceOptions = new SourceOptions();
  @ArgGroup private OutputChoice output = new OutputChoice();

  @Option(
      names = "--against",
      paramLabel = "REVISION|FILE",
      description =
          "Compares with another book: a revision of the git repository that the command runs in,"
              + " rule classes included, or a file of rules. With --rules FILE, that file as it is"
              + " in the revision.")
  private @Nullable String against;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes the result as one HTML page too, which needs no network.")
  private @Nullable Path html;

  @Option(
      names = "--all",
      description =
          "Takes findings that are not open too, archived or answered by somebody, which the"
              + " function would never be given; and leaves no row out.")
  private boolean all;

  @Option(
      names = "--book",
      paramLabel = "NAME",
      description =
          "The book that these rules are, most often the name of a stack: what other books have set"
              + " is theirs. Without it the rules act as the book that has marked a finding.")
  private @Nullable String book;

  /// How the result is written to standard output.
  private static final class OutputChoice {
    @Option(
        names = "--json",
        description =
            "Prints JSON lines: one a rule, control, account, severity, difference and sampled"
                + " finding; last a line with the message 'summary'.")
    private boolean json;

    @Option(
        names = "--markdown",
        description = "Prints Markdown for a comment on a pull request, which it fits.")
    private boolean markdown;
  }

  /// The command, with all that it has from outside.
  public BacktestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    requireWritable();
    BookSettings settings = settings().lookingAtClosed(all);
    TriedBook tried = tried(ruleOptions.book(context), settings);
    Optional<TriedBook> other =
        Optional.ofNullable(against)
            .map(name -> tried(new OtherBook(name).book(ruleOptions, context), settings));
    try (BacktestSource source = sourceOptions.source(context, all)) {
      return new Backtest(
              source,
              new Tally(tried, other),
              Optional.ofNullable(against),
              at.in(context).clock().instant(),
              report(),
              Optional.ofNullable(html),
              context.err())
          .run(context.out());
    }
  }

  /// A long run must not end with a page that has no place.
  private void requireWritable() {
    if (html == null) {
      return;
    }
    Path folder = html.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(html)) {
      throw new WrongUseException(
          "--html: '%s' is no file that can be written: its folder has to be there"
              .formatted(html));
    }
  }

  private BookSettings settings() {
    if (book != null) {
      BookOptions.requireDeployments(book);
    }
    try {
      return book == null ? BookSettings.trial() : BookSettings.of(book, Set.of());
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("--book: " + e.getMessage());
    }
  }

  private TriedBook tried(Book rules, BookSettings settings) {
    try {
      return new TriedBook(rules, settings, at.in(context).clock());
    } catch (IllegalArgumentException e) {
      throw new FailedException("the rules of %s: %s".formatted(rules.version(), e.getMessage()));
    }
  }

  private BacktestReport report() {
    if (output.json) {
      return new JsonBacktestReport(new JsonLines(context.out()));
    }
    return output.markdown
        ? new MarkdownBacktestReport(context.out())
        : new TextBacktestReport(context.text(), all);
  }
}
