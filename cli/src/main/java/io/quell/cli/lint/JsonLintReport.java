package io.quell.cli.lint;

import io.quell.finding.Finding;
import io.quell.finding.JsonMembers;
import io.quell.lint.problem.Level;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/// For machines: a line for each problem, then the summary.
record JsonLintReport(PrintWriter out) implements LintReport {
  @Override
  public void tell(List<LintFinding> findings, int rules) {
    findings.forEach(this::line);
    long errors = LintReport.count(findings, Level.ERROR);
    out.println(
        JsonMembers.line(errors > 0 ? "ERROR" : "INFO", "summary")
            .with("rules", rules)
            .with("errors", errors)
            .with("warnings", LintReport.count(findings, Level.WARNING))
            .with("notes", LintReport.count(findings, Level.NOTE)));
  }

  private void line(LintFinding finding) {
    JsonMembers line =
        JsonMembers.line(finding.level().name(), "problem")
            .with("check", finding.check())
            .with("rules", finding.rules())
            .with("problem", finding.message())
            .with("advice", finding.advice())
            .with("file", finding.location().file());
    finding.location().line().ifPresent(number -> line.with("line", number));
    out.println(
        line.withPresent("example", Optional.ofNullable(finding.example()).map(Finding::json)));
  }
}
