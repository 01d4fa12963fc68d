package io.quell.localhub.api;

/// How many calls of an operation the hub takes: a bucket of tokens that fills by the second, one
/// token a call.
///
/// @param perSecond how many tokens come back in a second, more than 0
/// @param burst how many tokens the bucket holds, at least 1; it is full when the hub starts
public record Quota(double perSecond, int burst) {
  /// Checks that the quota lets calls through.
  ///
  /// @throws IllegalArgumentException for a quota that would never let a call through
  public Quota {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException(
          "A quota gives back more than 0 calls a second, not " + perSecond + ".");
    }
    if (burst < 1) {
      throw new IllegalArgumentException(
          "A quota has a burst of at least 1 call, not " + burst + ".");
    }
  }
}
