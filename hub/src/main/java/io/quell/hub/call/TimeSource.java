package io.quell.hub.call;

import java.time.Duration;

/// The time that calls are paced by: it only goes forward, and it can be waited for.
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
