package io.quell.cli.probe;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Consent;
import io.quell.cli.command.FailedException;
import io.quell.cli.options.HubConnection;
import io.quell.cli.options.HubTarget;
import io.quell.cli.options.TimeConverter;
import io.quell.cli.report.JsonLines;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.TextOutput;
import io.quell.finding.JsonMembers;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// Finds out how a Security Hub behaves where its documentation does not say.
@Command(
    name = "probe",
    sortOptions = false,
    header = "Finds out how a Security Hub behaves where its documentation does not say.",
    description =
        "%nImports one finding of the account's own product, updates it, watches how it reads back,"
            + " and archives it at the end, also when it fails or is stopped. It needs"
            + " securityhub:DescribeHub, BatchImportFindings, BatchUpdateFindings and GetFindings."
            + "%n",
    exitCodeList = {
      "0:the probe went through; what could not be watched is said",
      "1:something failed: a call was refused, a change did not show in time, you said no",
      "130:it was stopped by Ctrl-C; the finding is archived"
    },
    footer = {
      "  quell probe --aws                       asks before it writes to the account",
      "  quell probe --aws --events events.jsonl",
      "                                          counts events too: docs/probe.md says how they"
          + " come there",
      "  quell probe --endpoint-url http://127.0.0.1:8090",
      "                                          tries it on 'quell hub'"
    })
public final class ProbeCommand implements Callable<Integer> {
  private final CommandContext context;

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  /// Which hub is probed.
  private static final class Target {
    @Option(
        names = "--aws",
        description =
            "Probes AWS, with the credentials and the Region of the environment (AWS_PROFILE,"
                + " AWS_REGION).")
    private boolean aws;

    @Option(
        names = "--endpoint-url",
        paramLabel = "URL",
        converter = HubConnection.AddressConverter.class,
        description =
            "Probes the hub at this address, such as the one of 'quell hub'. On this machine no"
                + " credentials are needed.")
    private @Nullable HubConnection endpoint;
  }

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description =
          "Counts the finding's events in this file, which they are written to meanwhile, an event"
              + " a line.")
  private @Nullable Path events;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = TimeConverter.class,
      description =
          "Gives up when a change does not show in this time, such as 30s or 10m. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration longest = Duration.ZERO;

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = TimeConverter.class,
      description =
          "Takes what it has seen for all there is when nothing more comes in this time. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration settling = Duration.ZERO;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask before it writes to an account.")
  private boolean yes;

  @Option(names = "--json", description = "Prints JSON lines, an answer each.")
  private boolean json;

  /// The command, with all that it has from outside.
  public ProbeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (SecurityHub hub = connect()) {
      ProbeFinding finding = ProbeFinding.in(arn(hub), context.clock());
      requireConsent(finding);
      Optional<EventFile> file =
          Optional.ofNullable(events).map(path -> new EventFile(path, finding.identifier()));
      file.ifPresent(
          EventFile::count); // a file that cannot be read is said before anything is done
      var probe =
          new Probe(
              hub,
              TimeSource.system(),
              finding,
              longest,
              settling,
              file,
              this::progress,
              this::print);
      run(probe);
    }
    return ExitCode.OK;
  }

  private SecurityHub connect() {
    return target.endpoint == null
        ? HubTarget.connectToAws(context)
        : target.endpoint.connect(context.environment());
  }

  private static String arn(SecurityHub hub) {
    try {
      return hub.hubArn();
    } catch (CallRefusedException e) {
      throw new FailedException(
          "the hub does not say whose it is: %s. Is Security Hub CSPM enabled in this Region, and may"
                  .formatted(e.getMessage())
              + " you call securityhub:DescribeHub?");
    }
  }

  private void requireConsent(ProbeFinding finding) {
    boolean isOnThisMachine =
        !target.aws && target.endpoint != null && target.endpoint.isLoopback();
    if (yes || isOnThisMachine) {
      return;
    }
    new Consent(context)
        .require(
            "One finding, %s, will be imported in %s, updated some times and archived"
                .formatted(finding.identifier().id(), finding.place()),
            "add --yes if it shall");
  }

  /// Runs the probe and archives its finding, whatever happens.
  private void run(Probe probe) {
    // Ctrl-C ends the process while the probe still waits: only a hook gets to archive anything.
    var hook = new Thread(() -> archiveAtStop(probe));
    Runtime.getRuntime().addShutdownHook(hook);
    List<String> failures = new ArrayList<>();
    try {
      probe.run();
    } catch (FailedException e) {
      failures.addAll(e.sentences());
    } finally {
      try {
        if (probe.archive()) {
          progress("archived the finding");
        }
      } catch (FailedException e) {
        e.sentences().forEach(this::progress); // now, for something else may have been thrown
        failures.add("its finding is not archived");
      }
      withdraw(hook);
      context.out().flush();
    }
    if (!failures.isEmpty()) {
      throw new FailedException(failures);
    }
  }

  private void archiveAtStop(Probe probe) {
    try {
      if (probe.archive()) {
        progress("stopped: archived the finding");
      }
    } catch (FailedException e) {
      e.sentences().forEach(this::progress);
    }
  }

  private static void withdraw(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException isStopping) {
      return; // the hook runs already, and finds nothing to archive
    }
  }

  private void progress(String what) {
    context.err().println("quell probe: " + what);
    context.err().flush();
  }

  private void print(ProbeAnswer answer) {
    if (json) {
      new JsonLines(context.out())
          .print(
              JsonMembers.line("INFO", "answer")
                  .with("question", answer.question())
                  .with("watched", answer.isWatched())
                  .with("answer", answer.answer())
                  .with("meaning", answer.meaning()));
    } else {
      TextOutput out = context.text();
      out.paragraph(0, Style.BOLD, answer.question());
      out.paragraph(1, answer.isWatched() ? Style.GREEN : Style.YELLOW, answer.answer());
      out.paragraph(1, Style.PLAIN, answer.meaning());
    }
    context.out().flush();
  }
}
