package io.quell.cli;

import java.io.Serial;

/// A command that could not do what it was asked for. The message is a sentence; the exit code is 1.
final class FailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  FailedException(String message) {
    super(message);
  }
}
