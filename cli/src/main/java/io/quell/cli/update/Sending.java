package io.quell.cli.update;

import io.quell.cli.changes.AuditLog;
import io.quell.cli.changes.AuditLogOptions;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Consent;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.options.HubQuery;
import io.quell.cli.options.HubTarget;
import io.quell.cli.report.JsonLines;
import io.quell.cli.report.Untold;
import io.quell.cli.terminal.Text;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.UnreadableException;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.CallRefusedException;
import io.quell.update.Limits;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where the commands send updates that a person asks for, and how they ask and tell.
final class Sending {
  /// More findings than this are changed in a hub on this machine only where a person has said so:
  /// as many as one call takes.
  static final int MOST_UNASKED = Limits.MOST_FINDINGS_A_CALL;

  private static final String OTHERWISE = "add --yes if they shall, or --observe to see them";

  @ArgGroup private HubTarget target = new HubTarget();

  @Mixin private AuditLogOptions logOptions = new AuditLogOptions();

  @Option(
      names = {"--observe", "--dry-run"},
      description = "Shows what would be sent, and sends nothing.")
  private boolean observe;

  @Option(
      names = {"-y", "--yes"},
      description =
          "Does not ask before it changes findings in AWS or in a hub on another machine, or more"
              + " than "
              + MOST_UNASKED
              + " in one on this machine.")
  private boolean yes;

  @Option(
      names = "--json",
      description =
          "Prints JSON lines: for each finding what was sent and the answer; last a line with the"
              + " message 'summary'.")
  private boolean json;

  @Option(names = "--all", description = "Shows every finding of many, not only the first.")
  private boolean all;

  /// Whether nothing is to be sent.
  boolean isDry() {
    return observe;
  }

  SecurityHub connect(CommandContext context) {
    return target.connect(context);
  }

  /// What the hub is called in a sentence.
  String where(CommandContext context, SecurityHub hub) {
    return target.where(context, hub);
  }

  /// Reads what a filter asks for.
  ///
  /// @throws WrongUseException where the filter makes no sense
  /// @throws FailedException where the findings cannot be read
  static void read(SecurityHub hub, HubQuery filter, Consumer<Finding> taker) {
    try {
      hub.findings(filter.format(), filter.members(), taker);
    } catch (CallRefusedException e) {
      if (e.isCallersFault()) {
        throw new WrongUseException("--filter: " + e.getMessage());
      }
      throw unreadable(e);
    } catch (UnreadableException e) {
      throw unreadable(e);
    }
  }

  /// Reads findings that are named.
  ///
  /// @throws FailedException where they cannot be read
  static void read(
      SecurityHub hub, Collection<? extends FindingIdentifier> named, Consumer<Finding> taker) {
    try {
      hub.findings(named, taker);
    } catch (CallRefusedException | UnreadableException e) {
      throw unreadable(e);
    }
  }

  private static FailedException unreadable(Exception e) {
    return new FailedException("the findings cannot be read: " + e.getMessage());
  }

  /// Whether so many findings are changed only where somebody says yes: any number in AWS or in a
  /// hub on another machine, and many in one that is here to try things.
  boolean asks(long number) {
    return !yes && (target.isReal() ? number > 0 : number > MOST_UNASKED);
  }

  /// Whether nobody is asked, however many there are.
  boolean asksNever() {
    return yes || isDry();
  }

  /// Goes on only if somebody says yes.
  ///
  /// @param where what the hub is called in a sentence
  /// @param isInputRead whether standard input is read for findings, so that nobody can answer
  ///     there
  void requireConsent(
      CommandContext context, UpdateCounts preview, String where, boolean isInputRead) {
    String what =
        "%s would change in %s, by %s"
            .formatted(
                Text.counted(preview.findings(), "finding"),
                where,
                Text.counted(preview.callsNeeded(), "update call"));
    requireSomebodyToAsk(context, what, isInputRead);
    new Consent(context).require(what, OTHERWISE);
  }

  /// @throws WrongUseException where nobody can be asked
  void requireSomebodyToAsk(CommandContext context, String what, boolean isInputRead) {
    if (isInputRead || json || !new Consent(context).isPossible()) {
      throw new WrongUseException(what + ": " + OTHERWISE);
    }
  }

  /// Whether the hub has findings that somebody works with.
  boolean isReal() {
    return target.isReal();
  }

  /// The log of what is sent.
  AuditLog log(CommandContext context) {
    return logOptions.open(context, target.isAws(), "update");
  }

  /// What tells of the updates.
  ///
  /// @param said what is set, in sentences
  UpdateReport report(CommandContext context, List<String> said) {
    return json
        ? new JsonUpdateReport(
            new JsonLines(context.out()), new Untold(context.err(), "quell update"))
        : new TextUpdateReport(context.text(), all, said);
  }

  /// What tells of them where a person has seen just now what they are.
  UpdateReport totals(CommandContext context) {
    return new UpdateReport.TotalsReport(new TextUpdateReport(context.text(), all, List.of()));
  }
}
