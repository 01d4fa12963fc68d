package io.quell.finding;

import java.io.Serial;

/// Input that is no JSON, or no finding or event of a kind Quell reads. The message says what is wrong and where.
public final class UnreadableException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public UnreadableException(String message) {
    super(message);
  }
}
