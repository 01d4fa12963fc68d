package io.quell.cli.run;

import io.quell.hub.UpdateResult;
import io.quell.lambda.report.Result;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Counts what became of everything in a run.
final class RunCounts {
  /// What is counted, in the order in which it is told.
  enum Count {
    FILES("files", "file"), //
    FINDINGS("findings", "finding"), //
    PROCESSED("processed", "processed"), //
    OBSERVED("observed", "observed"), //
    UNCHANGED("unchanged", "unchanged"), //
    NO_MATCH("noMatch", "no match"), //
    SUPERSEDED("superseded", "superseded"), //
    UNPROCESSED("unprocessed", "unprocessed"), //
    FAILED_RULES("failedRules", "rule failed"), //
    UNREADABLE("unreadable", "unreadable"), //
    SKIPPED("skipped", "skipped");

    private final String key;
    private final String words;

    /// @param key what machines read it by
    /// @param words what people call it
    Count(String key, String words) {
      this.key = key;
      this.words = words;
    }
  }

  private final Map<Count, Long> numbers = new EnumMap<>(Count.class);
  private OptionalLong calls = OptionalLong.of(0);
  private boolean isInterrupted;

  /// Counts one.
  void add(Count what) {
    add(what, 1);
  }

  private void add(Count what, long more) {
    numbers.merge(what, more, Long::sum);
  }

  /// Adds to the calls; once a number is not known, their sum is not.
  void addCalls(OptionalLong more) {
    calls =
        calls.isPresent() && more.isPresent()
            ? OptionalLong.of(calls.getAsLong() + more.getAsLong())
            : OptionalLong.empty();
  }

  /// Counts a finding that was decided on.
  void decided(Result result) {
    add(Count.FINDINGS);
    add(Count.FAILED_RULES, result.evaluation().failures().size());
    add(
        switch (result.outcome()) {
          case Result.NoMatch _ -> Count.NO_MATCH;
          case Result.Unchanged _, Result.NotGivenBack _ -> Count.UNCHANGED;
          case Result.Superseded _ -> Count.SUPERSEDED;
          case Result.Observed _ -> Count.OBSERVED;
          case Result.Sent(UpdateResult.Processed _) -> Count.PROCESSED;
          case Result.Sent(UpdateResult.Unprocessed _) -> Count.UNPROCESSED;
        });
  }

  /// How many there are of it.
  long of(Count what) {
    return numbers.getOrDefault(what, 0L);
  }

  /// How many update calls there were, where that is known.
  OptionalLong calls() {
    return calls;
  }

  /// Somebody has stopped the run, so that all numbers are of what came before.
  void interrupt() {
    isInterrupted = true;
  }

  boolean isInterrupted() {
    return isInterrupted;
  }

  /// Whether anything went wrong.
  boolean hasFailures() {
    return of(Count.UNPROCESSED) + of(Count.FAILED_RULES) + of(Count.UNREADABLE) > 0;
  }

  /// The counts for machines.
  Map<String, Long> byKey() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Count count : Count.values()) {
      counts.put(count.key, of(count));
    }
    calls.ifPresent(number -> counts.put("calls", number));
    return counts;
  }

  /// What became of the findings, for people.
  Map<String, Long> byWords() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Count count : Count.values()) {
      if (count != Count.FILES && count != Count.FINDINGS) {
        counts.put(count.words, of(count));
      }
    }
    return counts;
  }
}
