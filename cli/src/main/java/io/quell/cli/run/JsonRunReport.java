package io.quell.cli.run;

import io.quell.cli.input.InputItem;
import io.quell.cli.report.JsonLines;
import io.quell.cli.report.Untold;
import io.quell.finding.Finding;
import io.quell.finding.JsonMembers;
import io.quell.lambda.report.LogLines;
import io.quell.lambda.report.Result;
import java.util.Optional;

/// A run for machines: JSON lines. A decision's line is the one that the function logs, with the
/// file it came from and the finding as the hub holds it; the last line is the summary.
///
/// @param ruleBook the version of the rules that decide
record JsonRunReport(JsonLines out, Untold err, String ruleBook) implements RunReport {
  @Override
  public void decided(InputItem item, Result result, Optional<Finding> after) {
    out.print(
        LogLines.decision(result, ruleBook)
            .with("file", item.file())
            .withPresent("held", after.map(Finding::json)));
  }

  @Override
  public void skipped(InputItem item, String reason) {
    out.print(item.event("INFO", "event skipped", reason));
  }

  @Override
  public void unreadable(InputItem item, String reason) {
    out.print(item.event("ERROR", "event unreadable", reason));
    err.add(item.where(), reason);
  }

  @Override
  public void finish(RunCounts runCounts) {
    err.finish();
    JsonMembers line =
        JsonMembers.line(runCounts.hasFailures() ? "ERROR" : "INFO", "summary")
            .withAll(runCounts.byKey());
    if (runCounts.isInterrupted()) {
      line.with("interrupted", true);
    }
    out.print(line);
  }
}
