package io.quell.lambda.publication;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// Where AppConfig's data is asked for: at the Region's own address, unless the SDK's variables
/// name another.
final class AppConfigEndpoint {
  private static final String ELSEWHERE = "AWS_ENDPOINT_URL";
  private static final String ELSEWHERE_FOR_THIS_SERVICE = "AWS_ENDPOINT_URL_APPCONFIGDATA";

  private AppConfigEndpoint() {}

  static URI of(Map<String, String> environment, Region region) {
    return Stream.of(ELSEWHERE_FOR_THIS_SERVICE, ELSEWHERE)
        .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
        .filter(address -> !address.isBlank())
        .map(URI::create)
        .findFirst()
        .orElseGet(() -> ofRegion(region));
  }

  /// With FIPS too: AppConfig has FIPS endpoints in GovCloud only, where the plain address is the
  /// FIPS one (the service's endpoint rules, AppConfigData 2021-11-11, and the SDK's Regions of
  /// it).
  /// Elsewhere there is no host of a FIPS name.
  private static URI ofRegion(Region region) {
    return URI.create(
        "https://appconfigdata.%s.%s"
            .formatted(region.id(), PartitionMetadata.of(region).dnsSuffix()));
  }
}
