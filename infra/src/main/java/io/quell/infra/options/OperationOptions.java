package io.quell.infra.options;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;

/// What whoever operates the stack sees and is told.
///
/// @param alarmTopic the ARN of a topic that alarms are sent to, or null
/// @param alarmEmails who is told of alarms by e-mail
/// @param mostUpdates from how many updates of one rule in five minutes on there is an alarm
/// @param logRetentionDays how long logs are kept; one of the periods that CloudWatch Logs offers
/// @param ruleMetrics whether there are metrics by rule too
public record OperationOptions(
    @Nullable String alarmTopic,
    List<String> alarmEmails,
    int mostUpdates,
    int logRetentionDays,
    boolean ruleMetrics) {
  /// The periods that CloudWatch Logs offers, in days (PutRetentionPolicy, retentionInDays).
  public static final List<Integer> RETENTIONS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);
  /// More than an account's quota of updates lets through in five minutes: 10 calls of 100 a
  /// second.
  static final int MOST_UPDATES = 300_000;
  /// More is a list of its own.
  static final int MOST_EMAILS = 20;

  private static final Pattern EMAIL = Pattern.compile("[^@\\s,]+@[^@\\s,]+\\.[^@\\s,]+");

  public OperationOptions {
    alarmEmails = List.copyOf(alarmEmails);
    DeploymentOption.ALARM_EMAILS.require(
        alarmEmails.stream().allMatch(email -> EMAIL.matcher(email).matches())
            && alarmEmails.size() <= MOST_EMAILS
            && alarmEmails.stream().distinct().count() == alarmEmails.size(),
        String.join(",", alarmEmails));
    DeploymentOption.MOST_UPDATES.requireWithin(1, mostUpdates, MOST_UPDATES);
    DeploymentOption.LOG_RETENTION.require(RETENTIONS.contains(logRetentionDays), logRetentionDays);
  }

  static OperationOptions read(OptionValues values) {
    return new OperationOptions(
        topic(values),
        values.list(DeploymentOption.ALARM_EMAILS),
        values.number(DeploymentOption.MOST_UPDATES),
        values.number(DeploymentOption.LOG_RETENTION),
        values.isOn(DeploymentOption.RULE_METRICS));
  }

  /// In an app of one's own it may be a topic of that app, whose ARN only the deployment knows.
  private static @Nullable String topic(OptionValues values) {
    String topic = values.textOrNull(DeploymentOption.ALARM_TOPIC);
    return topic != null && Boolean.TRUE.equals(Token.isUnresolved(topic))
        ? topic
        : values.arn(DeploymentOption.ALARM_TOPIC, "sns");
  }

  /// Whether anybody is told of alarms.
  public boolean isHeard() {
    return alarmTopic != null || !alarmEmails.isEmpty();
  }
}
