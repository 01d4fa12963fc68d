package io.quell.finding;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.INFORMATIONAL;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SeverityLabelTest {
  @ParameterizedTest
  @ValueSource(
      doubles = {-0.1, 100.1, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
  void isNoneOutsideTheScale(double normalized) {
    assertThat(SeverityLabel.ofNormalized(normalized)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isItsOwnLowestNumbersLabel(SeverityLabel label) {
    assertThat(SeverityLabel.ofNormalized(label.lowestNormalized())).hasValue(label);
    assertThat(SeverityLabel.named(label.name())).hasValue(label);
  }

  @Test
  void isFoundByItsExactNameOnly() {
    assertThat(SeverityLabel.named("high")).isEmpty();
    assertThat(SeverityLabel.named(" HIGH")).isEmpty();
    assertThat(SeverityLabel.named("")).isEmpty();
  }

  @Test
  void isShiftedWithinTheScale() {
    assertThat(MEDIUM.shifted(0)).isEqualTo(MEDIUM);
    assertThat(MEDIUM.shifted(1)).isEqualTo(HIGH);
    assertThat(MEDIUM.shifted(-1)).isEqualTo(LOW);
    assertThat(MEDIUM.shifted(Integer.MAX_VALUE)).isEqualTo(CRITICAL);
    assertThat(CRITICAL.shifted(Integer.MIN_VALUE)).isEqualTo(INFORMATIONAL);
  }

  @Test
  void isCappedAndFloored() {
    assertThat(LOW.atMost(MEDIUM)).isEqualTo(LOW);
    assertThat(HIGH.atMost(MEDIUM)).isEqualTo(MEDIUM);
    assertThat(HIGH.atLeast(MEDIUM)).isEqualTo(HIGH);
    assertThat(LOW.atLeast(MEDIUM)).isEqualTo(MEDIUM);
  }
}
