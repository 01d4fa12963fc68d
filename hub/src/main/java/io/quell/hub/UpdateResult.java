package io.quell.hub;

import io.quell.hub.call.ErrorPolicy;
import io.quell.value.Bounded;
import io.quell.value.ShortText;
import java.util.Set;

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
    private static final int LONGEST_CODE = 100;

    public Unprocessed {
      code = ShortText.of(code, LONGEST_CODE);
      message = Bounded.sentence(message);
    }

    /// The code of a finding that was not decided on for want of time.
    private static final String NOT_REACHED = "NotReached";

    /// That a finding was not decided on for want of time.
    public static Unprocessed notReached() {
      return new Unprocessed(
          NOT_REACHED,
          "the time of this invocation ran out before the finding was decided on",
          true);
    }

    /// The code of a finding that a read does not show, so that there is nothing to update.
    private static final String NOT_SHOWN = "NotShown";
    private static final Set<String> GONE =
        Set.of("FindingNotFound", "ResourceNotFoundException", NOT_SHOWN);

    /// The codes of a finding that there is none of, of both operations and of a read. An alarm of
    /// the stack counts them, and a test holds its list to this one.
    public static Set<String> codesOfGone() {
      return GONE;
    }

    /// That a read does not show the finding.
    public static Unprocessed notShown(String message) {
      return new Unprocessed(NOT_SHOWN, message, true);
    }

    /// Whether Security Hub does not have the finding, as it says. Just after a finding was
    /// imported, and in another account or Region, it says so too.
    public boolean isGone() {
      return GONE.contains(code);
    }

    /// Whether it was not decided on for want of time.
    public boolean isNotReached() {
      return code.equals(NOT_REACHED);
    }

    /// Whether it was not decided on, or not sent, for want of time.
    public boolean isOutOfTime() {
      return isNotReached() || code.equals(ErrorPolicy.TIME_RAN_OUT);
    }

    /// Whether the hub has answered, and says nothing of the finding that can be read.
    public boolean isUnreadable() {
      return code.equals(ErrorPolicy.ANSWER_UNREADABLE) || code.equals(ErrorPolicy.NOT_ANSWERED);
    }
  }
}
