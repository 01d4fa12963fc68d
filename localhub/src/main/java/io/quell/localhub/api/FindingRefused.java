package io.quell.localhub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A refusal of one finding in a batch, which leaves the batch's other findings alone.
public final class FindingRefused extends RuntimeException {
  private final UnprocessedCode code;

  /// A refusal with this code, in the words of the code.
  public FindingRefused(UnprocessedCode code) {
    this(code, code.message());
  }

  /// A refusal with this code; the message says in a sentence what is wrong.
  public FindingRefused(UnprocessedCode code, String message) {
    super(message);
    this.code = code;
  }

  /// The finding is larger than the 240 KB that the service takes.
  public static FindingRefused tooLarge() {
    return new FindingRefused(UnprocessedCode.FINDING_SIZE_EXCEEDED);
  }

  /// A value that the finding format does not allow; the message says which and why.
  public static FindingRefused invalidInput(String message) {
    return new FindingRefused(UnprocessedCode.INVALID_INPUT, message);
  }

  /// Adds the error code, such as `FindingNotFound`, and what is wrong to a finding's entry in the
  /// answer.
  public ObjectNode addTo(ObjectNode entry) {
    return entry.put("ErrorCode", code.code()).put("ErrorMessage", getMessage());
  }
}
