package io.quell.finding;

/// What names a finding in an update. Each kind has its own list in a call, and a call takes one
/// kind.
public sealed interface FindingIdentifier {

  /// An ASFF finding is named by its Id and its ProductArn together.
  record Asff(String id, String productArn) implements FindingIdentifier {
    public Asff {
      requireText("Id", id);
      requireText("ProductArn", productArn);
    }

    @Override
    public Format format() {
      return Format.ASFF;
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /// An OCSF finding is named by its `metadata.uid`.
  record MetadataUid(String uid) implements FindingIdentifier {
    public MetadataUid {
      requireText("metadata.uid", uid);
    }

    @Override
    public Format format() {
      return Format.OCSF;
    }

    @Override
    public String toString() {
      return uid;
    }
  }

  /// An OCSF finding without a `metadata.uid` is named by its account, its own uid and its product
  /// together.
  record OcsfParts(String cloudAccountUid, String findingInfoUid, String metadataProductUid)
      implements FindingIdentifier {
    public OcsfParts {
      requireText("cloud.account.uid", cloudAccountUid);
      requireText("finding_info.uid", findingInfoUid);
      requireText("metadata.product.uid", metadataProductUid);
    }

    @Override
    public Format format() {
      return Format.OCSF;
    }

    @Override
    public String toString() {
      return findingInfoUid;
    }
  }

  /// The format of the finding, and with it the operation that updates it.
  Format format();

  private static void requireText(String part, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "a finding identifier needs a %s that is not blank".formatted(part));
    }
  }
}
