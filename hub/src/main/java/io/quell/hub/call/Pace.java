package io.quell.hub.call;

import io.quell.update.Limits;

/// How fast a hub is called. The quotas are an account's in a Region, and others call too: what is
/// in no hurry takes a share of them.
///
/// @param readsASecond at most [Limits#READS_A_SECOND]
/// @param updatesASecond at most [Limits#CALLS_A_SECOND]
public record Pace(int readsASecond, int updatesASecond) {
  /// All that the quotas allow.
  public static final Pace WHOLE_QUOTA = new Pace(Limits.READS_A_SECOND, Limits.CALLS_A_SECOND);

  /// @throws IllegalArgumentException where a rate is not within the quota
  public Pace {
    check("reads", readsASecond, Limits.READS_A_SECOND);
    check("updates", updatesASecond, Limits.CALLS_A_SECOND);
  }

  private static void check(String what, int rate, int most) {
    if (rate < 1 || rate > most) {
      throw new IllegalArgumentException(
          "of %s there can be 1 to %d a second, not %d".formatted(what, most, rate));
    }
  }

  public RateLimiter reads(TimeSource time) {
    return new RateLimiter(
        time, readsASecond, burst(readsASecond, Limits.READS_A_SECOND, Limits.BURST_OF_READS));
  }

  public RateLimiter updates(TimeSource time) {
    return new RateLimiter(
        time, updatesASecond, burst(updatesASecond, Limits.CALLS_A_SECOND, Limits.BURST_OF_CALLS));
  }

  /// The same share of the burst.
  private static int burst(int rate, int quota, int quotasBurst) {
    return rate * quotasBurst / quota;
  }
}
