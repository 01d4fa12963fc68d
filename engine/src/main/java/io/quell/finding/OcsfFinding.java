package io.quell.finding;

import io.quell.value.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A finding in the Open Cybersecurity Schema Framework, under the names that rules use for ASFF.
///
/// Product ARNs are `…::productv2/…` here; resource types are CloudFormation's; a resource's `uid`
/// is often no ARN, which is then `uid_alt`, and rules see both; times are epoch milliseconds; the
/// provider's severity is in `vendor_attributes`.
public final class OcsfFinding extends Finding {
  /// The `activity_id` by which a provider says that it has closed the finding.
  public static final int CLOSE = 3;

  private static final Lists LISTS =
      new Lists(
          List.of("resources"),
          new Resource.ResourcePlaces(
              OcsfPlace.RESOURCE_TYPE.place(),
              OcsfPlace.RESOURCE_ID.place(),
              OcsfPlace.RESOURCE_REGION.place(),
              OcsfPlace.RESOURCE_PARTITION.place(),
              OcsfFinding::tags),
          List.of("vulnerabilities"));

  private static final FindingIdentifier NAMELESS = new FindingIdentifier.MetadataUid("none");

  private OcsfFinding(Map<String, Object> json, FindingIdentifier identifier) {
    super(json, identifier, LISTS);
  }

  /// Whether this is the JSON of an OCSF finding: all of them have a class.
  static boolean isOne(Map<String, Object> json) {
    return json.containsKey("class_uid") || json.containsKey("finding_info");
  }

  /// Reads one finding. See [Finding#read].
  static OcsfFinding read(Map<String, Object> json) throws UnreadableException {
    Optional<String> uid = JsonTree.text(json, "metadata", "uid");
    if (uid.isPresent()) {
      return new OcsfFinding(json, new FindingIdentifier.MetadataUid(uid.get()));
    }
    Optional<String> account = JsonTree.text(json, "cloud", "account", "uid");
    Optional<String> own = JsonTree.text(json, "finding_info", "uid");
    Optional<String> product = JsonTree.text(json, "metadata", "product", "uid");
    if (account.isPresent() && own.isPresent() && product.isPresent()) {
      return new OcsfFinding(
          json, new FindingIdentifier.OcsfParts(account.get(), own.get(), product.get()));
    }
    throw new UnreadableException(
        "the finding%s has neither metadata.uid nor all of cloud.account.uid, finding_info.uid and metadata.product.uid, "
                .formatted(own.map(text -> " " + text).orElse(""))
            + "so no update could name it");
  }

  @Override
  public Optional<String> control() {
    return value(OcsfPlace.CONTROL);
  }

  @Override
  public List<String> standards() {
    return OcsfPlace.STANDARD.place().values(json()).toList();
  }

  @Override
  public Optional<String> product() {
    return value(OcsfPlace.PRODUCT);
  }

  @Override
  public Optional<String> productArn() {
    return text("metadata", "product", "uid");
  }

  @Override
  public Optional<String> account() {
    return value(OcsfPlace.ACCOUNT)
        .or(
            () ->
                JsonTree.at(json(), List.of("resources", "owner", "account", "uid")).stream()
                    .map(JsonTree::scalar)
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  @Override
  public Optional<String> region() {
    return value(OcsfPlace.REGION)
        .or(() -> resources().stream().flatMap(resource -> resource.region().stream()).findFirst());
  }

  @Override
  public Optional<SeverityLabel> severity() {
    return severityId().or(this::providerSeverityId).flatMap(OcsfSeverity::label);
  }

  /// The severity now in force, in the format's own terms.
  public Optional<OcsfSeverity> severityId() {
    return id(OcsfPlace.SEVERITY).flatMap(OcsfSeverity::ofId);
  }

  @Override
  public Optional<SeverityLabel> providerSeverity() {
    return providerSeverityId().flatMap(OcsfSeverity::label);
  }

  /// The severity that the provider gave, in the format's own terms.
  public Optional<OcsfSeverity> providerSeverityId() {
    return id(OcsfPlace.PROVIDER_SEVERITY).flatMap(OcsfSeverity::ofId);
  }

  /// The status, in the format's own terms.
  public Optional<OcsfStatus> statusId() {
    return id(OcsfPlace.WORKFLOW_STATUS).flatMap(OcsfStatus::ofId);
  }

  /// ARCHIVED where the provider has closed the finding, or its status says so; else ACTIVE.
  @Override
  public Optional<String> recordState() {
    boolean closed =
        JsonTree.whole(json().get("activity_id")).equals(Optional.of(CLOSE))
            || statusId()
                .filter(status -> status == OcsfStatus.ARCHIVED || status == OcsfStatus.DELETED)
                .isPresent();
    return Optional.of(closed ? "ARCHIVED" : ACTIVE);
  }

  private static Map<String, String> tags(Map<String, Object> resource) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Map<String, Object> tag : JsonTree.objects(resource, List.of("tags"))) {
      Object value = JsonTree.value(tag, "value");
      if (value == null || JsonTree.scalar(value).isPresent()) {
        JsonTree.text(tag, "name")
            .ifPresent(name -> tags.put(name, JsonTree.scalar(value).orElse("")));
      }
    }
    return tags;
  }

  @Override
  public Map<String, String> userDefinedFields() {
    return Map.of();
  }

  @Override
  public OcsfFinding with(Map<String, @Nullable Object> members) {
    return new OcsfFinding(JsonTree.replaced(json(), members), identifier());
  }

  @Override
  OcsfFinding nameless(Map<String, Object> members) {
    return new OcsfFinding(members, NAMELESS);
  }

  private Optional<String> value(OcsfPlace field) {
    return field.place().value(json());
  }

  private Optional<Integer> id(OcsfPlace field) {
    return JsonTree.whole(JsonTree.value(json(), field.place().members().getFirst().path()));
  }

  @Override
  public String toString() {
    return text("finding_info", "uid").orElseGet(() -> identifier().toString());
  }
}
