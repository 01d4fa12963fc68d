package io.quell;

import java.io.Serial;

/// An event that has failed in whole or in part. Its message names the event, the findings and the reasons.
public final class EventFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  EventFailedException(String message) {
    super(message);
  }
}
