package io.quell.cli.update;

import io.quell.finding.Json;
import io.quell.hub.UpdateResult;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// For machines.
record JsonUpdateReport(PrintWriter out) implements UpdateReport {
  @Override
  public void print(List<UpdateReport.Row> rows, RequestedFindings targets) {
    rows.forEach(row -> out.println(Json.write(line(row))));
    targets
        .skipped()
        .forEach(reason -> out.println(Json.write(event("INFO", "event skipped", reason))));
    targets
        .unreadable()
        .forEach(reason -> out.println(Json.write(event("ERROR", "event unreadable", reason))));
    Map<String, Object> summary = new LinkedHashMap<>();
    Map<String, Long> counts = UpdateReport.counts(rows);
    boolean failed = counts.getOrDefault("unprocessed", 0L) > 0 || !targets.unreadable().isEmpty();
    summary.put("level", failed ? "ERROR" : "INFO");
    summary.put("message", "summary");
    summary.put("findings", rows.size());
    summary.put("processed", counts.getOrDefault("processed", 0L));
    summary.put("unprocessed", counts.getOrDefault("unprocessed", 0L));
    summary.put("notSent", counts.getOrDefault("not sent", 0L));
    summary.put("unreadable", targets.unreadable().size());
    summary.put("skipped", targets.skipped().size());
    out.println(Json.write(summary));
  }

  private static Map<String, Object> line(UpdateReport.Row row) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", row.hasFailed() ? "ERROR" : "INFO");
    line.put("message", "update");
    line.put("finding", row.target().identifier().toString());
    line.put("identifier", ApiMembers.of(row.target().identifier()));
    line.put("update", ApiMembers.of(row.update(), row.target().identifier().format()));
    line.put("result", row.result());
    if (row.answer().orElse(null)
        instanceof UpdateResult.Unprocessed(var code, var message, var worthRetrying)) {
      line.put("code", code);
      line.put("reason", message);
      line.put("worthRetrying", worthRetrying);
    }
    return line;
  }

  private static Map<String, Object> event(String level, String message, String reason) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", level);
    line.put("message", message);
    line.put("reason", reason);
    return line;
  }
}
