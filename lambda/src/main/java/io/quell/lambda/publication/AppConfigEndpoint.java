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
  private static final String FIPS = "AWS_USE_FIPS_ENDPOINT";
  private static final String GOVCLOUD = "aws-us-gov";

  private AppConfigEndpoint() {}

  static URI of(Map<String, String> environment, Region region) {
    return Stream.of(ELSEWHERE_FOR_THIS_SERVICE, ELSEWHERE)
        .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
        .filter(address -> !address.isBlank())
        .map(URI::create)
        .findFirst()
        .orElseGet(() -> ofRegion(environment, region));
  }

  /// The service's endpoint rules (AppConfigData 2021-11-11): in GovCloud the plain address is the
  /// FIPS one.
  private static URI ofRegion(Map<String, String> environment, Region region) {
    PartitionMetadata partition = PartitionMetadata.of(region);
    boolean fips =
        Boolean.parseBoolean(environment.getOrDefault(FIPS, ""))
            && !partition.id().equals(GOVCLOUD);
    return URI.create(
        "https://appconfigdata%s.%s.%s"
            .formatted(fips ? "-fips" : "", region.id(), partition.dnsSuffix()));
  }
}
