package io.quell.infra.operations;

import io.quell.infra.intake.Intake;
import io.quell.infra.options.choice.DeliveryMode;
import io.quell.lambda.report.MetricName;
import java.util.List;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.sqs.Queue;

/// The alarms for findings that do not get through: from Security Hub to the function, through it,
/// and back.
final class IntakeAlarms {
  /// The codes of a finding that Security Hub does not have any more (docs/refusals.md), those of
  /// `UpdateResult.Unprocessed.codesOfGone` in the module `hub`, which is not here at run time.
  /// Nothing can be done for it, so one is no reason to call anybody.
  static final List<String> GONE =
      List.of("FindingNotFound", "NotShown", "ResourceNotFoundException");
  /// Findings go one by one, as resources do. So many at once are more likely looked for in the
  /// wrong place. An estimate: nobody has measured it in an account.
  private static final int MANY_GONE = 100;

  private IntakeAlarms() {}

  /// Adds them to the others.
  ///
  /// @param delivery how events reach the function. In China, where Lambda has no metrics of
  ///     asynchronous events, it is never direct
  static void addTo(
      Alarms alarms,
      Alias alias,
      Intake intake,
      Queue undelivered,
      LoggedMetrics logged,
      DeliveryMode delivery) {
    alarms.add(
        "FunctionErrors",
        alias.metricErrors(Alarms.sum()),
        1,
        1,
        "An invocation of Quell's function failed. Its events are tried again, then kept in the"
            + " queue Failed.");
    alarms.add(
        "FunctionThrottles",
        alias.metricThrottles(Alarms.sum()),
        1,
        3,
        "Lambda has throttled Quell's function in each of the last three periods of five minutes.");
    alarms.add(
        "OldestEvent",
        intake.age(),
        intake.longestAge(),
        1,
        "An event has waited for Quell's function for more than 30 minutes.");
    alarms.add(
        "Stopped",
        Stopped.queue(intake.findings()),
        1,
        Stopped.PERIODS,
        "Quell is stopped: for 15 minutes an event has waited in the queue Findings, and nobody"
            + " takes it.");
    if (delivery == DeliveryMode.DIRECT) {
      alarms.add(
          "StoppedDirect",
          Stopped.asynchronous(alias.getVersion().getLambda()),
          1,
          1,
          "Quell is stopped: Lambda drops its events, and the function does not run. They are in"
              + " the queue Failed.");
    }
    alarms.add(
        "UnprocessedFindings",
        MetricMath.difference(
            "Unprocessed",
            logged.sum(MetricName.FINDINGS_UNPROCESSED),
            GONE.stream()
                .map(code -> logged.sumOfCode(MetricName.FINDINGS_UNPROCESSED, code))
                .toList()),
        1,
        1,
        "An update of Quell's was not made, or Security Hub did not take it. Findings that are gone"
            + " do not count.");
    alarms.add(
        "GoneFindings",
        MetricMath.total(
            GONE.stream()
                .map(code -> logged.sumOfCode(MetricName.FINDINGS_UNPROCESSED, code))
                .toList()),
        MANY_GONE,
        1,
        "Security Hub has none of %d findings or more that Quell was to update in five minutes."
            .formatted(MANY_GONE));
    alarms.add(
        "NotReachedFindings",
        logged.sum(MetricName.FINDINGS_NOT_REACHED),
        1,
        3,
        "In each of the last three periods of five minutes an invocation of Quell's had no time to"
            + " decide on all of its findings. They are tried again.");
    alarms.add(
        "UnreadableAnswers",
        logged.sum(MetricName.HUB_ANSWERS_UNREADABLE),
        1,
        1,
        "Security Hub has answered what Quell cannot read. The findings are tried again.");
    alarms.add(
        "UnreadableEvents",
        logged.sum(MetricName.EVENTS_UNREADABLE),
        1,
        1,
        "Quell could not read an event, or a reconciliation a finding or a message. An event is"
            + " tried again, then kept in the queue Failed.");
    alarms.add(
        "UndeliveredEvents",
        undelivered.metricApproximateNumberOfMessagesVisible(Alarms.maximum()),
        1,
        1,
        "EventBridge could not hand an event over to Quell. It is in the queue Undelivered, and its"
            + " attributes ERROR_CODE and ERROR_MESSAGE say why.");
    alarms.add(
        "FailedEvents",
        intake.failed().metricApproximateNumberOfMessagesVisible(Alarms.maximum()),
        1,
        1,
        "Quell's function gave an event up. It is in the queue Failed, and the log says why.");
  }
}
