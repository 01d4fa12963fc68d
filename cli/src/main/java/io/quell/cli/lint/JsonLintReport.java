package io.quell.cli.lint;

import io.quell.cli.report.JsonLines;
import io.quell.finding.Finding;
import io.quell.finding.JsonMembers;
import io.quell.lint.problem.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// For machines: a line for each problem, then the summary.
record JsonLintReport(JsonLines out) implements LintReport {
  @Override
  public void tell(List<LintFinding> findings, int rules) {
    findings.forEach(this::line);
    long errors = LintReport.count(findings, Level.ERROR);
    out.print(
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
            .with("advice", finding.advice());
    addPlace(line, finding.location());
    if (finding.rules().size() > 1) {
      line.with("related", related(finding));
    }
    out.print(
        line.withPresent("example", Optional.ofNullable(finding.example()).map(Finding::json)));
  }

  /// The other rules, and where they are.
  private static List<Map<String, Object>> related(LintFinding finding) {
    return IntStream.range(1, finding.locations().size())
        .mapToObj(
            at -> {
              JsonMembers other = new JsonMembers().with("rule", finding.rules().get(at));
              addPlace(other, finding.locations().get(at));
              return other.members();
            })
        .toList();
  }

  private static void addPlace(JsonMembers members, LintLocation location) {
    members.with("file", location.file());
    location.line().ifPresent(number -> members.with("line", number));
    location.column().ifPresent(number -> members.with("column", number));
  }
}
