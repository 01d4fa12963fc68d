package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun.Shell;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the commands do where no rule book is on the class path.
final class WithoutRuleBookTest {
  private static final String RULES =
      """
      rules:
        - id: log-buckets
          title: Buckets for access logs keep none of their own
          reason: Logging access to access logs would never end
          owner: platform-security
          when: {control: S3.9, severity: MEDIUM}
          then: {workflow-status: SUPPRESSED}
      """;

  @TempDir Path folder;

  private String rules() throws IOException {
    return Samples.file(folder, "rules.yaml", RULES);
  }

  private static CommandLineRun run(String... arguments) {
    return new Shell().withoutRuleBook().input(Samples.logBucket("a")).run(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run -", "explain -", "rules", "rules --markdown", "lint"})
  void saysInOneSentenceThatThereIsNone(String arguments) {
    CommandLineRun run = run(arguments.split(" "));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .containsExactly(
            "quell %s: there is no rule book on the class path"
                .formatted(arguments.replaceFirst(" .*", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "explain"})
  void decidesByTheRulesOfAFile(String command) throws IOException {
    CommandLineRun run = run(command, "--rules", rules(), "-");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("log-buckets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules", "rules --json", "lint"})
  void looksAtTheRulesOfAFile(String command) throws IOException {
    CommandLineRun run = run((command + " --rules " + rules()).split(" "));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("log-buckets");
  }

  @Test
  void hasNoClassesToTakeBeforeTheRulesOfAFile() throws IOException {
    CommandLineRun run = run("run", "--rules", rules(), "--with-classes", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly("quell run: there is no rule book on the class path");
  }
}
