package io.quell.infra.operations;

import io.quell.infra.intake.Intake;
import io.quell.infra.reconciliation.ReconciliationConstruct;
import io.quell.lambda.report.MetricName;
import io.quell.lambda.report.Metrics;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/// The dashboard: what arrives, what each rule changes, what Security Hub refuses, how long it all
/// takes.
public final class Overview {
  private static final int HALF_WIDTH = 12;

  private Overview() {}

  /// Creates it.
  ///
  /// @param alias the function that it is about
  /// @param intake how events reach the function
  /// @param reconciliation the second function, or null where there is none
  /// @param alarms those to show
  /// @param isByRule whether the functions count by rule too
  public static Dashboard create(
      Construct scope,
      Alias alias,
      Intake intake,
      @Nullable ReconciliationConstruct reconciliation,
      List<Alarm> alarms,
      boolean isByRule) {
    LoggedMetrics logged = LoggedMetrics.in(scope);
    Dashboard dashboard = Dashboard.Builder.create(scope, "Dashboard").build();
    if (!alarms.isEmpty()) {
      dashboard.addWidgets(
          AlarmStatusWidget.Builder.create()
              .title("Alarms")
              .width(2 * HALF_WIDTH)
              .height(3)
              .alarms(alarms.stream().map(IAlarm.class::cast).toList())
              .build());
    }
    dashboard.addWidgets(
        graph(
            "Findings evaluated",
            logged.sum(MetricName.FINDINGS_EVALUATED),
            logged.sum(MetricName.FINDINGS_GIVEN_BACK),
            logged.sum(MetricName.FINDINGS_NOT_GIVEN_BACK),
            logged.sum(MetricName.FINDINGS_LEFT_WHOLE),
            logged.sum(MetricName.FINDINGS_OF_UNKNOWN_RULES),
            logged.sum(MetricName.FINDINGS_SUPERSEDED),
            logged.sum(MetricName.EVENTS_SKIPPED),
            logged.sum(MetricName.EVENTS_UNREADABLE)),
        graph(
            "Findings updated",
            logged.sum(MetricName.FINDINGS_UPDATED),
            logged.sum(MetricName.FINDINGS_WOULD_UPDATE),
            logged.sum(MetricName.FINDINGS_UNPROCESSED),
            logged.sum(MetricName.FINDINGS_NOT_REACHED)));
    dashboard.addWidgets(
        graph(
            "Rules that fail or run away",
            logged.sum(MetricName.RULE_FAILURES),
            logged.sum(MetricName.RULES_RUNNING_AWAY)),
        graph(
            "Findings unprocessed, by code",
            logged.by(MetricName.FINDINGS_UNPROCESSED, Metrics.CODE)));
    if (isByRule) {
      dashboard.addWidgets(
          graph("Findings updated, by rule", logged.by(MetricName.FINDINGS_UPDATED, Metrics.RULE)),
          graph("Findings matched, by rule", logged.by(MetricName.FINDINGS_MATCHED, Metrics.RULE)));
    }
    dashboard.addWidgets(
        graph(
            "Latency of the function",
            alias.metricDuration(percentile("p50")),
            alias.metricDuration(percentile("p99")),
            alias.metricDuration(percentile("Maximum"))),
        graph("Age of the oldest event", intake.age()));
    dashboard.addWidgets(
        graph(
            "Invocations",
            alias.metricInvocations(),
            alias.metricErrors(),
            alias.metricThrottles()),
        graph(
            "Stopped: 1 where messages wait and nobody takes them",
            Stopped.queue(intake.findings())));
    if (reconciliation != null) {
      addReconciliation(dashboard, reconciliation, logged);
    }
    return dashboard;
  }

  private static void addReconciliation(
      Dashboard dashboard, ReconciliationConstruct reconciliation, LoggedMetrics logged) {
    dashboard.addWidgets(
        graph(
            "Findings at odds with the rules, by reconciliation",
            logged.sum(MetricName.RECONCILIATION_AT_ODDS),
            logged.sum(MetricName.RECONCILIATION_MENDED),
            logged.sum(MetricName.RECONCILIATION_LEFT)),
        graph(
            "Reconciliations",
            logged.sum(MetricName.RECONCILIATIONS_FINISHED),
            logged.sum(MetricName.RECONCILIATIONS_STOPPED),
            logged.sum(MetricName.RECONCILIATIONS_UNFINISHED)));
    dashboard.addWidgets(
        graph(
            "Invocations of reconciliation",
            reconciliation.function().metricInvocations(),
            reconciliation.function().metricErrors(),
            reconciliation.function().metricThrottles(),
            reconciliation.function().metricDuration(percentile("Maximum"))),
        graph(
            "Reconciliation's messages",
            reconciliation.queues().runs().metricApproximateNumberOfMessagesVisible(),
            reconciliation.queues().runs().metricApproximateAgeOfOldestMessage()));
    dashboard.addWidgets(
        graph(
            "Reconciliation stopped: 1 where messages wait and nobody takes them",
            Stopped.queue(reconciliation.queues().runs())));
  }

  private static MetricOptions percentile(String statistic) {
    return MetricOptions.builder()
        .statistic(statistic)
        .label(statistic)
        .period(LoggedMetrics.PERIOD)
        .build();
  }

  private static GraphWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .width(HALF_WIDTH)
        .left(List.of(metrics))
        .build();
  }
}
