package io.quell.hub;

import io.quell.finding.Format;
import java.time.Duration;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/// One of the two update operations.
sealed interface Operation permits AsffOperation, OcsfOperation {
  /// The operation that updates findings in a format.
  static Operation of(Format format, SecurityHubClient client) {
    return switch (format) {
      case ASFF -> new AsffOperation(client);
      case OCSF -> new OcsfOperation(client);
    };
  }

  /// Makes one call.
  ///
  /// @param timeout how long to wait for the answer
  /// @throws software.amazon.awssdk.core.exception.SdkException where the call is refused as a
  ///     whole or gets lost
  CallAnswer send(Batch batch, Duration timeout);
}
