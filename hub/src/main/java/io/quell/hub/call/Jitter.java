package io.quell.hub.call;

import java.security.SecureRandom;
import java.time.Duration;

/// Pauses of different lengths, so that callers which were refused together do not come back
/// together.
///
/// Processes that were restored from one snapshot must not pause alike, which those of a random
/// number generator do whose seed is in the snapshot.
public final class Jitter {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Jitter() {}

  /// A pause of at least half of this, and at most all of it.
  public static Duration of(Duration longest) {
    long half = longest.toNanos() / 2;
    return Duration.ofNanos(half + RANDOM.nextLong(longest.toNanos() - half + 1));
  }
}
