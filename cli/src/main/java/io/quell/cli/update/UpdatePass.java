package io.quell.cli.update;

import io.quell.cli.changes.AuditLog;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Interruption;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputFiles;
import io.quell.cli.input.SeenFindings;
import io.quell.cli.terminal.Progress;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One pass over the findings that a person wants to change. It holds a portion of them, and of the
/// others a checksum, so that each is changed once however often it is named.
///
/// Where a person stops it, it says what has gone through. Its lock is held by whoever tells, so
/// that an interruption finds whole lines, and nothing comes after it.
final class UpdatePass implements TargetReader.TargetTaker {
  /// Enough to fill calls of 100 findings, and few enough to hold in memory.
  private static final int PORTION = 2_000;

  /// What is done.
  enum Way {
    /// Only what is wrong with the updates is found out.
    CHECK,
    /// What would be sent is told, as long as somebody reads it.
    SHOW,
    /// What would be sent is told before somebody is asked.
    PREVIEW,
    /// It is sent.
    SEND
  }

  private final CommandContext context;
  private final RequestedUpdate requested;
  private final Way way;
  private final Supplier<SecurityHub> hub;
  private final AuditLog log;
  private final UpdateReport report;
  private final UpdateCounts counts = new UpdateCounts();
  private final SeenFindings seen = new SeenFindings();
  private final Map<FindingIdentifier, RequestedFinding> portion = new LinkedHashMap<>();
  private Progress shown = Progress.none();
  private boolean isOver;

  /// @param hub the hub, which is connected to where it is needed
  /// @param log takes each answer once it is known
  UpdatePass(
      CommandContext context,
      RequestedUpdate requested,
      Way way,
      Supplier<SecurityHub> hub,
      AuditLog log,
      UpdateReport report) {
    this.context = context;
    this.requested = requested;
    this.way = way;
    this.hub = hub;
    this.log = log;
    this.report = report;
  }

  /// Goes through the findings.
  ///
  /// @param named those that are named by options
  /// @param files what names the others
  /// @throws io.quell.cli.command.WrongUseException where a finding cannot be updated like that
  /// @throws io.quell.cli.command.FailedException where a hub breaks off
  UpdateCounts over(List<RequestedFinding> named, List<InputFile> files) {
    try (var _ = Interruption.then(this::interrupted);
        Progress progress = Progress.over(InputFiles.bytes(files), context.terminal())) {
      shown = progress;
      named.forEach(this::target);
      for (InputFile file : files) {
        TargetReader.read(file, progress, this);
      }
      process();
    }
    synchronized (this) {
      isOver = true;
    }
    return counts;
  }

  @Override
  public void target(RequestedFinding finding) {
    boolean isNew = seen.add(finding.identifier());
    if (isNew) {
      counts.named();
    }
    boolean isToBeTaken =
        isNew || (finding.isKnown() && (adds() || portion.containsKey(finding.identifier())));
    if (isToBeTaken) {
      portion.put(finding.identifier(), finding); // what was read last counts
    }
    if (portion.size() >= PORTION) {
      process();
    }
  }

  private boolean adds() {
    return requested.isAddedToWhatIsThere();
  }

  @Override
  public synchronized void unreadable(String where, String reason) {
    if (!isOver) {
      counts.unreadable();
      report.unreadable(where, reason);
    }
  }

  @Override
  public synchronized void skipped(String where, String reason) {
    if (!isOver) {
      counts.skipped();
      report.skipped(where, reason);
    }
  }

  private void process() {
    if (way != Way.CHECK && adds()) {
      readUnread();
    }
    List<FindingUpdate> updates = portion.values().stream().map(requested::on).toList();
    if (way == Way.SEND && !updates.isEmpty()) {
      hub.get().telling(this::answered).apply(updates);
    } else {
      synchronized (this) {
        counts.calls(SecurityHub.calls(updates));
        updates.forEach(update -> tell(update, Optional.empty()));
      }
    }
    synchronized (this) {
      shown.decided(portion.size());
      portion.clear();
    }
    if (way == Way.SHOW) {
      context.requireReader();
    }
  }

  private synchronized void answered(FindingUpdate update, UpdateResult answer) {
    log.add(target(update).logLine(update.update(), answer));
    tell(update, Optional.of(answer));
  }

  private void tell(FindingUpdate update, Optional<UpdateResult> answer) {
    if (!isOver) {
      var row = new UpdateReport.Row(target(update), update.update(), answer);
      counts.row(row);
      report.row(row);
    }
  }

  private RequestedFinding target(FindingUpdate update) {
    return Optional.ofNullable(portion.get(update.identifier())).orElseThrow();
  }

  /// Without what a finding has already, nothing can be added to it.
  private void readUnread() {
    List<FindingIdentifier.Asff> unread =
        portion.values().stream()
            .filter(target -> !target.isKnown())
            .map(RequestedFinding::identifier)
            .filter(FindingIdentifier.Asff.class::isInstance)
            .map(FindingIdentifier.Asff.class::cast)
            .toList();
    if (unread.isEmpty()) {
      return;
    }
    Sending.read(hub.get(), unread, this::read);
    for (FindingIdentifier.Asff identifier : unread) {
      RequestedFinding target = portion.get(identifier);
      if (target != null && !target.isKnown()) {
        portion.remove(identifier);
        unreadable(
            "finding " + identifier,
            "the hub does not show it, so that its other user-defined fields and related findings"
                + " are not known; nothing is sent for it");
      }
    }
  }

  private void read(Finding finding) {
    portion.put(finding.identifier(), RequestedFinding.of(finding));
  }

  private synchronized void interrupted() {
    if (isOver) {
      return;
    }
    counts.interrupt();
    shown.close();
    if (way == Way.SEND) {
      report.finish(counts, "the hub");
      context.out().flush();
    }
    isOver = true;
    context
        .err()
        .println(
            way == Way.SEND
                ? "quell update: interrupted: %,d findings were changed, and of %,d more some may have been; run it again: what is set already stays as it is"
                    .formatted(
                        counts.processedFindings(),
                        Math.max(
                            0,
                            counts.findings()
                                - counts.processedFindings()
                                - counts.unprocessedFindings()))
                : "quell update: interrupted: nothing was changed");
  }
}
