package io.quell.cli.run;

import io.quell.cli.changes.AuditLog;
import io.quell.cli.changes.AuditLogOptions;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputFiles;
import io.quell.cli.input.InputItem;
import io.quell.cli.input.InputReader;
import io.quell.cli.options.AtOption;
import io.quell.cli.options.BookOptions;
import io.quell.cli.options.HubConnection;
import io.quell.cli.options.HubTarget;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.run.RunCounts.Count;
import io.quell.cli.terminal.Progress;
import io.quell.lambda.report.Report;
import io.quell.lambda.report.Result;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs the rules on what is in files.
@Command(
    name = "run",
    header = "Runs the rules on events and findings in files.",
    description =
        "%nShows what was decided and what the hub holds afterwards. The updates go to a local"
            + " Security Hub inside the command, which starts with the findings as the files have"
            + " them; or to another hub; or nowhere.%n",
    exitCodeList = {
      "0:all is done",
      "1:something failed: a file or event cannot be read, an update did not go through, a rule"
          + " failed"
    },
    footer = {
      "  quell run events/                       every .json file in a folder and its subfolders",
      "  aws securityhub get-findings | quell run --observe -",
      "                                          what the rules would do to your findings",
      "  quell run --at 2027-07-01 events/       what they will do on that day",
      "  quell run --json events/ | jq .rules    JSON lines: a decision a line, then a summary",
      "  quell run --aws findings.json           applies what is decided to your Security Hub"
    })
public final class RunCommand implements Callable<Integer> {
  /// Enough to fill calls of 100 findings, and few enough to hold in memory.
  private static final int PORTION = 1_000;

  private final CommandContext context;

  @Mixin private RuleOptions ruleOptions = new RuleOptions();

