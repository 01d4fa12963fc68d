package io.quell.cli.stack;

import io.quell.cli.command.FailedException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for something to become so: looks again after a fifth of a second, then at longer and
/// longer intervals.
///
/// @param longest how long it waits in all
/// @param longestInterval how long it waits between two looks at most
/// @param told what is told each time that what is seen changes
public record Waiting(Duration longest, Duration longestInterval, Consumer<String> told) {
  private static final Duration FIRST_INTERVAL = Duration.ofMillis(200);

  /// Looks until it is so.
  ///
  /// @param words what people are told of what is seen
  /// @return what was seen last, which may be what was not wanted, when the time is over
  public <T> T until(Supplier<T> look, Predicate<T> isSo, Function<T, String> words) {
    long end = System.nanoTime() + longest.toNanos();
    Duration interval = FIRST_INTERVAL;
    String before = "";
    while (true) {
      T seen = look.get();
      if (isSo.test(seen) || System.nanoTime() >= end) {
        return seen;
      }
      String now = words.apply(seen);
      if (!now.equals(before)) {
        told.accept(now);
        before = now;
      }
      sleep(interval);
      Duration longer = interval.multipliedBy(2);
      interval = longer.compareTo(longestInterval) < 0 ? longer : longestInterval;
    }
  }

  private static void sleep(Duration interval) {
    try {
      Thread.sleep(interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted while it waited");
    }
  }
}
