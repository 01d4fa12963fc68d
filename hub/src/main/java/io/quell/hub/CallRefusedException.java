package io.quell.hub;

import java.io.Serial;

/// A call that reads was refused, or got no answer.
public final class CallRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean isCallersFault;

  CallRefusedException(String message, boolean isCallersFault, Throwable cause) {
    super(message, cause);
    this.isCallersFault = isCallersFault;
  }

  /// Whether what was asked for makes no sense, such as a filter that does not exist.
  public boolean isCallersFault() {
    return isCallersFault;
  }
}
