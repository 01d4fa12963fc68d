package io.quell.lambda.queue;

import java.io.Serial;

/// A queue that did not take a message, or did not answer. The message says what to look at.
public final class MessageRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// @param message what went wrong, for a person
  public MessageRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
