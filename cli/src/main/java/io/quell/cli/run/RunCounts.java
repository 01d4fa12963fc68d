package io.quell.cli.run;

import io.quell.hub.UpdateResult;
import io.quell.lambda.report.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// Counts what became of everything in a run.
final class RunCounts {
  private long files;
  private long findings;
  private long processed;
  private long unprocessed;
  private long observed;
  private long unchanged;
  private long noMatch;
  private long superseded;
  private long failedRules;
  private long skipped;
  private long unreadable;
  private OptionalInt calls = OptionalInt.of(0);

  /// Counts a file that was read, whatever was in it.
  void file() {
    files++;
  }

  /// Adds to the calls; once a number is not known, their sum is not.
  void calls(OptionalInt more) {
    calls =
        calls.isPresent() && more.isPresent()
            ? OptionalInt.of(calls.getAsInt() + more.getAsInt())
            : OptionalInt.empty();
  }

  /// Counts a finding that was decided on.
  void decided(Result result) {
    findings++;
    failedRules += result.evaluation().failures().size();
    switch (result.outcome()) {
      case Result.NoMatch _ -> noMatch++;
      case Result.Unchanged _ -> unchanged++;
      case Result.Superseded _ -> superseded++;
      case Result.Observed _ -> observed++;
      case Result.Sent(UpdateResult.Processed _) -> processed++;
      case Result.Sent(UpdateResult.Unprocessed _) -> unprocessed++;
    }
  }

  /// Counts an event without findings.
  void skipped() {
    skipped++;
  }

  /// Counts a file, an event or a finding that could not be read.
  void unreadable() {
    unreadable++;
  }

  /// Whether anything went wrong.
  boolean hasFailures() {
    return unprocessed + failedRules + unreadable > 0;
  }

  /// The counts by name. Their order is that of the words in which they are told.
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("files", files);
    counts.put("findings", findings);
    counts.put("processed", processed);
    counts.put("observed", observed);
    counts.put("unchanged", unchanged);
    counts.put("noMatch", noMatch);
    counts.put("superseded", superseded);
    counts.put("unprocessed", unprocessed);
    counts.put("failedRules", failedRules);
    counts.put("unreadable", unreadable);
    counts.put("skipped", skipped);
    calls.ifPresent(number -> counts.put("calls", (long) number));
    return counts;
  }
}
