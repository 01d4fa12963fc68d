package io.quell.hub.call;

import java.time.Duration;

/// Keeps calls within the quota: a bucket of tokens that fills steadily, one taken by each call.
///
/// The quotas are per account and Region. Others call too: after a refusal nobody calls for a
/// while, and the longer, the more of them come in a row. The tokens stay, for they are this
/// caller's share.
public final class RateLimiter {
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final TimeSource time;
  private final double callsASecond;
  private final int burst;
  private double tokens;
  private long filledAt;
  private int pauses;
  private long pausedUntil;

  /// @param callsASecond above zero
  /// @param burst the most calls at once after a pause
  public RateLimiter(TimeSource time, double callsASecond, int burst) {
    this.time = time;
    this.callsASecond = callsASecond;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = time.nanoseconds();
    this.pausedUntil = filledAt;
  }

  /// Takes a token, waiting for it where there is none.
  ///
  /// @param call how long the call takes at least
  /// @return false, and nothing taken, where the call would end beyond the deadline
  public boolean acquire(Deadline deadline, Duration call) {
    Duration wait;
    synchronized (this) {
      fill();
      long untilToken = tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / callsASecond * NANOS);
      wait = Duration.ofNanos(Math.max(untilToken, pausedUntil - filledAt));
      if (!deadline.leaves(wait.plus(call))) {
        return false;
      }
      tokens--;
    }
    if (wait.isPositive()) {
      time.sleep(wait);
    }
    return true;
  }

  /// A call was refused for the quota. Nobody calls for a while: up to a tenth of a second, doubled
  /// with each pause in a row. The other calls under way, which are refused too by then, count for
  /// the same pause.
  public synchronized void refused() {
    fill();
    if (filledAt - pausedUntil < 0) {
      return;
    }
    pausedUntil = filledAt + Backoff.pause(pauses++).toNanos();
  }

  /// A call was taken.
  public synchronized void accepted() {
    pauses = 0;
  }

  private void fill() {
    long now = time.nanoseconds();
    if (now - filledAt < 0) { // restored from a snapshot, on a machine that is younger
      pausedUntil = now;
    } else {
      tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * callsASecond);
    }
    filledAt = now;
  }
}
