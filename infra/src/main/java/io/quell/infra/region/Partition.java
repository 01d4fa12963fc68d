package io.quell.infra.region;

/// A family of Regions with credentials and ARNs of its own.
public enum Partition {
  COMMERCIAL("aws"),
  CHINA("aws-cn"),
  GOVCLOUD("aws-us-gov");

  private final String id;

  Partition(String id) {
    this.id = id;
  }

  /// The second part of the ARNs of this partition.
  public String id() {
    return id;
  }

  /// The partition that a Region belongs to.
  public static Partition of(String region) {
    if (region.startsWith("cn-")) {
      return CHINA;
    }
    return region.startsWith("us-gov-") ? GOVCLOUD : COMMERCIAL;
  }
}
