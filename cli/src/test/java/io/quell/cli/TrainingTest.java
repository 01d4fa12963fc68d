package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class TrainingTest {
  /// A command that ends with wrong use has shown Java nothing.
  @Test
  void usesEachCommandAsPeopleDo() throws IOException {
    assertThat(Training.run())
        .hasSizeGreaterThan(5)
        .containsKeys("run events/", "run --all events/");
    assertThat(Training.run())
        .allSatisfy(
            (command, exitCode) ->
                assertThat(exitCode)
                    .as(command)
                    .isIn(command.startsWith("lint") ? new Object[] {0, 1} : new Object[] {0}));
  }

  @Test
  void hasRulesWhereQuellHasNone() throws IOException {
    assertThat(Training.runWithoutRules())
        .hasSizeGreaterThan(5)
        .allSatisfy((command, exitCode) -> assertThat(exitCode).as(command).isZero());
  }
}
