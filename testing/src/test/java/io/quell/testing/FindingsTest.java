package io.quell.testing;

import static io.quell.testing.Findings.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.testing.Findings.Sample;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import org.junit.jupiter.api.Test;

/// What a provider gives stands among its own fields too; what a customer sets does not.
final class FindingsTest {
  private static final Update CONFIDENCE =
      Update.builder().set(UpdateField.CONFIDENCE, new FieldValue.Percentage(90)).build();

  @Test
  void aProvidersValueStandsTwice() {
    Sample sample = finding().with(10, "Confidence");
    assertThat(sample.read().raw("FindingProviderFields", "Confidence")).containsExactly(10);
    assertThat(sample.without("Confidence").read().raw("FindingProviderFields", "Confidence"))
        .isEmpty();
  }

  @Test
  void aCustomersValueStandsOnce() {
    Sample sample = finding().after(CONFIDENCE);
    assertThat(sample.read().confidence()).hasValue(90);
    assertThat(sample.read().raw("FindingProviderFields", "Confidence")).isEmpty();
    assertThat(sample.without("Confidence").read().confidence()).isEmpty();
  }
}
