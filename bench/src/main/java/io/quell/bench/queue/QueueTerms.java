package io.quell.bench.queue;

import java.time.Duration;

/// How a queue is to be.
///
/// @param visibility how long after it was received a message comes again that was not deleted
/// @param mostReceives how often a message is handed out; then it is given up
/// @param duplicateEvery of so many messages one comes a second time though it was deleted; 0 for
///     none
/// @param pollTime how long a poll takes
/// @param seed what the order of messages and the time of the second deliveries follow from
public record QueueTerms(
    Duration visibility, int mostReceives, int duplicateEvery, Duration pollTime, long seed) {
  /// A queue that delivers once, at once.
  public static QueueTerms of(Duration visibility, int mostReceives) {
    return new QueueTerms(visibility, mostReceives, 0, Duration.ZERO, 1);
  }

  /// With second deliveries of every so-manieth message.
  public QueueTerms withDuplicateEvery(int every) {
    return new QueueTerms(visibility, mostReceives, every, pollTime, seed);
  }

  /// With polls that take so long.
  public QueueTerms withPollTime(Duration time) {
    return new QueueTerms(visibility, mostReceives, duplicateEvery, time, seed);
  }
}
