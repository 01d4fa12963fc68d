package io.quell.importers;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.lint.Lint;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// A book that was just imported gives no warning. That two of its rules can meet on one finding is
/// as in the source, where the order decides it too.
final class LintOfImportsTest {
  private static void assertNoWarning(ImportResult imports) {
    assertThat(imports.rules()).isNotEmpty();
    assertThat(
            Lint.problems(
                imports.rules(), LintOptions.at(Clock.fixed(SourceFiles.NOW, ZoneOffset.UTC))))
        .filteredOn(problem -> problem.level() != Level.NOTE)
        .map(LintProblem::toString)
        .isEmpty();
  }

  @Test
  void hasNothingToSayOfAutomationRules() {
    assertNoWarning(SourceFiles.automationRules(SourceFiles.sample("automation-rules.json")));
    assertNoWarning(SourceFiles.automationRules(SourceFiles.sample("automation-rules-v2.json")));
  }

  @Test
  void hasNothingToSayOfTheFindingsManagersRules() {
    assertNoWarning(SourceFiles.findingsManager(SourceFiles.sample("findings-manager.yaml")));
  }

  @Test
  void hasNothingToSayOfAMutelist() {
    assertNoWarning(SourceFiles.prowlerMutelist(SourceFiles.sample("prowler-mutelist.yaml")));
  }
}
