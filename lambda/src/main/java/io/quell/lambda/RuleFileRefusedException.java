package io.quell.lambda;

import io.quell.rulefile.RuleFileException;
import java.io.Serial;

/// A file of rules that must not be deployed. The message has all that is wrong with it.
public final class RuleFileRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  RuleFileRefusedException(RuleFileException refused) {
    super("the file of rules cannot be used:\n" + refused.getMessage(), refused);
  }
}
