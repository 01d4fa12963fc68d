package io.quell.localhub.store;

import java.time.Instant;
import java.util.Optional;

/// Hears of each change of a store, in the order of the changes. It must be quick and must not
/// change the finding.
///
/// @param <I> what tells one finding from another
@FunctionalInterface
public interface ChangeListener<I> {
  /// A finding has changed, or has come.
  ///
  /// @param before what it was, if it was there
  /// @param now when the change happened
  void changed(
      I identifier,
      Optional<StoredFinding> before,
      StoredFinding after,
      Instant now,
      ChangeSource source);
}
