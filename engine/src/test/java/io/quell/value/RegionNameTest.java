package io.quell.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegionNameTest {
  @ParameterizedTest
  @CsvSource({
    "eu-wst-1, eu-west-1",
    "eu-wset-1, eu-west-1",
    "eu-west1, eu-west-1",
    "EU-WEST-1, eu-west-1",
    "eu_west_1, eu-west-1",
    "ue-west-1, eu-west-1",
    "us-est-1, us-east-1",
    "us-gof-east-1, us-gov-east-1",
    "ap-southest-2, ap-southeast-2",
    "ap-southest-4, ap-southeast-4",
    "ca-wset-1, ca-west-1",
    "us-isob-est-1, us-isob-east-1",
  })
  void tellsASlip(String name, String meant) {
    assertThat(RegionName.isPlausible(name)).isFalse();
    assertThat(RegionName.meant(name)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nz-south-1",
        "eu-west-4",
        "sa-west-1",
        "cl-central-1",
        "us-metro-1",
        "ap-northwest-12"
      })
  void letsInWhatAwsMayNameNext(String name) {
    assertThat(RegionName.isPlausible(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "eu",
        "-1",
        "Ireland",
        "eu-west-1a",
        "localhost",
        "eu-west-100",
        "ap-",
        "southeast-4",
        "west-1"
      })
  void refusesWhatHasNotTheForm(String name) {
    assertThat(RegionName.isPlausible(name)).isFalse();
  }
}
