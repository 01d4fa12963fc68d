package io.quell.hub.call;

import java.security.SecureRandom;
import java.time.Duration;

/// Pauses after refusals: the first at most a tenth of a second, each further one twice as long, up
/// to five seconds; of different lengths, so that callers which were refused together do not come
/// back together.
///
/// Processes that were restored from one snapshot must not pause alike, which those of a random
/// number generator do whose seed is in the snapshot.
public final class Backoff {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  /// More doublings than it takes to the longest pause.
  private static final int MOST_DOUBLINGS = 10;

  private Backoff() {}

  /// A pause of at least half of what is the most then.
  ///
  /// @param before how many pauses came before it, in a row
  public static Duration pause(int before) {
    long longest = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(before, MOST_DOUBLINGS));
    long half = longest / 2;
    return Duration.ofNanos(half + RANDOM.nextLong(longest - half + 1));
  }
}
