package io.quell.importers.source;

import io.quell.value.Bounded;

/// One rule of the source that is not imported; the message is the reason.
public final class RefusedException extends Exception {
  /// Refuses a rule.
  ///
  /// @param reason why, as the second half of a sentence
  public RefusedException(String reason) {
    super(Bounded.sentence(reason));
  }

  /// Why the rule is not imported.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
