package io.quell.hub;

import java.time.Duration;

/// Keeps calls within the quota: a bucket of tokens that fills steadily, one taken by each call.
///
/// The quota is per account and Region: 10 requests a second with a burst of 30 (Security Hub quotas,
/// BatchUpdateFindings). Others call too, and so do other instances of the function: a refusal empties the bucket, and
/// the more of them in a row, the longer nobody calls.
final class RateLimiter {
  private static final double PER_SECOND = 10;
  private static final double BURST = 30;
  private static final Duration LONGEST_PENALTY = Duration.ofSeconds(5);

  private final Ticker ticker;
  private double tokens = BURST;
  private long filledAt;
  private int refusals;

  RateLimiter(Ticker ticker) {
    this.ticker = ticker;
    this.filledAt = ticker.nanoseconds();
  }

  /// Takes a token, waiting for it where there is none.
  ///
  /// @return false, and nothing taken, where the wait would go beyond the deadline
  boolean acquire(Deadline deadline) {
    Duration wait;
    synchronized (this) {
      fill();
      wait = tokens >= 1 ? Duration.ZERO : Duration.ofNanos((long) ((1 - tokens) / PER_SECOND * 1e9));
      if (!deadline.leaves(wait)) {
        return false;
      }
      tokens--;
    }
    if (wait.isPositive()) {
      ticker.sleep(wait);
    }
    return true;
  }

  /// A call was refused for the quota. Nobody calls for a while: a tenth of a second, doubled with each refusal in a row.
  synchronized void refused() {
    fill();
    double penalty = Math.min((double) LONGEST_PENALTY.toSeconds(),
        Math.scalb(1 / PER_SECOND, Math.min(refusals++, 10)));
    tokens = Math.min(tokens, 1 - penalty * PER_SECOND);
  }

  /// A call was taken.
  synchronized void accepted() {
    refusals = 0;
  }

  private void fill() {
    long now = ticker.nanoseconds();
    tokens = Math.min(BURST, tokens + (now - filledAt) / 1e9 * PER_SECOND);
    filledAt = now;
  }
}
