package io.quell.hub;

import io.quell.hub.call.ErrorPolicy;

/// What became of a finding's update.
public sealed interface UpdateResult {

  /// Security Hub took the update.
  record Processed() implements UpdateResult {}

  /// Security Hub did not take the update.
  ///
  /// @param code the service's error code, `FindingNotFound`, or the name of what went wrong on the
  ///     way there
  /// @param message what went wrong, for a person
  /// @param worthRetrying whether the same update may go through later
  record Unprocessed(String code, String message, boolean worthRetrying) implements UpdateResult {
    /// Whether it was not sent for want of time.
    public boolean isOutOfTime() {
      return code.equals(ErrorPolicy.TIME_RAN_OUT);
    }

    /// Whether the hub has answered, and says nothing of the finding that can be read.
    public boolean isUnreadable() {
      return code.equals(ErrorPolicy.ANSWER_UNREADABLE) || code.equals(ErrorPolicy.NOT_ANSWERED);
    }
  }
}
