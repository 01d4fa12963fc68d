package io.quell.hub;

import java.time.Duration;

/// The moment by which all calls have to be answered. What is not done by then is given back.
public final class Deadline {
  private final TimeSource time;
  private final long end;

  private Deadline(TimeSource time, long end) {
    this.time = time;
    this.end = end;
  }

  /// So long from now; an hour at most, which is longer than any invocation.
  public static Deadline in(Duration duration, TimeSource time) {
    Duration bounded = duration.compareTo(Duration.ofHours(1)) < 0 ? duration : Duration.ofHours(1);
    return new Deadline(time, time.nanoseconds() + bounded.toNanos());
  }

  /// The time that is left; zero once it has run out.
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - time.nanoseconds()));
  }

  /// Whether something that takes so long still fits.
  boolean leaves(Duration duration) {
    return left().compareTo(duration) > 0;
  }
}
