package io.quell.cli.sweep;

import io.quell.cli.report.JsonLines;
import io.quell.cli.report.Reasons;
import io.quell.cli.report.RuleNumber;
import io.quell.cli.report.RuleNumbers;
import io.quell.finding.JsonMembers;
import io.quell.lambda.report.LogLines;
import io.quell.lambda.report.Result;

/// A pass for machines: JSON lines. A finding's line is the one that the function logs; then there
/// is a line for each rule, for each reason why something was kept or failed, and the summary.
///
/// @param version the version of the rules that decide
record JsonSweepReport(JsonLines out, String version) implements SweepReport {
  @Override
  public void decided(Proposal proposal, Result result) {
    out.print(LogLines.decision(result, version));
  }

  @Override
  public void finish(SweepCounts counts, boolean isSent) {
    counts
        .rules()
        .byRule()
        .forEach(
            (rule, numbers) ->
                out.print(
                    JsonMembers.line("INFO", "rule")
                        .with("rule", rule)
                        .with("matched", RuleNumbers.of(numbers, RuleNumber.MATCHED))
                        .with("suppressed", RuleNumbers.of(numbers, RuleNumber.SUPPRESSED))
                        .with(
                            "statusSet",
                            RuleNumbers.of(numbers, RuleNumber.SUPPRESSED)
                                + RuleNumbers.of(numbers, RuleNumber.STATUS))
                        .with("severityMoved", RuleNumbers.of(numbers, RuleNumber.SEVERITY))
                        .with("otherSet", RuleNumbers.of(numbers, RuleNumber.OTHER))
                        .with("givenBack", RuleNumbers.of(numbers, RuleNumber.GIVEN_BACK))));
    reasons("INFO", "kept", counts.keptReasons());
    reasons("ERROR", "failed", counts.failures());
    out.print(
        JsonMembers.line(counts.hasFailed() ? "ERROR" : "INFO", "summary")
            .with("findings", counts.findings())
            .with("changed", isSent ? counts.changedFindings() : 0L)
            .with("wouldChange", isSent ? 0L : counts.changedFindings())
            .with("unprocessed", counts.unprocessedFindings())
            .with("stopped", counts.hasStopped())
            .with("brokenOff", counts.breakOff().isPresent()));
  }

  private void reasons(String level, String message, Reasons reasons) {
    reasons
        .all()
        .forEach(
            (sentence, said) ->
                out.print(
                    JsonMembers.line(level, message)
                        .with("reason", sentence)
                        .with("findings", said.number())
                        .with("examples", said.names())));
  }
}
