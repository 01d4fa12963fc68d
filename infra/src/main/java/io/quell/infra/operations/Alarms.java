package io.quell.infra.operations;

import io.quell.infra.intake.Intake;
import io.quell.infra.options.Options;
import io.quell.infra.options.choice.RuleFileSource;
import io.quell.infra.reconciliation.ReconciliationConstruct;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// One alarm for each way in which findings stay as they were, are changed by mistake, or are lost.
/// Each description says what has happened, and names the section of `docs/operations.md` that says
/// what to do.
public final class Alarms {
  /// The page that the descriptions name.
  static final String PAGE = "docs/operations.md";

  private final Construct scope;
  private final boolean isHeard;
  private final boolean isPublished;
  private final List<Alarm> alarms = new ArrayList<>();
  private final List<Alarm> rollback = new ArrayList<>();

  /// Creates the alarms, and a topic for the e-mail addresses where there are some.
  ///
  /// @param alias what is invoked
  /// @param decisions the log of its decisions
  /// @param intake how events reach it
  /// @param undelivered the queue for the events that did not
  /// @param reconciliation the second function, or null where there is none
  /// @param options who is told, and where the rules are
  /// @param key the organization's key, which also encrypts the topic of alarms
  public Alarms(
      Construct scope,
      Alias alias,
      LogGroup decisions,
      Intake intake,
      Queue undelivered,
      @Nullable ReconciliationConstruct reconciliation,
      Options options,
      Optional<IKey> key) {
    this.scope = scope;
    isHeard = options.operations().isHeard();
    isPublished = options.rules() == RuleFileSource.APPCONFIG;
    LoggedMetrics logged = LoggedMetrics.in(scope);
    IntakeAlarms.addTo(this, alias, intake, undelivered, logged, options.intake().delivery());
    RuleAlarms.addTo(this, logged, MostUpdates.of(scope, decisions), options);
    List<Metric> lost = new ArrayList<>(intake.lost());
    if (reconciliation != null) {
      ReconciliationAlarms.addTo(this, reconciliation, logged, options.reconciliation());
      lost.addAll(reconciliation.lost());
    }
    addLostEvents(lost);
    AlarmReceivers.of(scope, options.operations(), key)
        .forEach(action -> alarms.forEach(alarm -> alarm.addAlarmAction(action)));
  }

  /// As many as it takes: one alarm looks at ten metrics.
  private void addLostEvents(List<Metric> lost) {
    for (int from = 0; from < lost.size(); from += MetricMath.MOST_METRICS) {
      List<Metric> some = lost.subList(from, Math.min(lost.size(), from + MetricMath.MOST_METRICS));
      add(
          "LostEvents" + (from == 0 ? "" : from / MetricMath.MOST_METRICS + 1),
          "LostEvents",
          MetricMath.total(some),
          1,
          1,
          "An event for Quell reached neither its target nor a dead-letter queue. It is lost.");
    }
  }

  /// All of them.
  public List<Alarm> list() {
    return List.copyOf(alarms);
  }

  /// The alarms that say that published rules are wrong; one of them also where rules are packaged.
  public List<Alarm> rollback() {
    return List.copyOf(rollback);
  }

  static MetricOptions sum() {
    return MetricOptions.builder().statistic(Stats.SUM).period(LoggedMetrics.PERIOD).build();
  }

  /// The most of five minutes.
  static MetricOptions maximum() {
    return MetricOptions.builder().statistic(Stats.MAXIMUM).period(LoggedMetrics.PERIOD).build();
  }

  /// Adds an alarm that goes off at a threshold, after so many periods of five minutes.
  ///
  /// @param id its id, which is also the heading of its section
  /// @param description what has happened
  void add(String id, IMetric metric, int threshold, int periods, String description) {
    add(id, id, metric, threshold, periods, description);
  }

  /// An alarm that nobody hears is a finding itself (CloudWatch.15), and Control Tower can refuse
  /// it (CT.CLOUDWATCH.PR.1).
  private void add(
      String id, String section, IMetric metric, int threshold, int periods, String description) {
    if (isHeard) {
      alarms.add(alarm(id, section, metric, threshold, periods, description));
    }
  }

  /// Adds an alarm of one period that makes AppConfig take a publication back while it is under
  /// way. It is there also where nobody is told, if the function reads what is published.
  void addMonitor(String id, IMetric metric, int threshold, String description) {
    if (isHeard || isPublished) {
      alarms.add(alarm(id, id, metric, threshold, 1, description));
      rollback.add(alarms.getLast());
    }
  }

  /// Missing data is no alarm: most metrics have data only when something happens. So an alarm is
  /// in INSUFFICIENT_DATA, which takes a publication back too, only until it is first evaluated.
  private Alarm alarm(
      String id, String section, IMetric metric, int threshold, int periods, String description) {
    return Alarm.Builder.create(scope, id)
        .alarmDescription(
            "%s What to do: %s#%s.".formatted(description, PAGE, section.toLowerCase(Locale.ROOT)))
        .metric(metric)
        .threshold(threshold)
        .evaluationPeriods(periods)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build();
  }
}
