package io.quell.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.Samples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `quell lint rules.yaml`, which people type first.
final class RuleFileByPositionTest {
  private String file = "";

  @BeforeEach
  void write(@TempDir Path folder) throws IOException {
    file =
        Samples.file(
            folder,
            "rules.yaml",
            """
            rules:
              - id: of-the-file
                title: A rule of the file
                reason: It is there to be seen.
                owner: storage
                when: {control: S3.9}
                unless: {severity: CRITICAL}
                then: {workflow-status: SUPPRESSED}
            """);
  }

  private CommandLineRun run(String arguments) {
    return CommandLineRun.of(arguments.replace("FILE", file).split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lint FILE",
        "lint FILE --format json",
        "rules FILE",
        "rules FILE --json",
        "rules --markdown FILE"
      })
  void isTheSameAsTheOption(String arguments) {
    CommandLineRun run = run(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    CommandLineRun byOption = run(arguments.replace("FILE", "--rules FILE"));
    assertThat(run).isEqualTo(byOption);
  }

  @Test
  void isJudgedAlone() {
    assertThat(run("rules FILE --json").lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("of-the-file");
    assertThat(run("rules FILE --json --with-classes").lines())
        .hasSizeGreaterThan(1)
        .last()
        .asString()
        .contains("of-the-file");
  }
}
