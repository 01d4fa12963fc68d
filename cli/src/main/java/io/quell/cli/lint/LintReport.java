package io.quell.cli.lint;

import io.quell.cli.terminal.Text;
import io.quell.lint.problem.Level;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells what lint has found.
sealed interface LintReport permits TextLintReport, JsonLintReport, SarifReport, GithubLintReport {
  /// Tells it all.
  ///
  /// @param rules how many rules there are
  void tell(List<LintFinding> findings, int rules);

  /// How many of a level there are.
  static long count(List<LintFinding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  /// What a level is called in what is printed.
  static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /// How many rules there are, and how many problems: `3 rules: 1 error, 2 notes`.
  static String summary(List<LintFinding> findings, int rules) {
    return "%s: %s"
        .formatted(
            Text.counted(rules, "rule"),
            findings.isEmpty()
                ? "nothing is wrong"
                : Stream.of(Level.values())
                    .filter(level -> count(findings, level) > 0)
                    .map(level -> Text.counted(count(findings, level), word(level)))
                    .collect(Collectors.joining(", ")));
  }
}
