package io.quell.infra.options;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What whoever operates the stack sees and is told.
///
/// @param alarmEmail who is told of alarms, or null
/// @param logRetentionDays how long logs are kept; one of the periods that CloudWatch Logs offers
/// @param ruleMetrics whether there are metrics by rule too
public record OperationOptions(
    @Nullable String alarmEmail, int logRetentionDays, boolean ruleMetrics) {
  /// The periods that CloudWatch Logs offers, in days (PutRetentionPolicy, retentionInDays).
  static final List<Integer> RETENTIONS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  public OperationOptions {
    DeploymentOption.ALARM_EMAIL.require(
        alarmEmail == null || EMAIL.matcher(alarmEmail).matches(), alarmEmail);
    DeploymentOption.LOG_RETENTION.require(RETENTIONS.contains(logRetentionDays), logRetentionDays);
  }

  static OperationOptions read(OptionValues values) {
    return new OperationOptions(
        values.textOrNull(DeploymentOption.ALARM_EMAIL),
        values.number(DeploymentOption.LOG_RETENTION),
        values.isOn(DeploymentOption.RULE_METRICS));
  }
}
