package io.quell.hub.call;

import io.quell.value.Bounded;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A call that reads or imports was refused, or got no answer.
public final class CallRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean isCallersFault;
  private final boolean isAnswered;

  private CallRefusedException(
      String message, boolean isCallersFault, boolean isAnswered, @Nullable Throwable cause) {
    super(Bounded.sentence(message), cause);
    this.isCallersFault = isCallersFault;
    this.isAnswered = isAnswered;
  }

  /// The hub said no.
  public static CallRefusedException refused(
      String message, boolean isCallersFault, @Nullable Throwable cause) {
    return new CallRefusedException(message, isCallersFault, true, cause);
  }

  /// The hub failed, or did not answer, however often it was asked.
  public static CallRefusedException givenUp(String message, Throwable cause) {
    return new CallRefusedException(message, false, false, cause);
  }

  /// Whether what was asked for makes no sense, such as a filter that does not exist, or a finding
  /// that the format does not allow.
  public boolean isCallersFault() {
    return isCallersFault;
  }

  /// Whether the hub said no, so that nothing was done. Otherwise nobody knows.
  public boolean isAnswered() {
    return isAnswered;
  }
}