  @Mixin private AtOption at = new AtOption();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "A file with an EventBridge event, a batch of queue messages, findings, or what 'aws"
              + " securityhub get-findings' prints; a folder of such files; or - for standard"
              + " input.")
  private List<String> paths = List.of();

  @Option(
      names = "--json",
      description =
          "Prints JSON lines: for each finding the decision as the function logs it, with 'file'"
              + " and, as 'held', the finding in the hub afterwards; last a line with the message"
              + " 'summary'.")
  private boolean json;

  @Option(
      names = "--all",
      description =
          "Takes findings that are not open too, archived or answered by somebody, which the"
              + " function would never be given; and shows every finding of a long run, not only"
              + " the first.")
  private boolean all;

  @Option(
      names = "--book",
      paramLabel = "NAME",
      description =
          "The book that these rules are, most often the name of a stack: what it has set is given"
              + " back where no rule wants it any more. Without it the rules mark what they change"
              + " as 'adhoc', and give nothing back.")
  private @Nullable String book;

  @Mixin private AuditLogOptions logOptions = new AuditLogOptions();

  @ArgGroup private HubChoice target = new HubChoice();

  /// Where updates go if not to the hub inside.
  private static final class HubChoice {
    @Option(
        names = {"--observe", "--dry-run"},
        description = "Decides only, and sends nothing.")
    private boolean observe;

    @Option(
        names = "--endpoint-url",
        paramLabel = "URL",
        converter = HubConnection.AddressConverter.class,
        description =
            "Sends updates to the hub at this address, such as the one of 'quell hub', which needs"
                + " to have the findings. On this machine no credentials are needed.")
    private @Nullable HubConnection endpoint;

    @Option(
        names = "--aws",
        description =
            "Sends updates to AWS, with the credentials and the Region of the environment"
                + " (AWS_PROFILE, AWS_REGION).")
    private boolean aws;
  }

  /// The command, with all that it has from outside.
  public RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<InputFile> files = InputFiles.of(paths, context.in());
    RuleEngine engine =
        ruleOptions.book(context).engine(settings().lookingAtClosed(all), at.in(context).clock());
    RunReport report =
        json
            ? new JsonRunReport(context.out(), engine.version())
            : new TextRunReport(context.text(), all, changesTitle());
    var runCounts = new RunCounts();
    try (Destination destination = destination(engine);
        AuditLog log = isRemote() ? logOptions.open(context, target.aws, "run") : AuditLog.NONE;
        Progress progress = Progress.over(InputFiles.bytes(files), context.terminal())) {
      var portion = new Portion(destination, log, engine.version(), report, runCounts, progress);
      for (InputFile file : files) {
        runCounts.add(Count.FILES);
        InputReader.read(file, progress, portion::add);
      }
      portion.process();
    }
    report.finish(runCounts);
    context.out().flush();
    return runCounts.hasFailures() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /// In a hub that others use the rules are only the book that they are said to be.
  private BookSettings settings() {
    if (isRemote() && at.isGiven()) {
      throw new WrongUseException(
          "--at sends nothing: leave --aws or --endpoint-url out to see what the rules would do"
              + " then");
    }
    if (target.endpoint == null && !target.aws) {
      if (book != null) {
        throw new WrongUseException(
            "--book goes with --aws or --endpoint-url: without a hub the rules act as the book that"
                + " has marked a finding");
      }
      return BookSettings.trial();
    }
    if (book != null) {
      BookOptions.requireDeployments(book);
    }
    try {
      return book == null ? BookSettings.adHoc() : BookSettings.of(book, Set.of());
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("--book: " + e.getMessage());
    }
  }

  /// Whether updates go to a hub that others use.
  private boolean isRemote() {
    return target.aws || target.endpoint != null;
  }

  /// Whether nothing is sent: what a rule would do on another day is not done today.
  private boolean isObserving() {
    return target.observe || at.isGiven();
  }

  private Destination destination(RuleEngine engine) {
    if (isObserving()) {
      return new Destination.Nowhere(engine);
    }
    if (target.endpoint != null) {
      return new Destination.Remote(engine, target.endpoint.connect(context.environment()));
    }
    return target.aws
        ? new Destination.Remote(engine, HubTarget.connectToAws(context))
        : new Destination.Embedded(engine);
  }

  private String changesTitle() {
    if (isObserving()) {
      return "What would be written on the findings";
    }
    return target.aws || target.endpoint != null
        ? "What was written on the changed findings"
        : "What the hub now holds on the changed findings";
  }

  /// The items that are processed together, so that equal updates share calls.
  private static final class Portion {
    private final Destination destination;
    private final AuditLog log;
    private final String version;
    private final RunReport report;
    private final RunCounts runCounts;
    private final Progress progress;
    private final List<InputItem> items = new ArrayList<>();
    private int findings;

    Portion(
        Destination destination,
        AuditLog log,
        String version,
        RunReport report,
        RunCounts runCounts,
        Progress progress) {
      this.destination = destination;
      this.log = log;
      this.version = version;
      this.report = report;
      this.runCounts = runCounts;
      this.progress = progress;
    }

    void add(InputItem item) {
      items.add(item);
      findings += item.findings().size();
      if (findings >= PORTION) {
        process();
      }
    }

    void process() {
      Destination.ProcessedDeliveries processed =
          destination.process(items.stream().map(InputItem::delivery).toList());
      runCounts.addCalls(processed.calls());
      List<Report.Entry> entries = processed.report().entries();
      for (int at = 0; at < entries.size(); at++) {
        tell(items.get(at), entries.get(at), processed);
      }
      progress.decided(findings);
      items.clear();
      findings = 0;
    }

    private void tell(
        InputItem item, Report.Entry entry, Destination.ProcessedDeliveries processed) {
      item.skipped()
          .ifPresent(
              reason -> {
                runCounts.add(Count.SKIPPED);
                report.skipped(item, reason);
              });
      item.unreadable()
          .forEach(
              reason -> {
                runCounts.add(Count.UNREADABLE);
                report.unreadable(item, reason);
              });
      for (Result result : entry.results()) {
        log.decided(result, version);
        runCounts.decided(result);
        report.decided(
            item,
            result,
            Optional.ofNullable(
                processed.findings().get(result.evaluation().finding().identifier())));
      }
    }
  }
}
