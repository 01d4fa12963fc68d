package io.quell.cli.examples;

import io.quell.cli.report.JsonLines;
import io.quell.finding.JsonMembers;
import io.quell.lint.trial.FailedExample;
import io.quell.rulefile.word.ExampleMember;

/// For machines: a line for each example that does not hold, then the summary.
record JsonTestReport(JsonLines out) {
  void tell(TriedExamples tried) {
    tried.failures().forEach(failure -> line(tried, failure));
    out.print(
        JsonMembers.line(tried.hold() ? "INFO" : "ERROR", "summary")
            .with("rules", tried.rules())
            .with("examples", tried.examples())
            .with("failed", tried.failed())
            .with("withoutExample", tried.without()));
  }

  private void line(TriedExamples tried, FailedExample failure) {
    ExampleMember expected =
        failure.example().isMatched() ? ExampleMember.MATCHES : ExampleMember.PASSES;
    out.print(
        JsonMembers.line("ERROR", "example failed")
            .with("rule", failure.rule())
            .with("expected", expected.word())
            .with("example", failure.example().given().toString())
            .with("formats", failure.formats().stream().map(Enum::name).toList())
            .with("reason", failure.reason())
            .with("file", tried.file())
            .with("line", failure.example().line())
            .with("column", failure.example().column()));
  }
}
