package io.quell.cli.run;

import io.quell.cli.input.InputItem;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.lambda.report.LogLines;
import io.quell.lambda.report.Result;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A run for machines: JSON lines. A decision's line is the one that the function logs, with the
/// file it came from and the finding as the hub holds it; the last line is the summary.
final class JsonRunReport implements RunReport {
  private final PrintWriter out;
  private final String ruleBook;

  /// @param ruleBook the version of the rules that decide
  JsonRunReport(PrintWriter out, String ruleBook) {
    this.out = out;
    this.ruleBook = ruleBook;
  }

  @Override
  public void decided(InputItem item, Result result, Optional<Finding> held) {
    Map<String, Object> line = new LinkedHashMap<>(LogLines.decision(result, ruleBook));
    line.put("file", item.file());
    held.ifPresent(finding -> line.put("held", finding.json()));
    out.println(Json.write(line));
  }

  @Override
  public void skipped(InputItem item, String reason) {
    out.println(Json.write(item.event("INFO", "event skipped", reason)));
  }

  @Override
  public void unreadable(InputItem item, String reason) {
    out.println(Json.write(item.event("ERROR", "event unreadable", reason)));
  }

  @Override
  public void finish(RunCounts runCounts) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", runCounts.hasFailures() ? "ERROR" : "INFO");
    line.put("message", "summary");
    line.putAll(runCounts.counts());
    out.println(Json.write(line));
  }
}
