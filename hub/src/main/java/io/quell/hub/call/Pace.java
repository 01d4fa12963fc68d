package io.quell.hub.call;

import io.quell.update.Limits;

/// How fast a hub is called. The quotas are an account's in a Region, and others call too: what is
/// in no hurry takes a part of them, and processes that work at the same time share it.
///
/// @param readsASecond at most [Limits#READS_A_SECOND], by all processes together
/// @param updatesASecond at most [Limits#CALLS_A_SECOND], by all processes together
/// @param processes how many processes there are at a time, each of which takes its share
public record Pace(int readsASecond, int updatesASecond, int processes) {
  /// All that the quotas allow.
  public static final Pace WHOLE_QUOTA = new Pace(Limits.READS_A_SECOND, Limits.CALLS_A_SECOND);

  /// @throws IllegalArgumentException where a rate is not within the quota, or nobody takes it
  public Pace {
    check("reads", readsASecond, Limits.READS_A_SECOND);
    check("updates", updatesASecond, Limits.CALLS_A_SECOND);
    if (processes < 1) {
      throw new IllegalArgumentException(
          "a quota is shared by at least 1 process, not " + processes);
    }
  }

  /// The pace of the only process.
  public Pace(int readsASecond, int updatesASecond) {
    this(readsASecond, updatesASecond, 1);
  }

  /// The same as the share of one process of so many.
  public Pace sharedBy(int sharing) {
    return new Pace(readsASecond, updatesASecond, sharing);
  }

  private static void check(String what, int rate, int most) {
    if (rate < 1 || rate > most) {
      throw new IllegalArgumentException(
          "of %s there can be 1 to %d a second, not %d".formatted(what, most, rate));
    }
  }

  public RateLimiter reads(TimeSource time) {
    return limiter(time, readsASecond, Limits.READS_A_SECOND, Limits.BURST_OF_READS);
  }

  public RateLimiter updates(TimeSource time) {
    return limiter(time, updatesASecond, Limits.CALLS_A_SECOND, Limits.BURST_OF_CALLS);
  }

  /// Of the burst one takes the same share.
  private RateLimiter limiter(TimeSource time, int rate, int quota, int quotasBurst) {
    return new RateLimiter(
        time, (double) rate / processes, Math.max(1, rate * quotasBurst / quota / processes));
  }
}
