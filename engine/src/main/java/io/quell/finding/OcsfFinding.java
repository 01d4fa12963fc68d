package io.quell.finding;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A finding in the Open Cybersecurity Schema Framework, under the names that rules use for ASFF.
///
/// Product ARNs are `…::productv2/…` here; resource types are CloudFormation's; a resource's `uid`
/// is often no ARN, which is then `uid_alt`; times are epoch milliseconds; the provider's severity
/// is in `vendor_attributes`.
public final class OcsfFinding implements Finding {
  private static final Pattern PRODUCT_UID =
      Pattern.compile("arn:[^:]+:securityhub:[^:]*:[^:]*:product(?:v2)?/(?<product>.+)");
  private static final Map<String, String> COMPLIANCE =
      Map.of("Pass", "PASSED", "Fail", "FAILED", "Warning", "WARNING", "Unknown", "NOT_AVAILABLE");
  private static final int CLOSE = 3;

  private final Map<String, Object> json;
  private final FindingIdentifier identifier;
  private final List<Resource> resources;

  private OcsfFinding(Map<String, Object> json, FindingIdentifier identifier) {
    this.json = Collections.unmodifiableMap(json);
    this.identifier = identifier;
    this.resources =
        JsonTree.objects(json, "resources").stream().map(OcsfFinding::resource).toList();
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
  public Format format() {
    return Format.OCSF;
  }

  @Override
  public FindingIdentifier identifier() {
    return identifier;
  }

  @Override
  public Optional<String> control() {
    return text("compliance", "control");
  }

  @Override
  public List<String> standards() {
    return texts("compliance", "standards");
  }

  @Override
  public Optional<String> product() {
    return productArn()
        .map(PRODUCT_UID::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group("product"));
  }

  @Override
  public Optional<String> productArn() {
    return text("metadata", "product", "uid");
  }

  @Override
  public Optional<String> generator() {
    return text("finding_info", "analytic", "uid")
        .or(() -> text("finding_info", "analytic", "name"));
  }

  @Override
  public Optional<String> account() {
    return text("cloud", "account", "uid")
        .or(
            () ->
                JsonTree.at(json, List.of("resources", "owner", "account", "uid")).stream()
                    .map(JsonTree::scalar)
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  @Override
  public Optional<String> region() {
    return text("cloud", "region")
        .or(() -> resources.stream().flatMap(resource -> resource.region().stream()).findFirst());
  }

  @Override
  public Optional<String> title() {
    return text("finding_info", "title");
  }

  @Override
  public Optional<String> description() {
    return text("finding_info", "desc");
  }

  @Override
  public List<String> types() {
    return texts("finding_info", "types");
  }

  @Override
  public Optional<SeverityLabel> severity() {
    return severityId().or(this::providerSeverityId).flatMap(OcsfSeverity::label);
  }

  /// The severity now in force, in the format's own terms.
  public Optional<OcsfSeverity> severityId() {
    return id("severity_id").flatMap(OcsfSeverity::ofId);
  }

  @Override
  public OptionalDouble normalizedSeverity() {
    return severity().stream().mapToDouble(SeverityLabel::lowestNormalized).findFirst();
  }

  @Override
  public Optional<SeverityLabel> providerSeverity() {
    return providerSeverityId().flatMap(OcsfSeverity::label);
  }

  /// The severity that the provider gave, in the format's own terms.
  public Optional<OcsfSeverity> providerSeverityId() {
    return id("vendor_attributes", "severity_id").flatMap(OcsfSeverity::ofId);
  }

  @Override
  public Optional<String> complianceStatus() {
    return text("compliance", "status").map(status -> COMPLIANCE.getOrDefault(status, status));
  }

  @Override
  public Optional<WorkflowStatus> workflowStatus() {
    return statusId().flatMap(OcsfStatus::workflowStatus);
  }

  /// The status, in the format's own terms.
  public Optional<OcsfStatus> statusId() {
    return id("status_id").flatMap(OcsfStatus::ofId);
  }

  /// ARCHIVED where the provider has closed the finding, or its status says so; else ACTIVE.
  @Override
  public Optional<String> recordState() {
    boolean closed =
        id("activity_id").equals(Optional.of(CLOSE))
            || statusId()
                .filter(status -> status == OcsfStatus.ARCHIVED || status == OcsfStatus.DELETED)
                .isPresent();
    return Optional.of(closed ? "ARCHIVED" : "ACTIVE");
  }

  @Override
  public Optional<String> verificationState() {
    return Optional.empty();
  }

  @Override
  public OptionalDouble confidence() {
    return number(text("confidence_score"));
  }

  @Override
  public OptionalDouble criticality() {
    return OptionalDouble.empty();
  }

  @Override
  public Optional<Instant> createdAt() {
    return time("created_time");
  }

  @Override
  public Optional<Instant> updatedAt() {
    return time("modified_time");
  }

  @Override
  public Optional<Instant> firstObservedAt() {
    return time("first_seen_time");
  }

  @Override
  public Optional<Instant> lastObservedAt() {
    return time("last_seen_time");
  }

  @Override
  public List<Resource> resources() {
    return resources;
  }

  private static Resource resource(Map<String, Object> json) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Map<String, Object> tag : JsonTree.objects(json, "tags")) {
      Object value = JsonTree.value(tag, "value");
      if (value == null || JsonTree.scalar(value).isPresent()) {
        JsonTree.text(tag, "name")
            .ifPresent(name -> tags.put(name, JsonTree.scalar(value).orElse("")));
      }
    }
    return new Resource(
        JsonTree.text(json, "type").map(ResourceTypes::asff),
        JsonTree.text(json, "uid_alt").or(() -> JsonTree.text(json, "uid")),
        JsonTree.text(json, "region"),
        JsonTree.text(json, "cloud_partition"),
        tags,
        json);
  }

  /// The comment. The format does not say who wrote it.
  @Override
  public Optional<Note> note() {
    return text("comment").map(text -> new Note(text, ""));
  }

  @Override
  public Map<String, String> userDefinedFields() {
    return Map.of();
  }

  @Override
  public OptionalInt findingClass() {
    return id("class_uid").stream().mapToInt(Integer::intValue).findFirst();
  }

  @Override
  public List<Vulnerability> vulnerabilities() {
    return JsonTree.objects(json, "vulnerabilities").stream()
        .map(OcsfFinding::vulnerability)
        .toList();
  }

  private static Vulnerability vulnerability(Map<String, Object> json) {
    Optional<String> fix =
        JsonTree.text(json, "fix_coverage")
            .flatMap(
                coverage ->
                    switch (coverage) {
                      case "Complete" -> Optional.of("YES");
                      case "Partial" -> Optional.of("PARTIAL");
                      case "None" -> Optional.of("NO");
                      default -> Optional.empty();
                    });
    return new Vulnerability(
        JsonTree.text(json, "cve", "uid"),
        JsonTree.at(json, List.of("cve", "cvss", "base_score")).stream()
            .map(JsonTree::scalar)
            .map(OcsfFinding::number)
            .flatMapToDouble(OptionalDouble::stream)
            .max(),
        number(JsonTree.text(json, "cve", "epss", "score")),
        fix.or(() -> yesOrNo(json, "is_fix_available")),
        yesOrNo(json, "is_exploit_available"));
  }

  private static Optional<String> yesOrNo(Map<String, Object> json, String name) {
    return JsonTree.value(json, name) instanceof Boolean truth
        ? Optional.of(truth ? "YES" : "NO")
        : Optional.empty();
  }

  @Override
  public OcsfFinding with(Map<String, @Nullable Object> members) {
    return new OcsfFinding(JsonTree.replaced(json, members), identifier);
  }

  @Override
  public Map<String, Object> json() {
    return json;
  }

  private Optional<String> text(String... path) {
    return JsonTree.text(json, path);
  }

  private List<String> texts(String... path) {
    return JsonTree.at(json, List.of(path)).stream()
        .map(JsonTree::scalar)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Integer> id(String... path) {
    return JsonTree.value(json, path) instanceof Number number
            && number.doubleValue() == number.intValue()
        ? Optional.of(number.intValue())
        : Optional.empty();
  }

  private static OptionalDouble number(Optional<String> text) {
    return text.map(Json::number).orElse(OptionalDouble.empty());
  }

  /// Epoch milliseconds, or the string beside them.
  private Optional<Instant> time(String name) {
    if (JsonTree.value(json, "finding_info", name) instanceof Number milliseconds
        && milliseconds.doubleValue() == milliseconds.longValue()) {
      return Optional.of(Instant.ofEpochMilli(milliseconds.longValue()));
    }
    return text("finding_info", name + "_dt").flatMap(Times::read);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OcsfFinding finding && json.equals(finding.json);
  }

  @Override
  public int hashCode() {
    return Objects.hash(identifier);
  }

  @Override
  public String toString() {
    return Stream.of(text("finding_info", "uid"))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(identifier.toString());
  }
}
