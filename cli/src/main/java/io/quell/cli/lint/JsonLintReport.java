package io.quell.cli.lint;

import io.quell.finding.Json;
import io.quell.lint.problem.Level;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// For machines: a line for each problem, then the summary.
record JsonLintReport(PrintWriter out) implements LintReport {
  @Override
  public void tell(List<LintFinding> findings, int rules) {
    findings.forEach(finding -> out.println(Json.write(line(finding))));
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("level", LintReport.count(findings, Level.ERROR) > 0 ? "ERROR" : "INFO");
    summary.put("message", "summary");
    summary.put("rules", rules);
    summary.put("errors", LintReport.count(findings, Level.ERROR));
    summary.put("warnings", LintReport.count(findings, Level.WARNING));
    summary.put("notes", LintReport.count(findings, Level.NOTE));
    out.println(Json.write(summary));
  }

  private static Map<String, Object> line(LintFinding finding) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", finding.level().name());
    line.put("message", "problem");
    line.put("check", finding.check());
    line.put("rules", finding.rules());
    line.put("problem", finding.message());
    line.put("advice", finding.advice());
    line.put("file", finding.location().file());
    finding.location().line().ifPresent(number -> line.put("line", number));
    if (finding.example() != null) {
      line.put("example", finding.example().json());
    }
    return line;
  }
}
