package io.quell.hub.call;

import java.time.Duration;

/// The moment by which all calls have to be answered. What is not done by then is given back.
public final class Deadline {
  /// The furthest that a deadline lies ahead: longer than any invocation, which Lambda ends after
  /// 15 minutes (Lambda quotas, function timeout).
  private static final Duration FURTHEST = Duration.ofHours(1);

  private final TimeSource time;
  private final long end;

  private Deadline(TimeSource time, long end) {
    this.time = time;
    this.end = end;
  }

  /// So long from now; an hour at most.
  public static Deadline in(Duration duration, TimeSource time) {
    Duration bounded = duration.compareTo(FURTHEST) < 0 ? duration : FURTHEST;
    return new Deadline(time, time.nanoseconds() + bounded.toNanos());
  }

  /// An hour from now, for work that nobody is in a hurry for.
  public static Deadline farOff(TimeSource time) {
    return in(FURTHEST, time);
  }

  /// The time that is left; zero once it has run out.
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - time.nanoseconds()));
  }

  /// Whether something that takes so long still fits.
  public boolean leaves(Duration duration) {
    return left().compareTo(duration) > 0;
  }
}
