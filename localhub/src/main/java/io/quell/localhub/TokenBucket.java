package io.quell.localhub;

import io.quell.localhub.api.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Counts the calls that a quota lets through.
final class TokenBucket {
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final Quota quota;
  private final InstantSource clock;
  private double tokens;
  private Instant last;

  TokenBucket(Quota quota, InstantSource clock) {
    this.quota = quota;
    this.clock = clock;
    tokens = quota.burst();
    last = clock.instant();
  }

  /// Takes a token, if there is one.
  synchronized boolean take() {
    Instant now = clock.instant();
    double seconds = Math.max(0, Duration.between(last, now).toNanos() / NANOS);
    tokens = Math.min(quota.burst(), tokens + seconds * quota.perSecond());
    last = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
