package io.quell.infra.operations;

import io.quell.infra.options.Options;
import io.quell.infra.options.choice.RuleFileSource;
import io.quell.lambda.report.MetricName;
import software.amazon.awscdk.services.cloudwatch.IMetric;

/// The alarms for rules that fail, are not what was meant, or cannot be had.
final class RuleAlarms {
  // What a rule had set is given back as its findings are imported again, those of controls within
  // a day. If all of 100,000 suppressions end at once, that is some 350 in five minutes, so that a
  // single rule that ends rarely comes near 1,000. An estimate: nobody has measured it in an
  // account.
  private static final int MANY_GIVEN_BACK = 1_000;

  private RuleAlarms() {}

  /// Adds them to the others.
  ///
  /// @param mostUpdates the updates of the rule with most
  static void addTo(Alarms alarms, LoggedMetrics logged, IMetric mostUpdates, Options options) {
    alarms.add(
        "FailingRules",
        logged.sum(MetricName.RULE_FAILURES),
        1,
        1,
        "A rule of Quell's failed on a finding. The other rules went on.");
    alarms.add(
        "RunningAwayRules",
        logged.sum(MetricName.RULES_RUNNING_AWAY),
        1,
        1,
        "Expressions of a rule of Quell's took too long again and again, and an invocation has left"
            + " the rule out.");
    alarms.addMonitor(
        "MostUpdates",
        mostUpdates,
        options.operations().mostUpdates(),
        "One rule of Quell's has changed %d findings or more in five minutes (mostUpdates)."
            .formatted(options.operations().mostUpdates()));
    alarms.addMonitor(
        "GivenBackFindings",
        logged.sum(MetricName.FINDINGS_GIVEN_BACK),
        MANY_GIVEN_BACK,
        "Quell has given back what it had set on %d findings or more in five minutes, because no"
                .formatted(MANY_GIVEN_BACK)
            + " rule wants it any more.");
    alarms.add(
        "NotGivenBackFindings",
        logged.sum(MetricName.FINDINGS_NOT_GIVEN_BACK),
        1,
        1,
        ("An invocation of Quell's has reached the limit of %d findings on which it gives something"
                + " back (mostGivenBack). The rest stays as it is until its next events.")
            .formatted(options.updates().mostGivenBack()));
    alarms.add(
        "UnknownRules",
        logged.sum(MetricName.FINDINGS_OF_UNKNOWN_RULES),
        1,
        1,
        "A finding carries the mark of a rule that the rule book does not know, and keeps what that"
            + " rule has set.");
    if (options.rules() == RuleFileSource.APPCONFIG) {
      alarms.addMonitor(
          "RefusedRules",
          logged.sum(MetricName.RULE_FILE_REFUSED),
          1,
          "Quell's function cannot use the file of rules in AppConfig. It goes on with the last"
              + " good one if it has one.");
      alarms.add(
          "UnavailableRules",
          logged.sum(MetricName.RULE_FILE_UNAVAILABLE),
          1,
          1,
          "Quell's function cannot ask AppConfig for its rules. It goes on with the last good ones"
              + " if it has some.");
    }
    alarms.add(
        "RefusedLevers",
        logged.sum(MetricName.LEVERS_REFUSED),
        1,
        1,
        "Quell's function cannot use the levers in AppConfig. Those from before stay in force.");
    alarms.add(
        "UnavailableLevers",
        logged.sum(MetricName.LEVERS_UNAVAILABLE),
        1,
        1,
        "Quell's function cannot ask AppConfig for its levers. Those from before stay in force.");
  }
}
