package io.quell.cli.run;

import io.quell.cli.changes.AuditLog;
import io.quell.cli.changes.AuditLogOptions;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Consent;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputFiles;
import io.quell.cli.options.AtOption;
import io.quell.cli.options.BookOptions;
import io.quell.cli.options.HubConnection;
import io.quell.cli.options.HubTarget;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.report.JsonLines;
import io.quell.cli.report.Untold;
import io.quell.cli.run.RunCounts.Count;
import io.quell.cli.terminal.Text;
import io.quell.hub.SecurityHub;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import java.util.List;
import java.util.Objects;
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
      "  quell run --aws findings.json           shows what would change in your Security Hub,"
          + " asks, and does it"
    })
public final class RunCommand implements Callable<Integer> {
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

  @Option(
      names = {"-y", "--yes"},
      description =
          "Does not ask before it changes findings in AWS or in a hub on another machine. The files"
              + " are read once then, not twice.")
  private boolean yes;

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
    BookSettings settings = settings();
    boolean asks = isSent() && isReal() && !yes;
    if (asks) {
      requireSomebodyToAsk();
    }
    List<InputFile> files = InputFiles.of(paths, context.in());
    RuleEngine engine =
        ruleOptions.book(context).engine(settings.lookingAtClosed(all), at.in(context).clock());
    try (SecurityHub hub = isRemote() ? connect() : null) {
      if (asks) {
        RunCounts preview =
            new RunPass(
                    context,
                    new Destination.Remote(engine, Objects.requireNonNull(hub), false),
                    AuditLog.NONE,
                    engine.version(),
                    report(engine, false),
                    false)
                .over(files);
        if (preview.of(Count.OBSERVED) == 0) {
          return exitCode(preview);
        }
        ask(preview, Objects.requireNonNull(hub));
      }
      RunReport report = asks ? new TotalsRunReport(context.text()) : report(engine, isSent());
      try (AuditLog log =
          isRemote() && isSent() ? logOptions.open(context, target.aws, "run") : AuditLog.NONE) {
        return exitCode(
            new RunPass(
                    context, destination(engine, hub), log, engine.version(), report, isRemote())
                .over(files));
      }
    }
  }

  private static int exitCode(RunCounts counts) {
    return counts.hasFailures() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private RunReport report(RuleEngine engine, boolean isSent) {
    return json
        ? new JsonRunReport(
            new JsonLines(context.out()), new Untold(context.err(), "quell run"), engine.version())
        : new TextRunReport(context.text(), all, isSent, engine);
  }

  /// Whether updates are sent, and not only decided: what a rule would do on another day is not
  /// done today.
  private boolean isSent() {
    return !target.observe && !at.isGiven();
  }

  /// Whether the hub has findings that somebody works with: one on this machine is there to try
  /// things.
  private boolean isReal() {
    return target.aws || (target.endpoint != null && !target.endpoint.isLoopback());
  }

  private void requireSomebodyToAsk() {
    if (json) {
      throw new WrongUseException("--json goes with --yes or --observe: it asks no question");
    }
    if (paths.contains(InputFiles.STANDARD_INPUT)) {
      throw new WrongUseException(
          "standard input is read for findings, so that nobody can be asked there: add --yes if the"
              + " findings shall change, or give --observe alone to see what would");
    }
    if (!new Consent(context).isPossible()) {
      throw new WrongUseException(
          "nobody can be asked here: add --yes if the findings shall change, or give --observe"
              + " alone to see what would");
    }
  }

  private void ask(RunCounts preview, SecurityHub hub) {
    new Consent(context)
        .require(
            "%s would change in %s, by %s"
                .formatted(
                    Text.counted(preview.of(Count.OBSERVED), "finding"),
                    target.endpoint == null
                        ? HubTarget.aws(context, hub)
                        : target.endpoint.address().toString(),
                    Text.counted(preview.calls().orElse(0), "update call")),
            "add --yes if they shall");
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

  private SecurityHub connect() {
    return target.endpoint == null
        ? HubTarget.connectToAws(context)
        : target.endpoint.connect(context.environment());
  }

  private Destination destination(RuleEngine engine, @Nullable SecurityHub hub) {
    if (hub != null) {
      return new Destination.Remote(engine, hub, isSent());
    }
    return isSent() ? new Destination.Embedded(engine, json) : new Destination.Nowhere(engine);
  }
}
