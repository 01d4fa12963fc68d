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
      Alarms alarms, ReconciliationConstruct reconciliation, ReconciliationOptions options) {
    RunQueues queues = reconciliation.queues();
    alarms.add(
        "UnfinishedRuns",
        LoggedMetrics.sum(MetricName.RECONCILIATIONS_UNFINISHED),
        1,
        1,
        ("A reconciliation of Quell's was given up before its end. The log says why: past its time,"
                + " or at the end of its chain of messages. Compare reconcileFindings, %d, with the"
                + " findings that are marked.")
            .formatted(options.findings()));
    alarms.add(
        "FailedRuns",
        queues.failed().metricApproximateNumberOfMessagesVisible(Alarms.maximum()),
        1,
        1,
        "A part of a reconciliation of Quell's was not done. Its message is in this queue, the"
            + " reason in the log: see docs/deploy.md.");
    alarms.add(
        "OldestRun",
        queues
            .runs()
            .metricApproximateAgeOfOldestMessage(
                MetricOptions.builder().statistic(Stats.MAXIMUM).build()),
        LONGEST_AGE_SECONDS,
        1,
        "A reconciliation of Quell's has waited for a day. See whether the function runs, or is"
            + " throttled, and how long its runs take.");
    alarms.add(
        "StoppedRuns",
        LoggedMetrics.sum(MetricName.RECONCILIATIONS_STOPPED),
        1,
        1,
        ("A reconciliation of Quell's has stopped at the %d findings on which it gives something"
                + " back (reconcileAtMost). Look at what it would give back, and whether the rules"
                + " are as they should be; then run 'quell reconcile --KIND --yes N'"
                + " with the run's kind and a higher number, as its log line says.")
            .formatted(options.atMost()));
    alarms.add(
        "UnstartedRuns",
        queues.unstarted().metricApproximateNumberOfMessagesVisible(Alarms.maximum()),
        1,
        1,
        "A reconciliation of Quell's was not started. What should have started it is in this queue,"
            + " with the reason: see docs/deploy.md.");
  }
}
