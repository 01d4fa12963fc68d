package io.quell.infra.options;

import io.quell.run.mark.Marking.FieldsReading;

/// How findings are updated, and how far.
///
/// @param userDefinedFields how the service takes the user-defined fields of an update
/// @param mostGivenBack the most findings on which one invocation gives something back
/// @param lateMinutes the age in minutes from which on an event is late and its finding is read
///     first; 0 where none is read
public record UpdateOptions(FieldsReading userDefinedFields, int mostGivenBack, int lateMinutes) {
  /// More findings than an invocation has.
  static final int MOST_GIVEN_BACK = 10_000;
  /// No event is older: the queue keeps a message for seven days.
  static final int MOST_LATE_MINUTES = 7 * 24 * 60;

  public UpdateOptions {
    DeploymentOption.MOST_GIVEN_BACK.requireWithin(0, mostGivenBack, MOST_GIVEN_BACK);
    DeploymentOption.LATE_MINUTES.requireWithin(0, lateMinutes, MOST_LATE_MINUTES);
  }

  static UpdateOptions read(OptionValues values) {
    return new UpdateOptions(
        values.oneOf(DeploymentOption.USER_DEFINED_FIELDS, FieldsReading.class),
        values.number(DeploymentOption.MOST_GIVEN_BACK),
        values.numberOrOff(DeploymentOption.LATE_MINUTES));
  }
}
