package io.quell.bench.queue;

import io.quell.bench.Invocations;
import java.util.List;

/// The messages of one invocation.
///
/// @param records their texts as Lambda hands them over
public record QueueBatch(List<Received> messages, List<String> records) {
  /// Whether there is nothing to invoke the function with.
  public boolean isEmpty() {
    return messages.isEmpty();
  }

  /// What the function is invoked with.
  public String payload() {
    return Invocations.batchOf(records);
  }
}
