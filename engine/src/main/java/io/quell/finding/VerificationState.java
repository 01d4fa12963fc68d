package io.quell.finding;

import java.util.Arrays;
import java.util.Optional;

/// The customer's judgement of a finding (ASFF, `VerificationState`).
public enum VerificationState {
  UNKNOWN,
  TRUE_POSITIVE,
  FALSE_POSITIVE,
  BENIGN_POSITIVE;

  /// The state of this exact name, or empty.
  public static Optional<VerificationState> named(String name) {
    return Arrays.stream(values()).filter(state -> state.name().equals(name)).findFirst();
  }
}
