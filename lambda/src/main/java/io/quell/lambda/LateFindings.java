package io.quell.lambda;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.hub.reading.HubPage;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads findings whose events are late, before anything is done by them. Reads lag by minutes too
/// (API reference, GetFindings), so that this makes it rarer that an old event undoes what a newer
/// one did, and does not end it.
final class LateFindings {
  /// A third of what Security Hub takes of all who read, with a burst of 6 (API reference,
  /// Welcome).
  private static final Duration BETWEEN_READS = Duration.ofSeconds(1);
  /// What is left for the updates.
  private static final Duration TIME_TO_APPLY = Duration.ofSeconds(25);

  private final SecurityHub hub;
  private final TimeSource time;
  private long nextRead;

  LateFindings(SecurityHub hub, TimeSource time) {
    this.hub = hub;
    this.time = time;
    this.nextRead = time.nanoseconds();
  }

  /// What was read.
  ///
  /// @param findings the findings that the hub has
  /// @param unread the others, each with the reason: it could not be asked for in time, or does not
  ///     show it
  record Read(
      Map<FindingIdentifier, Finding> findings,
      Map<FindingIdentifier, UpdateResult.Unprocessed> unread) {}

  /// Reads as many findings as the time allows, at most one call a second.
  synchronized Read read(Collection<FindingIdentifier> identifiers, Deadline deadline) {
    Map<FindingIdentifier, Finding> findings = new HashMap<>();
    Map<FindingIdentifier, UpdateResult.Unprocessed> unread = new HashMap<>();
    List<FindingIdentifier> readable =
        identifiers.stream().filter(SecurityHub::isReadable).toList();
    identifiers.stream()
        .filter(identifier -> !SecurityHub.isReadable(identifier))
        .forEach(
            identifier ->
                unread.put(
                    identifier, notRead("without its metadata.uid it cannot be read first")));
    for (List<FindingIdentifier> page : SecurityHub.pages(readable)) {
      if (!waitForTurn(deadline)) {
        page.forEach(
            identifier -> unread.put(identifier, notRead("there was no time to read it first")));
        continue;
      }
      try {
        HubPage shown = hub.page(page);
        shown.findings().forEach(finding -> findings.put(finding.identifier(), finding));
        page.stream()
            .filter(identifier -> !findings.containsKey(identifier))
            .forEach(identifier -> unread.put(identifier, notShown(shown.unreadable())));
      } catch (CallRefusedException e) {
        page.forEach(
            identifier ->
                unread.put(identifier, notRead("it could not be read first: " + e.getMessage())));
      }
    }
    return new Read(findings, unread);
  }

  private static UpdateResult.Unprocessed notRead(String reason) {
    return new UpdateResult.Unprocessed("NotReadFirst", "its event is late, and " + reason, true);
  }

  private static UpdateResult.Unprocessed notShown(List<String> unreadable) {
    return unreadable.isEmpty()
        ? UpdateResult.Unprocessed.notShown("its event is late, and the hub does not show it")
        : notRead(
            "the hub does not show it; of what it shows %d cannot be read, the first: %s"
                .formatted(unreadable.size(), unreadable.getFirst()));
  }

  private boolean waitForTurn(Deadline deadline) {
    // No longer than that: the last read may have been timed on another machine, before a snapshot.
    long nanoseconds = Math.clamp(nextRead - time.nanoseconds(), 0, BETWEEN_READS.toNanos());
    Duration wait = Duration.ofNanos(nanoseconds);
    if (deadline.left().compareTo(wait.plus(TIME_TO_APPLY)) < 0) {
      return false;
    }
    if (wait.isPositive()) {
      time.sleep(wait);
    }
    nextRead = time.nanoseconds() + BETWEEN_READS.toNanos();
    return true;
  }
}
