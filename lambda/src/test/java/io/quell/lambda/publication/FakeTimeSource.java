package io.quell.lambda.publication;

import io.quell.hub.TimeSource;
import java.time.Duration;

/// A time that moves when a test says so. It begins below zero, as that of a machine may.
final class FakeTimeSource implements TimeSource {
  private long now = -5_000_000_000L;

  @Override
  public long nanoseconds() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    now += duration.toNanos();
  }
}
