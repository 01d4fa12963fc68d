package io.quell.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.hub.UpdateResult.Unprocessed;
import org.junit.jupiter.api.Test;

/// What the alarms of the intake count.
final class IntakeAlarmsTest {
  @Test
  void takesAFindingForGoneThatTheFunctionTakesForGone() {
    assertThat(IntakeAlarms.GONE).containsExactlyInAnyOrderElementsOf(Unprocessed.codesOfGone());
  }
}
