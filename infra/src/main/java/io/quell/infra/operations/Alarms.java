package io.quell.infra.operations;

import io.quell.infra.intake.Intake;
import io.quell.infra.options.Options;
import io.quell.infra.options.RuleFileSource;
import io.quell.infra.reconciliation.ReconciliationConstruct;
import io.quell.lambda.report.MetricName;
import io.quell.update.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// One alarm for each way in which findings stay as they were, or are lost. Each description says
/// what to do.
public final class Alarms {
  private static final int MOST_METRICS = 10;
  // What a rule had set is given back as its findings are imported again, those of controls within
  // a day. If all of 100,000 suppressions end at once, that is some 350 in five minutes, so that a
  // single rule that ends rarely comes near 1,000. An estimate: nobody has measured it in an
  // account.
  private static final int MANY_GIVEN_BACK = 1_000;

  private final Construct scope;
  private final List<Alarm> alarms = new ArrayList<>();
  private final List<Alarm> rollback = new ArrayList<>();

  /// Creates the alarms, and a topic for the e-mail address where there is one.
  ///
  /// @param alias what is invoked
  /// @param intake how events reach it
  /// @param undelivered the queue for the events that did not
  /// @param reconciliation the second function, or null where there is none
  /// @param options who is told, and where the rules are
  public Alarms(
      Construct scope,
      Alias alias,
      Intake intake,
      Queue undelivered,
      @Nullable ReconciliationConstruct reconciliation,
      Options options) {
    this.scope = scope;
    add(
        "FunctionErrors",
        alias.metricErrors(sum()),
        1,
        1,
        "Quell's function fails. Read its log; what it did not deal with is tried again, then kept"
            + " in the queue of failed events.");
    add(
        "FunctionThrottles",
        alias.metricThrottles(sum()),
        1,
        3,
        "Lambda has throttled Quell's function for 15 minutes. Look for another function that uses"
            + " up the account's concurrency.");
    add(
        "OldestEvent",
        intake.age(),
        intake.longestAge(),
        1,
        "Events wait for Quell's function for more than 15 minutes. Compare the arriving findings"
            + " with %d calls a second of %d findings."
                .formatted(Limits.CALLS_A_SECOND, Limits.MOST_FINDINGS_A_CALL));
    add(
        "UnprocessedFindings",
        LoggedMetrics.sum(MetricName.FINDINGS_UNPROCESSED),
        1,
        1,
        "Security Hub did not process updates of Quell's. The dashboard has the error codes, the"
            + " log the findings.");
    add(
        "FailingRules",
        LoggedMetrics.sum(MetricName.RULE_FAILURES),
        1,
        1,
        "A rule of Quell's fails on a finding. The log has the rule, the finding and the cause;"
            + " other rules go on.");
    add(
        "UnreadableEvents",
        LoggedMetrics.sum(MetricName.EVENTS_UNREADABLE),
        1,
        1,
        "Quell cannot read an event. The log says why; the event is tried again, then kept in the"
            + " queue of failed events.");
    add(
        "GivenBackFindings",
        LoggedMetrics.sum(MetricName.FINDINGS_GIVEN_BACK),
        MANY_GIVEN_BACK,
        1,
        ("Quell gives back what it had set on %d findings or more in five minutes, because no rule"
             + " wants it any more. Compare givenBack in the log with what was last changed in the"
             + " rules. If that was a mistake, deploy the earlier rules: they set it again as"
             + " events come.")
            .formatted(MANY_GIVEN_BACK));
    boolean isPublished = options.rules() == RuleFileSource.APPCONFIG;
    if (isPublished) {
      rollback.add(alarms.getLast());
    }
    add(
        "NotGivenBackFindings",
        LoggedMetrics.sum(MetricName.FINDINGS_NOT_GIVEN_BACK),
        1,
        1,
        ("Quell gives nothing more back in an invocation that has reached the limit of %d findings"
                + " (mostGivenBack). What no rule wants any more stays on the rest until their next"
                + " events. If the rules are as they should be, raise the limit.")
            .formatted(options.updates().mostGivenBack()));
    add(
        "UnknownRules",
        LoggedMetrics.sum(MetricName.FINDINGS_OF_UNKNOWN_RULES),
        1,
        1,
        "Findings carry marks of rules that the rule book does not know, and keep what those have"
            + " set. unknownRules in the log has their ids: add them to removed, or to moved where"
            + " they have a new id.");
    if (isPublished) {
      add(
          "RefusedRules",
          LoggedMetrics.sum(MetricName.RULE_FILE_REFUSED),
          1,
          1,
          "Quell's function cannot use the file of rules in AppConfig, and goes on with the last"
              + " good one if it has one. The log has all that is wrong; publish a version that is"
              + " right.");
      rollback.add(alarms.getLast());
      add(
          "UnavailableRules",
          LoggedMetrics.sum(MetricName.RULE_FILE_UNAVAILABLE),
          1,
          1,
          "Quell's function cannot ask AppConfig for its rules, and goes on with the last good ones"
              + " if it has some. The log has the reason.");
    }
    add(
        "UndeliveredEvents",
        undelivered.metricApproximateNumberOfMessagesVisible(maximum()),
        1,
        1,
        "EventBridge could not hand events over to Quell for a day. They are in this queue: see"
            + " docs/deploy.md.");
    add(
        "FailedEvents",
        intake.failed().metricApproximateNumberOfMessagesVisible(maximum()),
        1,
        1,
        "Quell's function gave events up. They are in this queue: see docs/deploy.md.");
    List<Metric> lost = new ArrayList<>(intake.lost());
    if (reconciliation != null) {
      ReconciliationAlarms.addTo(this, reconciliation, options.reconciliation());
      lost.addAll(reconciliation.lost());
    }
    addLostEvents(lost);
    String email = options.operations().alarmEmail();
    if (email != null) {
      SnsAction action = new SnsAction(AlarmTopic.create(scope, email));
      alarms.forEach(alarm -> alarm.addAlarmAction(action));
    }
  }

  /// As many as it takes: an alarm looks at ten metrics at most (CloudWatch, metric math alarms).
  private void addLostEvents(List<Metric> lost) {
    for (int from = 0; from < lost.size(); from += MOST_METRICS) {
      add(
          from == 0 ? "LostEvents" : "LostEvents" + (from / MOST_METRICS + 1),
          LoggedMetrics.total(lost.subList(from, Math.min(lost.size(), from + MOST_METRICS))),
          1,
          1,
          "Events for Quell reached neither their target nor a dead-letter queue and are lost. Look"
              + " at the queues' policies.");
    }
  }

  /// All of them.
  public List<Alarm> list() {
    return List.copyOf(alarms);
  }

  /// The alarms that say that published rules are wrong; none where rules are packaged.
  public List<Alarm> rollback() {
    return List.copyOf(rollback);
  }

  private static MetricOptions sum() {
    return MetricOptions.builder().statistic(Stats.SUM).period(LoggedMetrics.PERIOD).build();
  }

  /// The most of five minutes.
  static MetricOptions maximum() {
    return MetricOptions.builder().statistic(Stats.MAXIMUM).period(LoggedMetrics.PERIOD).build();
  }

  /// Adds an alarm that goes off at a threshold, after so many periods of five minutes.
  void add(String id, IMetric metric, int threshold, int periods, String description) {
    alarms.add(
        Alarm.Builder.create(scope, id)
            .alarmDescription(description)
            .metric(metric)
            .threshold(threshold)
            .evaluationPeriods(periods)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }
}
