package io.quell.lambda;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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
  static Mode of(Map<String, String> environment) {
    String name = environment.getOrDefault(VARIABLE, "");
    if (name.isBlank()) {
      return ENFORCE;
    }
    return Arrays.stream(values())
        .filter(mode -> mode.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is '%s'; it can be %s"
                        .formatted(
                            VARIABLE,
                            name,
                            Arrays.stream(values())
                                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" or ")))));
  }
}
