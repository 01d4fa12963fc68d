package io.quell.lambda.publication;

import java.io.Serial;

/// There are no rules to decide by. The invocation must fail, so that its events come again: to
/// decide by other rules than those that are deployed would be wrong without a word.
public final class RulesUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  RulesUnavailableException(String message) {
    super(message);
  }
}
