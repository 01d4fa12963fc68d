package io.quell.localhub;

/// A refusal of one finding in a batch, which leaves the batch's other findings alone.
///
/// Codes and messages are those that the API reference lists for `BatchUpdateFindingsUnprocessedFinding`.
final class FindingRefused extends RuntimeException {
  private final String code;

  private FindingRefused(String code, String message) {
    super(message);
    this.code = code;
  }

  static FindingRefused notFound() {
    return new FindingRefused("FindingNotFound", "Finding Not Found");
  }

  static FindingRefused duplicated() {
    return new FindingRefused("DuplicatedFindingIdentifier", "Finding Identifier is duplicated");
  }

  static FindingRefused tooLarge() {
    return new FindingRefused("FindingSizeExceeded", "Finding size exceeded 240 KB");
  }

  /// A value that the finding format does not allow; the message says which and why.
  static FindingRefused invalidInput(String message) {
    return new FindingRefused("InvalidInput", message);
  }

  /// The error code, such as `FindingNotFound`.
  String code() {
    return code;
  }

  /// What is wrong, in a sentence.
  String text() {
    return String.valueOf(getMessage());
  }
}
