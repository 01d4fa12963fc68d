package io.quell.lambda.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.finding.Format;
import io.quell.hub.call.Pace;
import io.quell.lambda.Mode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReconciliationSettingsTest {
  @Test
  void hasADefaultForAll() {
    assertThat(ReconciliationSettings.of(Map.of()))
        .isEqualTo(
            new ReconciliationSettings(
                Mode.ENFORCE, List.of(Format.ASFF, Format.OCSF), 1_000, new Pace(1, 2), 100_000));
  }

  @Test
  void takesWhatTheEnvironmentSays() {
    assertThat(
            ReconciliationSettings.of(
                Map.of(
                    "QUELL_MODE",
                    "observe",
                    "QUELL_FORMATS",
                    "ocsf",
                    "QUELL_RECONCILE_AT_MOST",
                    "0",
                    "QUELL_RECONCILE_READS",
                    "3",
                    "QUELL_RECONCILE_UPDATES",
                    "10",
                    "QUELL_RECONCILE_FINDINGS",
                    "10000000")))
        .isEqualTo(
            new ReconciliationSettings(
                Mode.OBSERVE, List.of(Format.OCSF), 0, new Pace(3, 10), 10_000_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          QUELL_FORMATS            | csv        | QUELL_FORMATS is 'csv'; it can be asff or ocsf or both
          QUELL_RECONCILE_AT_MOST  | many       | QUELL_RECONCILE_AT_MOST is 'many'
          QUELL_RECONCILE_AT_MOST  | 1000000    | it can be a number from 0 to 999999
          QUELL_RECONCILE_FINDINGS | 1000000000 | it can be a number from 0 to 999999999
          QUELL_RECONCILE_READS    | 4          | of reads there can be 1 to 3 a second, not 4
          QUELL_RECONCILE_UPDATES  | 0          | of updates there can be 1 to 10 a second, not 0
          """)
  void refusesWhatAVariableCannotBe(String variable, String value, String said) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReconciliationSettings.of(Map.of(variable, value)))
        .withMessageContaining(variable)
        .withMessageContaining(said);
  }
}
