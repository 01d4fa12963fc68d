package io.quell.cli.sweep;

import io.quell.cli.changes.AuditLog;
import io.quell.cli.changes.AuditLogOptions;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Consent;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.options.HubTarget;
import io.quell.cli.report.JsonLines;
import io.quell.cli.terminal.FindingProgress;
import io.quell.cli.terminal.Text;
import io.quell.finding.Format;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.Pace;
import io.quell.update.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a pass over findings is previewed, asked about, limited and told: the same in each command
/// that makes one.
public final class SweepOptions {
  @ArgGroup private HubTarget target = new HubTarget();

  @Mixin private AuditLogOptions logOptions = new AuditLogOptions();

  @Option(
      names = {"--observe", "--dry-run"},
      description = "Shows what would be sent, and sends nothing.")
  private boolean observe;

  @Option(
      names = {"-y", "--yes"},
      description =
          "Does not ask. It then reads the findings once, not twice, and shows the numbers at the"
              + " end.")
  private boolean yes;

  @Option(
      names = "--at-most",
      paramLabel = "N",
      description =
          "Stops when N findings are changed. The next run goes on with the others. Default: all.")
  private long atMost = Long.MAX_VALUE;

  @Option(
      names = "--only",
      paramLabel = "FORMAT",
      description = "Looks only at findings of one format: asff or ocsf. Default: both.")
  private @Nullable Format only;

