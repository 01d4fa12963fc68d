package io.quell.infra;

import java.util.Locale;

/// What the function does with its decisions.
public enum Mode {
  /// Reports them.
  OBSERVE,
  /// Reports and applies them.
  ENFORCE;

  /// The value of the function's environment variable `QUELL_MODE`.
  String environmentValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
