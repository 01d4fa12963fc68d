package io.quell.cli.update;

import java.util.LinkedHashMap;
import java.util.Map;

/// Counts what becomes of the findings that a person wants to change.
final class UpdateCounts {
  private long findings;
  private long processed;
  private long unprocessed;
  private long notSent;
  private long unreadable;
  private long skipped;
  private long calls;
  private boolean isInterrupted;

  /// A finding is named that was not named before.
  void named() {
    findings++;
  }

  void row(UpdateReport.Row row) {
    if (row.answer().isEmpty()) {
      notSent++;
    } else if (row.hasFailed()) {
      unprocessed++;
    } else {
      processed++;
    }
  }

  void unreadable() {
    unreadable++;
  }

  void skipped() {
    skipped++;
  }

  /// Adds calls that it would take.
  void calls(int more) {
    calls += more;
  }

  /// Somebody has stopped it, so that all numbers are of what came before.
  void interrupt() {
    isInterrupted = true;
  }

  boolean isInterrupted() {
    return isInterrupted;
  }

  long findings() {
    return findings;
  }

  long processedFindings() {
    return processed;
  }

  long unprocessedFindings() {
    return unprocessed;
  }

  long notSentFindings() {
    return notSent;
  }

  long unreadableItems() {
    return unreadable;
  }

  long skippedItems() {
    return skipped;
  }

  /// How many calls it would take; 0 where something was sent.
  long callsNeeded() {
    return calls;
  }

  /// Whether anything went wrong.
  boolean hasFailed() {
    return unprocessed + unreadable > 0;
  }

  /// The counts for people.
  Map<String, Long> byWords() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("processed", processed);
    counts.put("unprocessed", unprocessed);
    counts.put("not sent", notSent);
    counts.put("unreadable", unreadable);
    counts.put("skipped", skipped);
    return counts;
  }
}
