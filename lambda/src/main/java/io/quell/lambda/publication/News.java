package io.quell.lambda.publication;

import java.util.List;
import java.util.Optional;

/// What became of the file of rules, for the log and the metrics.
public sealed interface News {

  /// Other rules run from now on.
  ///
  /// @param version the rules that run now
  record Taken(String version) implements News {}

  /// The rules that run are the deployed ones again, after a configuration that could not be used.
  ///
  /// @param version the rules that run, as before
  record Restored(String version) implements News {}

  /// The configuration that is deployed cannot be used, and others decide until it can.
  ///
  /// @param configuration which one it is
  /// @param problems all that is wrong with it
  /// @param running the rules that run instead, or empty where there are none, and no finding is
  ///     decided on
  record Refused(String configuration, List<String> problems, Optional<String> running)
      implements News {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /// Whether other rules are deployed is not known.
  ///
  /// @param reason why
  /// @param running the rules that run as before, or empty where there are none, and no finding is
  ///     decided on
  record Unavailable(String reason, Optional<String> running) implements News {}
}
