package io.quell.hub;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.hub.call.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/// One of the two update operations.
sealed interface Operation permits AsffOperation, OcsfOperation {
  /// What a call answers.
  ///
  /// @param refused the findings that the answer names as unprocessed, and why
  /// @param processed the findings that it names as processed
  record CallAnswer(Set<FindingIdentifier> processed, Map<FindingIdentifier, Failure> refused) {}

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
