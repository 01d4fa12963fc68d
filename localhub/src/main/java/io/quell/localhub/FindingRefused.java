package io.quell.localhub;

/// A refusal of one finding in a batch, which leaves the batch's other findings alone.
final class FindingRefused extends RuntimeException {
  private final UnprocessedCode code;

  FindingRefused(UnprocessedCode code) {
    this(code, code.message());
  }

  FindingRefused(UnprocessedCode code, String message) {
    super(message);
    this.code = code;
  }

  static FindingRefused notFound() {
    return new FindingRefused(UnprocessedCode.FINDING_NOT_FOUND);
  }

  static FindingRefused tooLarge() {
    return new FindingRefused(UnprocessedCode.FINDING_SIZE_EXCEEDED);
  }

  /// A value that the finding format does not allow; the message says which and why.
  static FindingRefused invalidInput(String message) {
    return new FindingRefused(UnprocessedCode.INVALID_INPUT, message);
  }

  /// The error code, such as `FindingNotFound`.
  String code() {
    return code.code();
  }

  /// What is wrong, in a sentence.
  String text() {
    return String.valueOf(getMessage());
  }
}
