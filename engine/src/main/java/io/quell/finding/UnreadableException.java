package io.quell.finding;

import io.quell.value.Bounded;

/// Input that is no JSON, or no finding or event of a kind Quell reads. The message says what is
/// wrong and where.
public final class UnreadableException extends Exception {

  public UnreadableException(String message) {
    super(Bounded.sentence(message));
  }
}
