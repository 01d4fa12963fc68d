package io.quell.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.lint.trial.ExampleTrial;
import io.quell.rule.DescribedFinding;
import io.quell.rule.Example;
import io.quell.rule.FixedRule;
import io.quell.rulefile.RuleFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples in `rules.yaml` that are findings by their fields hold. `quell test` tries those in
/// files too.
final class RuleFileExamplesTest {
  static List<FixedRule> rules() throws Exception {
    byte[] file = Files.readAllBytes(Path.of("src/main/resources/rules.yaml"));
    return RuleFile.read("rules.yaml", file).rules();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("rules")
  void hold(FixedRule rule) {
    var trial = new ExampleTrial(rule);
    for (Example example : Objects.requireNonNull(rule.examples())) {
      if (example.given() instanceof DescribedFinding described) {
        assertThat(trial.failures(example, described)).as(described.toString()).isEmpty();
      }
    }
  }
}
