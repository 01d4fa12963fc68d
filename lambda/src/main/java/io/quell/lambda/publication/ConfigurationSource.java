package io.quell.lambda.publication;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What can be asked for the configuration that is deployed now.
interface ConfigurationSource {
  /// Asks for the configuration that is deployed now.
  ///
  /// @param token what the last poll has brought, or null for a new session; one that is over is
  ///     replaced
  /// @param timeLimit how long all of it may take
  /// @throws PollFailedException where there is no configuration to be had now
  Configuration poll(ConfigurationName name, @Nullable String token, Duration timeLimit)
      throws PollFailedException;
}
