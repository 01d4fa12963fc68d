package io.quell.hub.call;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that moves when somebody waits, and at once: who sleeps wakes when it is time, and
/// nobody has waited. It begins below zero, as that of a machine may.
public final class FakeTimeSource implements TimeSource {
  private final AtomicLong now = new AtomicLong(-5_000_000_000L);

  @Override
  public long nanoseconds() {
    return now.get();
  }

  @Override
  public void sleep(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("nobody waits for " + duration);
    }
    goOnTo(now.get() + duration.toNanos());
  }

  /// Moves to a moment, unless it is over.
  public void goOnTo(long moment) {
    now.accumulateAndGet(moment, Math::max);
  }

  /// Goes back, as after a restore on a younger machine.
  public void goBack(Duration duration) {
    now.addAndGet(-duration.toNanos());
  }

  /// The time since another moment of this clock.
  public Duration since(long moment) {
    return Duration.ofNanos(nanoseconds() - moment);
  }
}
