package io.quell.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.value.RegionName;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/// Our list of Regions against the one of the SDK.
final class RequiredRegionTest {
  @Test
  void letsInEachRegionOfTheSdkAndMeansIt() {
    List<String> regions =
        Region.regions().stream()
            .filter(region -> !region.isGlobalRegion())
            .map(Region::id)
            .toList();
    assertThat(regions).hasSizeGreaterThan(40);
    assertThat(regions)
        .allSatisfy(
            id -> {
              RequiredRegion.check(id);
              assertThat(RegionName.meant(id)).contains(id);
            });
  }
}
