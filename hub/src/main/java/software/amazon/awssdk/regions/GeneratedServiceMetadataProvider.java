package software.amazon.awssdk.regions;

/// The SDK's tables of a service's endpoints, each loaded when it is asked for.
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
  /// The one service whose class is not called as the others are.
  private static final String S3 = "s3";

  @Override
  @SuppressWarnings("NullAway") // as the SDK answers, whose interface does not say so
  public ServiceMetadata serviceMetadata(String endpointPrefix) {
    return NamedMetadata.of(
        ServiceMetadata.class,
        "software.amazon.awssdk.regions.servicemetadata."
            + (endpointPrefix.equals(S3) ? "Enhanced" : "")
            + NamedMetadata.camelCase(endpointPrefix)
            + "ServiceMetadata");
  }
}
