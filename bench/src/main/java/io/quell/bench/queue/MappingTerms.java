package io.quell.bench.queue;

import io.quell.lambda.CallBudget;
import java.time.Duration;

/// How a function gets its batches.
///
/// @param batchSize the most messages of a batch
/// @param window how long a batch waits for more messages where the queue has no more for now
/// @param pollsAtOnce how many polls of one process are under way at a time
public record MappingTerms(int batchSize, Duration window, int pollsAtOnce) {
  /// As in the stack.
  ///
  /// @param processes how many processes share the polls
  public static MappingTerms ofTheStack(int processes) {
    return new MappingTerms(
        CallBudget.BATCH_SIZE,
        Duration.ofSeconds(CallBudget.BATCH_WINDOW_SECONDS),
        Math.max(1, SimpleQueue.MOST_POLLS / processes));
  }

  /// With a window of this length.
  public MappingTerms withWindow(Duration other) {
    return new MappingTerms(batchSize, other, pollsAtOnce);
  }
}
