package io.quell.cli.update;

import io.quell.cli.report.JsonLines;
import io.quell.cli.report.Untold;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.JsonMembers;
import io.quell.hub.UpdateResult;

/// For machines: a line for each finding, event or failure, last the summary.
record JsonUpdateReport(JsonLines out, Untold err) implements UpdateReport {
  @Override
  public void row(UpdateReport.Row row) {
    FindingIdentifier identifier = row.target().identifier();
    JsonMembers line =
        JsonMembers.line(row.hasFailed() ? "ERROR" : "INFO", "update")
            .with("finding", identifier.toString())
            .with("identifier", ApiMembers.of(identifier))
            .with("update", ApiMembers.of(row.update(), identifier.format()))
            .with("result", row.result());
    if (row.answer().orElse(null)
        instanceof UpdateResult.Unprocessed(var code, var message, var worthRetrying)) {
      line.with("code", code).with("reason", message).with("worthRetrying", worthRetrying);
    }
    out.print(line);
  }

  @Override
  public void unreadable(String where, String reason) {
    event("ERROR", "event unreadable", where, reason);
    err.add(where, reason);
  }

  @Override
  public void skipped(String where, String reason) {
    event("INFO", "event skipped", where, reason);
  }

  private void event(String level, String message, String where, String reason) {
    out.print(JsonMembers.line(level, message).with("reason", reason).with("file", where));
  }

  @Override
  public void finish(UpdateCounts counts, String where) {
    err.finish();
    JsonMembers line =
        JsonMembers.line(counts.hasFailed() ? "ERROR" : "INFO", "summary")
            .with("findings", counts.findings())
            .with("processed", counts.processedFindings())
            .with("unprocessed", counts.unprocessedFindings())
            .with("notSent", counts.notSentFindings())
            .with("unreadable", counts.unreadableItems())
            .with("skipped", counts.skippedItems());
    if (counts.isInterrupted()) {
      line.with("interrupted", true);
    }
    out.print(line);
  }
}
