package io.quell.infra.region;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/// What AWS offers in a Region and what not. The one table of such facts.
///
/// Of a Region that is not known before the deployment it says what holds in most: name the Region
/// where that is wrong.
///
/// @param region the Region, or null where it is not known
public record RegionFacts(@Nullable String region) {
  /// Asia Pacific (Taipei) and Asia Pacific (New Zealand): "available in all commercial Regions
  /// except" these (Lambda Developer Guide, SnapStart, in the editions for China and the rest).
  private static final Set<String> WITHOUT_SNAP_START = Set.of("ap-east-2", "ap-southeast-6");
  /// Where Security Hub has FIPS endpoints outside GovCloud (the endpoints of AWS SDK for Java
  /// 2.50.2).
  private static final Set<String> WITH_FIPS =
      Set.of("us-east-1", "us-east-2", "us-west-1", "us-west-2");

  /// The facts of the Region that a construct is deployed to.
  public static RegionFacts of(Construct scope) {
    String region = Stack.of(scope).getRegion();
    return new RegionFacts(Boolean.TRUE.equals(Token.isUnresolved(region)) ? null : region);
  }

  /// Whether functions start from snapshots.
  public boolean hasSnapStart() {
    return region == null || !WITHOUT_SNAP_START.contains(region);
  }

  /// Whether X-Ray traces functions.
  public boolean hasTracing() {
    return !isChina();
  }

  /// Whether Lambda has metrics of asynchronous invocation, such as `AsyncEventAge`. An alarm on
  /// one could not fire without.
  public boolean hasAsynchronousMetrics() {
    return !isChina();
  }

  /// Whether Security Hub has FIPS endpoints. Where the Region is not known: no.
  public boolean hasFips() {
    return region != null
        && (WITH_FIPS.contains(region) || Partition.of(region) == Partition.GOVCLOUD);
  }

  /// The partition, where the Region is known.
  public Optional<Partition> partition() {
    return Optional.ofNullable(region).map(Partition::of);
  }

  private boolean isChina() {
    return region != null && Partition.of(region) == Partition.CHINA;
  }
}
