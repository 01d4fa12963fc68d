package io.quell.cli.update;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.JsonMembers;
import io.quell.hub.UpdateResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/// For machines.
record JsonUpdateReport(PrintWriter out) implements UpdateReport {
  @Override
  public void print(List<UpdateReport.Row> rows, RequestedFindings targets) {
    rows.forEach(this::line);
    targets.skipped().forEach(reason -> event("INFO", "event skipped", reason));
    targets.unreadable().forEach(reason -> event("ERROR", "event unreadable", reason));
    Map<String, Long> counts = UpdateReport.counts(rows);
    boolean failed = counts.getOrDefault("unprocessed", 0L) > 0 || !targets.unreadable().isEmpty();
    out.println(
        JsonMembers.line(failed ? "ERROR" : "INFO", "summary")
            .with("findings", rows.size())
            .with("processed", counts.getOrDefault("processed", 0L))
            .with("unprocessed", counts.getOrDefault("unprocessed", 0L))
            .with("notSent", counts.getOrDefault("not sent", 0L))
            .with("unreadable", targets.unreadable().size())
            .with("skipped", targets.skipped().size()));
  }

  private void line(UpdateReport.Row row) {
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
    out.println(line);
  }

  private void event(String level, String message, String reason) {
    out.println(JsonMembers.line(level, message).with("reason", reason));
  }
}
