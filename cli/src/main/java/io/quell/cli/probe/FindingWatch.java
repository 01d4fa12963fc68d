package io.quell.cli.probe;

import io.quell.cli.command.FailedException;
import io.quell.cli.options.TimeConverter;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads the probe's finding again and again.
///
/// @param longest how long a change may take to show
record FindingWatch(SecurityHub hub, TimeSource time, ProbeFinding finding, Duration longest) {
  /// Three calls a second are the quota of GetFindings (API reference, Welcome).
  private static final Duration FIRST_PAUSE = Duration.ofMillis(350);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// What was seen of a change.
  ///
  /// @param json the finding as it shows the change
  /// @param after how long after the change was answered
  /// @param reads all that was read until then, the last included
  record Sighting(Map<String, Object> json, Duration after, List<Map<String, Object>> reads) {}

  /// Waits until the finding shows a change.
  ///
  /// @param what the change, for a person
  /// @throws FailedException where it does not show in time, or cannot be read
  Sighting until(String what, Predicate<Map<String, Object>> shows) {
    long start = time.nanoseconds();
    List<Map<String, Object>> reads = new ArrayList<>();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Optional<Map<String, Object>> read = read();
      read.ifPresent(reads::add);
      Duration after = since(start);
      if (read.filter(shows).isPresent()) {
        return new Sighting(read.get(), after, List.copyOf(reads));
      }
      if (after.compareTo(longest) >= 0) {
        throw new FailedException(
            ("%s does not show after %s: give --wait a longer time, or look whether somebody else"
                    + " changes the finding")
                .formatted(what, TimeConverter.shown(after)));
      }
      time.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  /// What the finding shows in the time that follows, read by read.
  List<Map<String, Object>> during(Duration duration) {
    long start = time.nanoseconds();
    List<Map<String, Object>> reads = new ArrayList<>();
    do {
      time.sleep(FIRST_PAUSE);
      read().ifPresent(reads::add);
    } while (since(start).compareTo(duration) < 0);
    return reads;
  }

  Duration since(long start) {
    return Duration.ofNanos(time.nanoseconds() - start);
  }

  private Optional<Map<String, Object>> read() {
    List<Finding> found = new ArrayList<>();
    try {
      hub.findings(Format.ASFF, finding.filter(), found::add);
    } catch (CallRefusedException | UnreadableException e) {
      throw new FailedException("the finding cannot be read: " + e.getMessage());
    }
    return found.stream().findFirst().map(Finding::json);
  }
}
