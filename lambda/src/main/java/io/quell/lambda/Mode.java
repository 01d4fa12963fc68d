package io.quell.lambda;

import java.util.Map;

/// Whether decisions are applied.
public enum Mode {
  /// Decide and report only.
  OBSERVE,
  /// Decide, report and apply.
  ENFORCE;

  /// The environment variable that names the mode, `observe` or `enforce`.
  static final String VARIABLE = "QUELL_MODE";

  /// The mode that the environment asks for; to enforce where it asks for none.
  ///
  /// @throws IllegalArgumentException where it asks for a mode that does not exist
  public static Mode of(Map<String, String> environment) {
    return Variables.oneOf(environment, VARIABLE, Mode.class, ENFORCE);
  }
}
