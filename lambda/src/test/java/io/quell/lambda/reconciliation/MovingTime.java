package io.quell.lambda.reconciliation;

import io.quell.hub.call.TimeSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that moves when somebody waits, and at once.
final class MovingTime extends Clock implements TimeSource {
  private final Instant begin;
  private final AtomicLong passed = new AtomicLong();

  MovingTime(String begin) {
    this.begin = Instant.parse(begin);
  }

  void pass(Duration duration) {
    passed.addAndGet(duration.toNanos());
  }

  @Override
  public long nanoseconds() {
    return passed.get();
  }

  @Override
  public void sleep(Duration duration) {
    pass(duration);
  }

  @Override
  public Instant instant() {
    return begin.plusNanos(passed.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the time is UTC");
  }
}
