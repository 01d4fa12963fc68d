package io.quell.lambda.reconciliation;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A run that broke off: its message comes again, and what is done then is not at odds any more.
public final class ReconciliationFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ReconciliationFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
