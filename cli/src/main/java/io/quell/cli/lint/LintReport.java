package io.quell.cli.lint;

import io.quell.lint.problem.Level;
import java.util.List;

/// Tells what lint has found.
sealed interface LintReport permits TextLintReport, JsonLintReport, SarifReport {
  /// Tells it all.
  ///
  /// @param rules how many rules there are
  void tell(List<LintFinding> findings, int rules);

  /// How many of a level there are.
  static long count(List<LintFinding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
