package io.quell.bench.queue;

/// What a queue counts.
public enum QueueCount {
  /// Messages that were sent.
  SENT,
  /// How often a message was handed out.
  RECEIVED,
  /// Messages that were deleted, second deliveries among them.
  DELETED,
  /// Messages that come a second time though the first was not too late.
  SECOND_DELIVERIES,
  /// How often a message came again because it was not deleted in time.
  REDELIVERED,
  /// Messages that were handed out as often as is allowed.
  GIVEN_UP,
  /// The most polls at a time.
  MOST_POLLS,
  /// The most messages at a time that were received and not deleted.
  MOST_IN_FLIGHT
}
