package io.quell.lambda.publication;

import java.util.List;
import java.util.Optional;

/// What became of a configuration that is published while the function runs, of rules or of levers,
/// for the log and the metrics.
public sealed interface News {

  /// Another configuration counts from now on.
  ///
  /// @param version the one that counts now
  record Taken(String version) implements News {}

  /// Nothing has ever been published.
  ///
  /// @param running what counts as long as that is so
  record NonePublished(String running) implements News {}

  /// What counts is the deployed configuration again, after one that could not be used.
  ///
  /// @param version the one that counts, as before
  record Restored(String version) implements News {}

  /// The configuration that is deployed cannot be used, and an earlier one counts until it can.
  ///
  /// @param configuration which one it is
  /// @param problems all that is wrong with it
  /// @param running the one that counts instead, or empty where there is none. Without rules no
  ///     finding is decided on.
  record Refused(String configuration, List<String> problems, Optional<String> running)
      implements News {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /// Whether another configuration is deployed is not known.
  ///
  /// @param reason why
  /// @param running the one that counts as before, or empty where there is none. Without rules no
  ///     finding is decided on.
  record Unavailable(String reason, Optional<String> running) implements News {}
}
