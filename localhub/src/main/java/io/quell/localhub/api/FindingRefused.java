package io.quell.localhub.api;

/// A refusal of one finding in a batch, which leaves the batch's other findings alone.
public final class FindingRefused extends RuntimeException {
  private final UnprocessedCode code;

  public FindingRefused(UnprocessedCode code) {
    this(code, code.message());
  }

  public FindingRefused(UnprocessedCode code, String message) {
    super(message);
    this.code = code;
  }

  public static FindingRefused notFound() {
    return new FindingRefused(UnprocessedCode.FINDING_NOT_FOUND);
  }

  public static FindingRefused tooLarge() {
    return new FindingRefused(UnprocessedCode.FINDING_SIZE_EXCEEDED);
  }

  /// A value that the finding format does not allow; the message says which and why.
  public static FindingRefused invalidInput(String message) {
    return new FindingRefused(UnprocessedCode.INVALID_INPUT, message);
  }

  /// The error code, such as `FindingNotFound`.
  public String code() {
    return code.code();
  }

  /// What is wrong, in a sentence.
  public String text() {
    return String.valueOf(getMessage());
  }
}
