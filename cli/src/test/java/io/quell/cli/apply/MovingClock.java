package io.quell.cli.apply;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that a test sets: the hub and the commands live by it.
final class MovingClock extends Clock {
  private volatile Instant now;

  MovingClock(String day) {
    now = noon(day);
  }

  /// Sets it to the noon of a day.
  void set(String day) {
    now = noon(day);
  }

  private static Instant noon(String day) {
    return Instant.parse(day + "T12:00:00Z");
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("every day is one of UTC");
  }
}
