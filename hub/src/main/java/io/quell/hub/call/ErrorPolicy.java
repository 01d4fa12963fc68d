package io.quell.hub.call;

import java.util.Map;
import java.util.Objects;

/// What is done about each way a finding, or a whole call, can be refused: the one table of it.
///
/// `docs/refusals.md` says the same for people. Source: the error codes and exceptions of
/// BatchUpdateFindings and BatchUpdateFindingsV2 in the API reference.
public enum ErrorPolicy {
  /// Tried again in this invocation, after a pause that grows and is jittered.
  RETRY,
  /// The caller slows down to the quota and tries again; it does not count as a failure.
  SLOW_DOWN,
  /// The call is cut into halves until the finding at fault stands alone; the rest goes through.
  SPLIT,
  /// Not tried again in this invocation, but worth a later one: the event goes back to where it
  /// came from.
  GIVE_BACK,
  /// Not worth another try as it is: somebody has to look at it. The event ends in a dead-letter
  /// queue.
  REPORT;

  /// The answer names the finding neither as processed nor as unprocessed.
  public static final String NOT_ANSWERED = "NotAnswered";
  /// The answer is none that Quell can read; whether the updates arrived, nobody knows. To send
  /// them again does no harm.
  public static final String ANSWER_UNREADABLE = "AnswerUnreadable";
  /// Nobody knows whether the call arrived; to send it again does no harm.
  public static final String CALL_LOST = "CallLost";
  /// There was no time left for the call.
  public static final String TIME_RAN_OUT = "TimeRanOut";
  /// There is nobody to call as.
  public static final String NO_CREDENTIALS = "NoCredentials";

  /// By the error code of an unprocessed finding, of both operations.
  public static final Map<String, ErrorPolicy> OF_FINDING =
      Map.of(
          "ConcurrentUpdateError",
          RETRY,
          "InternalFailure",
          RETRY,
          "DuplicatedFindingIdentifier",
          REPORT,
          "FindingNotFound",
          REPORT,
          "FindingSizeExceeded",
          REPORT,
          "InvalidInput",
          REPORT,
          "InternalServerException",
          RETRY,
          "ConflictException",
          RETRY,
          "ResourceNotFoundException",
          REPORT,
          "ValidationException",
          REPORT);

  /// By the exception of a call that was refused as a whole, of both operations.
  public static final Map<String, ErrorPolicy> OF_CALL =
      Map.ofEntries(
          Map.entry("InternalException", RETRY),
          Map.entry("InternalServerException", RETRY),
          Map.entry("ConflictException", RETRY),
          Map.entry("LimitExceededException", SLOW_DOWN),
          Map.entry("ThrottlingException", SLOW_DOWN),
          Map.entry("TooManyRequestsException", SLOW_DOWN),
          Map.entry("InvalidInputException", SPLIT),
          Map.entry("ValidationException", SPLIT),
          Map.entry("RequestEntityTooLargeException", SPLIT),
          Map.entry("InvalidAccessException", GIVE_BACK),
          Map.entry("AccessDeniedException", GIVE_BACK));

  /// By Quell's own name for what went wrong, where the service said nothing.
  public static final Map<String, ErrorPolicy> OF_SILENCE =
      Map.of(
          NOT_ANSWERED,
          RETRY,
          ANSWER_UNREADABLE,
          RETRY,
          CALL_LOST,
          RETRY,
          TIME_RAN_OUT,
          GIVE_BACK,
          NO_CREDENTIALS,
          GIVE_BACK);

  /// What to do about an unprocessed finding. A code that is not in the table is new: a later
  /// version may know it.
  public static ErrorPolicy ofFinding(String code) {
    return OF_FINDING.getOrDefault(code, GIVE_BACK);
  }

  /// What to do about a call that was refused as a whole.
  ///
  /// @param code the exception's name
  /// @param httpStatus the answer's HTTP status, for exceptions that are not in the table
  public static ErrorPolicy ofCall(String code, int httpStatus) {
    ErrorPolicy known = OF_CALL.get(code);
    if (known != null) {
      return known;
    }
    if (httpStatus == 429) {
      return SLOW_DOWN;
    }
    return httpStatus >= 500 ? RETRY : GIVE_BACK;
  }

  /// What to do where the service said nothing.
  public static ErrorPolicy ofSilence(String code) {
    return Objects.requireNonNull(OF_SILENCE.get(code), code);
  }

  /// Whether the same update may go through in a later invocation.
  public boolean isWorthRetrying() {
    return switch (this) {
      case RETRY, SLOW_DOWN, GIVE_BACK -> true;
      case SPLIT, REPORT -> false;
    };
  }
}
