package io.quell.localhub.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How a delayed call waits.
@FunctionalInterface
public interface Pause {
  /// The pause that takes its time, unless the hub closes meanwhile.
  Pause REAL = (time, closed) -> !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);

  /// Waits so long. Answers `false` if the hub closed meanwhile.
  ///
  /// @param closed at zero once the hub closes
  /// @throws InterruptedException where the wait is interrupted
  boolean lasts(Duration time, CountDownLatch closed) throws InterruptedException;
}
