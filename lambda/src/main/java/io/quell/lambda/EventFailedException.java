package io.quell.lambda;

/// An event that has failed in whole or in part. Its message names the event, the findings and the
/// reasons.
public final class EventFailedException extends RuntimeException {

  EventFailedException(String message) {
    super(message);
  }
}
