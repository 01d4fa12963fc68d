package io.quell.infra.operations;

import io.quell.infra.options.ReconciliationOptions;
import io.quell.infra.reconciliation.ReconciliationConstruct;
import io.quell.infra.reconciliation.RunQueues;
import io.quell.lambda.report.MetricName;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;

/// The alarms for reconciliations that do not do what they should. Marks of unknown rules that a
/// reconciliation finds are counted with those of the first function, whose alarm they set off.
final class ReconciliationAlarms {
  /// Until the next daily run.
  private static final int LONGEST_AGE_SECONDS = 24 * 60 * 60;

  private ReconciliationAlarms() {}

  /// Adds them to the others.
  ///
  /// @param options how far a run goes
  static void addTo(
      Alarms alarms,
      ReconciliationConstruct reconciliation,
      LoggedMetrics logged,
      ReconciliationOptions options) {
    RunQueues queues = reconciliation.queues();
    alarms.add(
        "UnfinishedRuns",
        logged.sum(MetricName.RECONCILIATIONS_UNFINISHED),
        1,
        1,
        "A reconciliation of Quell's was given up before its end: it was past its time, or at the"
            + " end of its chain of messages.");
    alarms.add(
        "FailedRuns",
        queues.failed().metricApproximateNumberOfMessagesVisible(Alarms.maximum()),
        1,
        1,
        "A part of a reconciliation of Quell's was not done. Its message is in the queue"
            + " FailedRuns, and the log says why.");
    alarms.add(
        "OldestRun",
        queues
            .runs()
            .metricApproximateAgeOfOldestMessage(
                MetricOptions.builder().statistic(Stats.MAXIMUM).build()),
        LONGEST_AGE_SECONDS,
        1,
        "A reconciliation of Quell's has waited for a day.");
    alarms.add(
        "StoppedReconciliation",
        Stopped.queue(queues.runs()),
        1,
        Stopped.PERIODS,
        "Quell's reconciliation is stopped: for 15 minutes a message has waited, and nobody takes"
            + " it.");
    alarms.add(
        "StoppedRuns",
        logged.sum(MetricName.RECONCILIATIONS_STOPPED),
        1,
        1,
        ("A reconciliation of Quell's has stopped at the %d findings on which it gives something"
                + " back (reconcileAtMost).")
            .formatted(options.atMost()));
    alarms.add(
        "UnstartedRuns",
        queues.unstarted().metricApproximateNumberOfMessagesVisible(Alarms.maximum()),
        1,
        1,
        "A reconciliation of Quell's was not started. What should have started it is in the queue"
            + " UnstartedRuns, and its attributes say why.");
  }
}
