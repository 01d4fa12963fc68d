package io.quell.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EditDistanceTest {
  @ParameterizedTest
  @CsvSource({
    "rules, rules, 0",
    "rule, rules, 1",
    "rulez, rules, 1",
    "rulse, rules, 1",
    "rlues, rules, 1",
    "'', rules, 5",
    "abc, ca, 3",
    "kitten, sitting, 3"
  })
  void countsLettersAndSwapsOfNeighboursBothWays(String one, String other, int steps) {
    assertThat(EditDistance.between(one, other)).isEqualTo(steps);
    assertThat(EditDistance.between(other, one)).isEqualTo(steps);
  }
}
