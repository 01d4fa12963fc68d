package io.quell.hub;

import io.quell.finding.FindingIdentifier;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// One of the two update operations.
sealed interface Operation permits AsffOperation, OcsfOperation {
  /// An unprocessed finding's error.
  record Refusal(String code, String message) {}

  /// What a call answers.
  ///
  /// @param refused the findings that the answer names as unprocessed
  /// @param processed the findings that it names as processed
  record CallAnswer(Set<FindingIdentifier> processed, Map<FindingIdentifier, Refusal> refused) {}

  /// Makes one call.
  ///
  /// @param timeout how long to wait for the answer
  /// @throws software.amazon.awssdk.core.exception.SdkException where the call is refused as a
  ///     whole or gets lost
  CallAnswer send(Batch batch, Duration timeout);
}
