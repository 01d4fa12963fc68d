package io.quell.lambda.report;

/// The metrics that Quell writes to its log, in the namespace [Metrics#NAMESPACE], unit Count. All
/// have the dimension [Metrics#STACK] where the function belongs to a stack, and no other one where
/// nothing else is said.
public enum MetricName {
  /// Findings that were decided on.
  FINDINGS_EVALUATED("FindingsEvaluated"),
  /// Findings whose update the hub took, over all and by [Metrics#RULE] where that is switched on.
  FINDINGS_UPDATED("FindingsUpdated"),
  /// Findings whose update was decided and not sent, because the stack or a lever observes; only
  /// where there are any.
  FINDINGS_WOULD_UPDATE("FindingsWouldUpdate"),
  /// Findings that a rule matched, by [Metrics#RULE] only, where that is switched on.
  FINDINGS_MATCHED("FindingsMatched"),
  /// Findings whose update the hub did not take, over all and by [Metrics#CODE].
  FINDINGS_UNPROCESSED("FindingsUnprocessed"),
  /// Findings on which something was given back, because no rule in force wants it any more.
  FINDINGS_GIVEN_BACK("FindingsGivenBack"),
  /// Findings that were left as they are although no rule wants what Quell has set on them any
  /// more, because the invocation has reached the limit of what it gives back.
  FINDINGS_NOT_GIVEN_BACK("FindingsNotGivenBack"),
  /// Findings on which everything was left as it is, because they are another book's, or a
  /// person's, or have no room for Quell's marks.
  FINDINGS_LEFT_WHOLE("FindingsLeftWhole"),
  /// Findings that keep what rules have set that the book does not know.
  FINDINGS_OF_UNKNOWN_RULES("FindingsOfUnknownRules"),
  /// Findings that were not decided on, because a newer event or a person's release about them came
  /// in the same invocation.
  FINDINGS_SUPERSEDED("FindingsSuperseded"),
  /// Rules that failed on a finding, over all and by [Metrics#RULE] where that is switched on.
  RULE_FAILURES("RuleFailures"),
  /// Rules that were left out for the rest of an invocation, because their regular expressions were
  /// given up again and again, without a dimension and by [Metrics#RULE].
  RULES_RUNNING_AWAY("RulesRunningAway"),
  /// Findings that are given back because they were not decided on in time, or because a rule that
  /// may be about them was left out.
  FINDINGS_NOT_REACHED("FindingsNotReached"),
  /// Findings of which the hub's answers to their update say nothing that can be read.
  HUB_ANSWERS_UNREADABLE("HubAnswersUnreadable"),
  /// Events that bring nothing to decide on.
  EVENTS_SKIPPED("EventsSkipped"),
  /// Events that cannot be read, wholly or in part.
  EVENTS_UNREADABLE("EventsUnreadable"),
  /// Polls after which other rules run than those that are published: their file was refused.
  RULE_FILE_REFUSED("RuleFileRefused"),
  /// Polls that brought other rules than the stack was compiled for.
  RULE_FILE_NOT_COMPILED("RuleFileNotCompiled"),
  /// Polls that did not bring the published rules.
  RULE_FILE_UNAVAILABLE("RuleFileUnavailable"),
  /// Polls after which other levers count than those that are published: their file was refused.
  LEVERS_REFUSED("LeversRefused"),
  /// Polls that did not bring the published levers.
  LEVERS_UNAVAILABLE("LeversUnavailable"),
  /// Starts of the function that were not made ready in full before Lambda took its snapshot.
  PRIMING_FAILURES("PrimingFailures"),
  /// Findings that a reconciliation has found to be other than the rules want them.
  RECONCILIATION_AT_ODDS("ReconciliationAtOdds"),
  /// Findings that a reconciliation has found at odds, and has put right.
  RECONCILIATION_MENDED("ReconciliationMended"),
  /// Findings that a reconciliation has found at odds and left, for whatever reason.
  RECONCILIATION_LEFT("ReconciliationLeft"),
  /// Reconciliations that have stopped at the most findings on which they may give something back.
  RECONCILIATIONS_STOPPED("ReconciliationsStopped"),
  /// Reconciliations that have come to their end.
  RECONCILIATIONS_FINISHED("ReconciliationsFinished"),
  /// Reconciliations that were given up: past their period, or at the end of their chain of
  /// messages.
  RECONCILIATIONS_UNFINISHED("ReconciliationsUnfinished");

  private final String id;

  MetricName(String id) {
    this.id = id;
  }

  /// The name in CloudWatch.
  public String id() {
    return id;
  }
}
