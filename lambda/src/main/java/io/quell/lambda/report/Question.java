package io.quell.lambda.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What an operator asks the log, each a query of CloudWatch Logs Insights. The stack saves them,
/// and `docs/operations.md` shows the same.
///
/// A word in capitals, such as `FINDING`, is replaced by whoever asks.
public enum Question {
  /// The rules by what they changed.
  MOST_CHANGED(
      "Which rule changed most?",
      """
      filter message = "decision" and result = "processed" and ispresent(decidedBy)
      | stats count(*) as findings by decidedBy
      | sort findings desc
      | limit 20
      """),
  /// The past of one finding.
  FINDING(
      "What happened to this finding?",
      """
      fields @timestamp, result, decidedBy, before.severity, after.severity, before.workflowStatus, after.workflowStatus, givenBack.0, levers, ruleBook
      | filter message = "decision" and finding = "FINDING"
      | sort @timestamp desc
      | limit 50
      """),
  /// Why one finding stayed as it was.
  NOT_CHANGED(
      "Why was this finding not changed?",
      """
      fields @timestamp, result, rules.0, kept.0, kept.1, code, reason, unknownRules.0, failedRules.0.rule, failedRules.0.reason, levers
      | filter message = "decision" and finding = "FINDING" and result != "processed"
      | sort @timestamp desc
      | limit 50
      """),
  /// What went back to what it was before Quell.
  GIVEN_BACK(
      "What was given back?",
      """
      fields @timestamp, finding, control, account, givenBack.0, givenBack.1, decidedBy, levers, ruleBook
      | filter message = "decision" and result = "processed" and ispresent(givenBack.0)
      | sort @timestamp desc
      | limit 100
      """),
  /// Updates that did not go through.
  UNPROCESSED(
      "What did Security Hub not process?",
      """
      filter message = "decision" and result = "unprocessed"
      | stats count(*) as findings, latest(reason) as latestReason, latest(finding) as latestFinding by code
      | sort findings desc
      """),
  /// What enforcing would do.
  OBSERVED(
      "What would be changed, where Quell observes?",
      """
      filter message = "decision" and result = "observed"
      | stats count_distinct(finding) as findings by decidedBy, after.workflowStatus, after.severity
      | sort findings desc
      """),
  /// Rules that fail.
  FAILING(
      "Which rules fail, and why?",
      """
      filter message = "decision" and ispresent(failedRules.0.rule)
      | stats count(*) as findings, latest(finding) as latestFinding by failedRules.0.rule, failedRules.0.reason
      | sort findings desc
      """),
  /// Marks that name rules that the book does not know.
  UNKNOWN(
      "Which rules does the book not know?",
      """
      filter message = "decision" and ispresent(unknownRules.0)
      | stats count_distinct(finding) as findings by unknownRules.0, ruleBook
      | sort findings desc
      """),
  /// Events that were not read.
  UNREADABLE(
      "Which events could not be read?",
      """
      fields @timestamp, event, reason
      | filter message = "event unreadable"
      | sort @timestamp desc
      | limit 50
      """),
  /// The rules that decided, and since when.
  RULES(
      "Which rules were in force?",
      """
      filter message = "decision"
      | stats count(*) as findings, min(@timestamp) as first, max(@timestamp) as last by ruleBook
      | sort last desc
      """),
  /// The levers that were pulled, and what became of them.
  LEVERS(
      "Which levers were in force?",
      """
      fields @timestamp, message, levers, mode, suspended.0, suspended.1, suspended.2, unknownRules.0, problems.0, reason
      | filter message in ["levers taken", "levers accepted again", "levers refused", "levers unavailable", "levers name unknown rules"]
      | sort @timestamp desc
      | limit 50
      """),
  /// The runs of the reconciliation, an invocation a line.
  RUNS(
      "What did a run of the reconciliation do?",
      """
      fields @timestamp, reconcile, at, depth, result, read, atOdds, mended, atMostLeft, slicesLeft, reason, ruleBook
      | filter message = "reconciliation"
      | sort at desc, depth asc
      | limit 100
      """);

  private final String title;
  private final String query;

  Question(String title, String query) {
    this.title = title;
    this.query = query;
  }

  /// The question, for people.
  public String title() {
    return title;
  }

  /// The query.
  public String query() {
    return query.strip();
  }

  /// Whether only the log of the reconciliation answers it.
  public boolean isOfReconciliation() {
    return this == RUNS;
  }

  /// All questions as `docs/operations.md` shows them.
  public static String page() {
    return Arrays.stream(values())
        .map(question -> "### %s\n\n```\n%s\n```\n".formatted(question.title(), question.query()))
        .collect(Collectors.joining("\n"));
  }
}