  @Option(
      names = "--reads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many reads a second it makes, of the "
              + Limits.READS_A_SECOND
              + " that AWS takes from an account in a Region. Default: 1.")
  private int reads;

  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How many update calls a second, of the "
              + Limits.CALLS_A_SECOND
              + " that AWS takes. Default: 2.")
  private int updates;

  @Option(
      names = "--json",
      description =
          "Prints JSON lines: a line for each finding as the function logs it, for each rule and"
              + " for each reason; last a line with the message 'summary'. Needs --yes or"
              + " --observe.")
  private boolean json;

  /// Checks what can be checked before anything is read.
  ///
  /// @param always whether it asks however few findings would change
  /// @param isInputRead whether standard input is read for findings, so that nobody can answer
  ///     there
  /// @throws WrongUseException where the options make no sense, or nobody could answer the question
  public void check(CommandContext context, boolean always, boolean isInputRead) {
    if (atMost < 1) {
      throw new WrongUseException("--at-most: at least 1, not " + atMost);
    }
    if (yes && observe) {
      throw new WrongUseException(
          "--observe sends nothing, so that there is nothing to say --yes to");
    }
    pace();
    if (yes || observe) {
      return;
    }
    if (json) {
      throw new WrongUseException("--json goes with --yes or --observe: it asks no question");
    }
    if (always && (isInputRead || !new Consent(context).isPossible())) {
      throw new WrongUseException(
          "nobody can be asked here: add --yes if the findings shall change, or --observe to see"
              + " what would");
    }
  }

  /// How many findings are changed without a question: none in AWS or in a hub on another machine.
  ///
  /// @param here how many in a hub on this machine, which is there to try things
  public int mostUnasked(int here) {
    return target.isReal() ? 0 : here;
  }

  /// Whether nothing is sent.
  public boolean isObserving() {
    return observe;
  }

  /// The formats whose findings are looked at.
  ///
  /// @param isGiven whether findings are given, which have a format
  /// @throws WrongUseException where both say which
  public List<Format> formats(boolean isGiven) {
    if (only != null && isGiven) {
      throw new WrongUseException("--only: the findings that are given are of one format already");
    }
    return only == null ? List.of(Format.values()) : List.of(only);
  }

  private Pace pace() {
    try {
      return new Pace(reads, updates);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("--reads and --updates: " + e.getMessage());
    }
  }

  /// A client for the hub, which calls it at the pace that the options say.
  public SecurityHub connect(CommandContext context) {
    return target.connect(context).at(pace());
  }

  /// Makes the pass: shows what would change, asks, and sends.
  ///
  /// Between the question and the sending the findings are read again: nothing has to be held, and
  /// what a person has changed meanwhile is seen.
  ///
  /// @param command what the command is called
  /// @param hub what [#connect] gave
  /// @param order the ids of the rules in the order in which they are told
  /// @param version the version of the rules that decide
  /// @param mostUnasked so many findings are changed without a question
  /// @param isInputRead as in [#check]
  /// @return the exit code
  /// @throws FailedException where the findings cannot be read to their end; the numbers until then
  ///     are told before
  public int run(
      CommandContext context,
      String command,
      SecurityHub hub,
      FindingSource source,
      Decider decider,
      List<String> order,
      String version,
      int mostUnasked,
      boolean isInputRead) {
    String where = target.where(context, hub);
    long total = -1;
    boolean isShown = false;
    if (!yes) {
      SweepReport report = report(context, where, version, decider);
      SweepCounts preview =
          pass(context, hub, source, decider, report, order, new Pass(false, total));
      boolean isAsked = preview.changedFindings() > mostUnasked;
      boolean isBrokenOff = preview.breakOff().isPresent();
      if (observe || isAsked || isBrokenOff || preview.changedFindings() == 0) {
        report.finish(preview, false);
        context.out().flush();
      }
      preview.breakOff().ifPresent(SweepOptions::fail);
      if (observe || preview.changedFindings() == 0) {
        return exitCode(preview);
      }
      if (isAsked) {
        ask(context, preview, where, isInputRead);
        isShown = true;
      }
      total = preview.findings();
    }
    SweepReport report =
        isShown ? totals(context, where) : report(context, where, version, decider);
    SweepCounts sent;
    try (AuditLog log = logOptions.open(context, target.isAws(), command)) {
      var logged = new LoggedSweepReport(report, log, version);
      sent = pass(context, hub, source, decider, logged, order, new Pass(true, total));
    }
    report.finish(sent, true);
    context.out().flush();
    sent.breakOff().ifPresent(SweepOptions::fail);
    return exitCode(sent);
  }

  private static void fail(FailedException failure) {
    throw failure;
  }

  /// @param total how many findings there are, or -1
  private record Pass(boolean sends, long total) {}

  private SweepCounts pass(
      CommandContext context,
      SecurityHub hub,
      FindingSource source,
      Decider decider,
      SweepReport report,
      List<String> order,
      Pass pass) {
    try (var progress =
        new FindingProgress(
            context.terminal(), pass.total(), pass.sends() ? "changed" : "would change")) {
      var sweep = new Sweep(hub, source, decider, report, progress, order, context.err());
      return pass.sends() ? sweep.send(atMost) : sweep.observe();
    }
  }

  private void ask(CommandContext context, SweepCounts preview, String where, boolean isInputRead) {
    long all = preview.changedFindings();
    String what =
        atMost < all
            ? "%,d of %,d findings would change in %s, as --at-most says"
                .formatted(atMost, all, where)
            : "%s would change in %s".formatted(Text.counted(all, "finding"), where);
    String otherwise = "add --yes if they shall, or --observe to see them";
    if (isInputRead) {
      throw new WrongUseException(what + ": " + otherwise);
    }
    new Consent(context).require(what, otherwise);
  }

  private SweepReport report(
      CommandContext context, String where, String version, Decider decider) {
    SweepReport report =
        json
            ? new JsonSweepReport(new JsonLines(context.out()), version)
            : new TextSweepReport(
                context.text(), where, TextSweepReport.Detail.ALL, decider.asksAllRules());
    return observe ? new ReadSweepReport(report, context) : report;
  }

  /// What is told where a person has seen the preview just now.
  private static SweepReport totals(CommandContext context, String where) {
    return new TextSweepReport(context.text(), where, TextSweepReport.Detail.TOTALS, false);
  }

  private static int exitCode(SweepCounts counts) {
    return counts.hasFailed() ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
