package io.quell.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.lambda.CallBudget;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {
  @Test
  void isAMillionEventsOnTheTermsOfTheStackWhereNothingIsSaid() {
    LoadOptions options = LoadOptions.read(List.of());
    assertThat(options.events()).isEqualTo(1_000_000);
    assertThat(options.matching()).isEqualTo(200_000);
    assertThat(options.bursts()).isEqualTo(20);
    assertThat(options.processes()).isEqualTo(CallBudget.CONCURRENCY);
    assertThat(options.visibility()).hasSeconds(CallBudget.VISIBILITY_SECONDS);
    assertThat(options.timeOut()).hasSeconds(CallBudget.FUNCTION_TIMEOUT_SECONDS);
    assertThat(options.kills()).isFalse();
    assertThat(options.faults()).isEmpty();
  }

  @Test
  void takesNumbersOptionsAndFaults() {
    LoadOptions options =
        LoadOptions.read(
            List.of("120000", "3", "--kill", "--every", "9", "--visibility", "305", "cut=0.01"));
    assertThat(options.events()).isEqualTo(120_000);
    assertThat(options.bursts()).isEqualTo(3);
    assertThat(options.processes()).isEqualTo(3);
    assertThat(options.every()).isEqualTo(Duration.ofSeconds(9));
    assertThat(options.timeOut()).hasSeconds(50);
    assertThat(options.kills()).isTrue();
    assertThat(options.faults()).containsExactly("cut=0.01");
  }

  @Test
  void refusesWhatIsNoFault() {
    assertThatThrownBy(() -> LoadOptions.read(List.of("--kil"))).hasMessageContaining("--kil");
  }
}
