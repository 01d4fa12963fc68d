package io.quell.cli.command;

import java.io.Serial;

/// Arguments that make no sense. The message is a sentence that says what to give instead; the exit
/// code is 2.
public final class WrongUseException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// An exception that says this.
  ///
  /// @param message a sentence that says what to give instead
  public WrongUseException(String message) {
    super(message);
  }
}
