package io.quell.cli.update;

import io.quell.cli.changes.AuditLog;
import io.quell.cli.changes.AuditLogOptions;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Consent;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.options.HubQuery;
import io.quell.cli.options.HubTarget;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.UnreadableException;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.hub.call.CallRefusedException;
import io.quell.update.Limits;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where the commands send updates that a person asks for, and how they ask and tell.
final class Sending {
  /// More findings than this are changed only where a person has said so: as many as one call
  /// takes.
  static final int MOST_UNASKED = Limits.MOST_FINDINGS_A_CALL;

  @ArgGroup private HubTarget target = new HubTarget();

  @Mixin private AuditLogOptions logOptions = new AuditLogOptions();

  @Option(
      names = {"--observe", "--dry-run"},
      description = "Shows what would be sent, and sends nothing.")
  private boolean observe;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask before it changes more than " + MOST_UNASKED + " findings.")
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

  /// Goes on with many findings only if somebody says yes.
  ///
  /// @param isInputRead whether standard input is read for findings, so that nobody can answer
  ///     there
  void requireConsent(CommandContext context, int number, String where, boolean isInputRead) {
    if (yes || number <= MOST_UNASKED) {
      return;
    }
    String what = "%,d findings would change in %s".formatted(number, where);
    String otherwise = "add --yes if they shall, or --observe to see them";
    if (isInputRead) {
      throw new WrongUseException(what + ": " + otherwise);
    }
    new Consent(context).require(what, otherwise);
  }

  /// Sends updates, and logs what became of them.
  ///
  /// @return the answers
  Map<FindingIdentifier, UpdateResult> send(
      CommandContext context,
      SecurityHub hub,
      RequestedFindings targets,
      Collection<FindingUpdate> updates) {
    try (AuditLog log = logOptions.open(context, target.isAws(), "update")) {
      Map<FindingIdentifier, UpdateResult> answers = hub.apply(updates);
      for (FindingUpdate update : updates) {
        UpdateResult answer = answers.get(update.identifier());
        if (answer != null) {
          log.add(targets.get(update.identifier()).logLine(update.update(), answer));
        }
      }
      return answers;
    }
  }

  /// Tells what was sent, or would be.
  ///
  /// @param said what was done, in sentences
  /// @param answers what became of the updates; none where nothing was sent
  /// @return the exit code
  int report(
      CommandContext context,
      List<String> said,
      RequestedFindings targets,
      List<FindingUpdate> updates,
      String where,
      Map<FindingIdentifier, UpdateResult> answers) {
    UpdateReport report =
        json
            ? new JsonUpdateReport(context.out())
            : new TextUpdateReport(context.text(), all, said, where);
    report.print(
        updates.stream()
            .map(
                update ->
                    new UpdateReport.Row(
                        targets.get(update.identifier()),
                        update.update(),
                        Optional.ofNullable(answers.get(update.identifier()))))
            .toList(),
        targets);
    context.out().flush();
    boolean failed =
        !targets.unreadable().isEmpty()
            || answers.values().stream()
                .anyMatch(answer -> answer instanceof UpdateResult.Unprocessed);
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
