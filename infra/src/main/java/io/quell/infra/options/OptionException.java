package io.quell.infra.options;

/// An option has a value that it cannot have. The message names the option, the value and what is
/// allowed.
public final class OptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  OptionException(String message) {
    super(message);
  }
}
