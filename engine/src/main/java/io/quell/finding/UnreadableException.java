package io.quell.finding;

/// Input that is no JSON, or no finding or event of a kind Quell reads. The message says what is
/// wrong and where.
public final class UnreadableException extends Exception {

  public UnreadableException(String message) {
    super(message);
  }
}
