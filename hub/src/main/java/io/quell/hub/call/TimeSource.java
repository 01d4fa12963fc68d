package io.quell.hub.call;

import java.time.Duration;

/// The time that calls are paced by: it goes forward, and it can be waited for. It goes back once
/// where the function is restored from a snapshot on another machine: what is kept from one
/// invocation to the next has to bear that.
@FunctionalInterface
public interface TimeSource {
  /// Nanoseconds since some moment in the past.
  long nanoseconds();

  /// Waits.
  default void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the quota", e);
    }
  }

  /// The machine's own.
  static TimeSource system() {
    return System::nanoTime;
  }
}
