package io.quell.lambda.publication;

import java.io.Serial;

/// A poll that brought no configuration. The message says which call failed, and why.
final class PollFailedException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /// What to do about it.
  enum Reason {
    /// The names are right, and nothing has been deployed under them yet.
    NOTHING_DEPLOYED,
    /// The token is too old, or was used before: a new session gets a new one.
    SESSION_OVER,
    /// Anything else: a later poll may be answered.
    UNAVAILABLE
  }

  private final Reason reason;
  private final String message;

  PollFailedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.message = message;
  }

  PollFailedException(String message, Throwable cause) {
    super(message, cause);
    this.reason = Reason.UNAVAILABLE;
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }

  Reason reason() {
    return reason;
  }
}
