package software.amazon.awssdk.regions;

/// What the SDK knows of a Region, loaded when it is asked for.
public final class GeneratedRegionMetadataProvider implements RegionMetadataProvider {
  @Override
  @SuppressWarnings("NullAway") // as the SDK answers, whose interface does not say so
  public RegionMetadata regionMetadata(Region region) {
    return NamedMetadata.of(
        RegionMetadata.class,
        "software.amazon.awssdk.regions.regionmetadata." + NamedMetadata.camelCase(region.id()));
  }
}
