package io.quell.lint;

import static io.quell.lint.LintedRules.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.FixedRule;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ten ordinary rules that raise and cap give no warning, in whatever order they run.
final class OrdinaryRulesTest {
  private static List<FixedRule> rules() {
    Path file = Path.of("src/test/resources/raise-and-cap.yaml");
    try {
      return RuleFile.read(file.toString(), Files.readAllBytes(file)).rules();
    } catch (IOException | RuleFileException e) {
      throw new AssertionError(e);
    }
  }

  private static List<LintProblem> warnings(List<FixedRule> rules) {
    return Lint.problems(rules, OPTIONS).stream()
        .filter(problem -> problem.level() != Level.NOTE)
        .toList();
  }

  @Test
  void giveNoWarning() {
    assertThat(rules()).hasSize(10);
    assertThat(warnings(rules())).isEmpty();
    assertThat(Lint.problems(rules(), OPTIONS)).as("they do meet").isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void giveNoWarningInAnotherOrder(int seed) {
    List<FixedRule> shuffled = new ArrayList<>(rules());
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(warnings(shuffled)).isEmpty();
  }
}
