package io.quell.cli.lint;

import io.quell.cli.terminal.GithubAnnotation;
import io.quell.cli.terminal.GithubAnnotation.AnnotationKind;
import io.quell.cli.terminal.Text;
import java.io.PrintWriter;
import java.util.List;

/// For a workflow of GitHub: an annotation for each problem, then the summary.
record GithubLintReport(PrintWriter out) implements LintReport {
  @Override
  public void tell(List<LintFinding> findings, int rules) {
    findings.forEach(finding -> out.println(annotation(finding)));
    out.println(LintReport.summary(findings, rules));
  }

  private static GithubAnnotation annotation(LintFinding finding) {
    AnnotationKind kind =
        switch (finding.level()) {
          case ERROR -> AnnotationKind.ERROR;
          case WARNING -> AnnotationKind.WARNING;
          case NOTE -> AnnotationKind.NOTICE;
        };
    return new GithubAnnotation(
        kind,
        Text.plain(finding.check()),
        Text.plain(finding.sentence()) + "\n" + Text.plain(finding.advice()),
        Text.plain(finding.location().file()),
        finding.location().line(),
        finding.location().column());
  }
}
