package io.quell.finding;

import java.time.Instant;
import java.util.Collections;
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

/// A finding in the AWS Security Finding Format.
public final class AsffFinding implements Finding {
  private static final String SECURITY_HUB = "aws/securityhub";
  /// `arn:PARTITION:securityhub:REGION:[ACCOUNT]:product/COMPANY/PRODUCT`, in every partition. The
  /// account is none, a partner's, or for an own product the customer's.
  private static final Pattern PRODUCT_ARN =
      Pattern.compile("arn:[^:]+:securityhub:(?<region>[^:]*):[^:]*:product/(?<product>.+)");
  /// `security-control/CONTROL`, `STANDARD/v/VERSION/CONTROL` and
  /// `arn:…:ruleset/STANDARD/v/VERSION/rule/CONTROL`.
  private static final Pattern CONTROL_GENERATOR =
      Pattern.compile("(?:security-control|.+/v/[^/]+(?:/rule)?)/(?<control>[^/]+)");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final Map<String, Object> json;
  private final FindingIdentifier.Asff identifier;
  private final Optional<String> product;
  private final Optional<String> control;
  private final List<Resource> resources;

  private AsffFinding(Map<String, Object> json, FindingIdentifier.Asff identifier) {
    this.json = Collections.unmodifiableMap(json);
    this.identifier = identifier;
    this.product = partOfProductArn("product");
    this.control = readControl();
    this.resources =
        JsonTree.objects(json, "Resources").stream().map(AsffFinding::resource).toList();
  }

  /// Reads one finding. See [Finding#read].
  static AsffFinding read(Map<String, Object> json) throws UnreadableException {
    return new AsffFinding(
        json, new FindingIdentifier.Asff(required(json, "Id"), required(json, "ProductArn")));
  }

  private static String required(Map<String, Object> members, String name)
      throws UnreadableException {
    if (members.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    String which =
        JsonTree.text(members, "Id")
            .or(() -> JsonTree.text(members, "Title"))
            .map(id -> " " + id)
            .orElse("");
    throw new UnreadableException(
        "the finding%s has no %s, so no update could name it".formatted(which, name));
  }

  @Override
  public Format format() {
    return Format.ASFF;
  }

  @Override
  public FindingIdentifier.Asff identifier() {
    return identifier;
  }

  @Override
  public Optional<String> control() {
    return control;
  }

  private Optional<String> readControl() {
    Optional<String> named = text("Compliance", "SecurityControlId");
    if (named.isPresent() || !product.equals(Optional.of(SECURITY_HUB))) {
      return named;
    }
    return generator()
        .map(CONTROL_GENERATOR::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group("control"))
        .or(() -> text("ProductFields", "ControlId"))
        .or(() -> text("ProductFields", "RuleId"));
  }

  @Override
  public List<String> standards() {
    List<String> associated =
        JsonTree.objects(json, "Compliance", "AssociatedStandards").stream()
            .flatMap(standard -> JsonTree.text(standard, "StandardsId").stream())
            .toList();
    if (!associated.isEmpty()) {
      return associated;
    }
    return Stream.of(
            text("ProductFields", "StandardsArn"), text("ProductFields", "StandardsGuideArn"))
        .flatMap(Optional::stream)
        .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
        .toList();
  }

  @Override
  public Optional<String> product() {
    return product;
  }

  private Optional<String> partOfProductArn(String part) {
    Matcher matcher = PRODUCT_ARN.matcher(identifier.productArn());
    return matcher.matches()
        ? Optional.of(matcher.group(part)).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  @Override
  public Optional<String> productArn() {
    return Optional.of(identifier.productArn());
  }

  @Override
  public Optional<String> generator() {
    return text("GeneratorId");
  }

  @Override
  public Optional<String> account() {
    Stream<String> arns =
        Stream.concat(
            Stream.of(identifier.id()),
            resources.stream().flatMap(resource -> resource.id().stream()));
    return Stream.concat(
            text("AwsAccountId").stream(), arns.flatMap(arn -> arnPart(arn, 4).stream()))
        .filter(account -> ACCOUNT.matcher(account).matches())
        .findFirst();
  }

  @Override
  public Optional<String> region() {
    return text("Region")
        .or(() -> resources.stream().flatMap(resource -> resource.region().stream()).findFirst())
        .or(() -> arnPart(identifier.id(), 3))
        .or(() -> partOfProductArn("region"));
  }

  private static Optional<String> arnPart(String arn, int part) {
    String[] parts = arn.split(":", 6);
    return arn.startsWith("arn:") && parts.length == 6
        ? Optional.of(parts[part]).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  @Override
  public Optional<String> title() {
    return text("Title");
  }

  @Override
  public Optional<String> description() {
    return text("Description");
  }

  @Override
  public List<String> types() {
    return raw("Types").stream().map(JsonTree::scalar).flatMap(Optional::stream).toList();
  }

  @Override
  public Optional<SeverityLabel> severity() {
    return severity("Severity").or(this::providerSeverity);
  }

  @Override
  public OptionalDouble normalizedSeverity() {
    OptionalDouble normalized = number("Severity", "Normalized");
    return normalized.isPresent()
        ? normalized
        : severity().stream().mapToDouble(SeverityLabel::lowestNormalized).findFirst();
  }

  @Override
  public Optional<SeverityLabel> providerSeverity() {
    return severity("FindingProviderFields", "Severity");
  }

  private Optional<SeverityLabel> severity(String... path) {
    List<String> steps = List.of(path);
    return scalars(steps, "Label")
        .map(SeverityLabel::named)
        .flatMap(Optional::stream)
        .findFirst()
        .or(
            () ->
                scalars(steps, "Normalized")
                    .map(Json::number)
                    .flatMapToDouble(OptionalDouble::stream)
                    .boxed()
                    .findFirst()
                    .flatMap(SeverityLabel::ofNormalized));
  }

  private Stream<String> scalars(List<String> path, String last) {
    return JsonTree.at(json, Stream.concat(path.stream(), Stream.of(last)).toList()).stream()
        .map(JsonTree::scalar)
        .flatMap(Optional::stream);
  }

  @Override
  public Optional<String> complianceStatus() {
    return text("Compliance", "Status");
  }

  @Override
  public Optional<WorkflowStatus> workflowStatus() {
    return text("Workflow", "Status").flatMap(WorkflowStatus::named);
  }

  @Override
  public Optional<String> recordState() {
    return text("RecordState");
  }

  @Override
  public Optional<String> verificationState() {
    return text("VerificationState");
  }

  @Override
  public OptionalDouble confidence() {
    return number("Confidence");
  }

  @Override
  public OptionalDouble criticality() {
    return number("Criticality");
  }

  @Override
  public Optional<Instant> createdAt() {
    return instant("CreatedAt");
  }

  @Override
  public Optional<Instant> updatedAt() {
    return instant("UpdatedAt");
  }

  @Override
  public Optional<Instant> firstObservedAt() {
    return instant("FirstObservedAt");
  }

  @Override
  public Optional<Instant> lastObservedAt() {
    return instant("LastObservedAt");
  }

  @Override
  public List<Resource> resources() {
    return resources;
  }

  private static Resource resource(Map<String, Object> json) {
    return new Resource(
        JsonTree.text(json, "Type"),
        JsonTree.text(json, "Id"),
        JsonTree.text(json, "Region"),
        JsonTree.text(json, "Partition"),
        JsonTree.texts(json, "Tags"),
        json);
  }

  @Override
  public Optional<Note> note() {
    return text("Note", "Text").map(text -> new Note(text, text("Note", "UpdatedBy").orElse("")));
  }

  @Override
  public Map<String, String> userDefinedFields() {
    return JsonTree.texts(json, "UserDefinedFields");
  }

  @Override
  public OptionalInt findingClass() {
    return OptionalInt.empty();
  }

  @Override
  public List<Vulnerability> vulnerabilities() {
    return JsonTree.objects(json, "Vulnerabilities").stream()
        .map(AsffFinding::vulnerability)
        .toList();
  }

  private static Vulnerability vulnerability(Map<String, Object> json) {
    return new Vulnerability(
        JsonTree.text(json, "Id"),
        JsonTree.at(json, List.of("Cvss", "BaseScore")).stream()
            .map(JsonTree::scalar)
            .flatMap(Optional::stream)
            .map(Json::number)
            .flatMapToDouble(OptionalDouble::stream)
            .max(),
        JsonTree.text(json, "EpssScore").map(Json::number).orElse(OptionalDouble.empty()),
        JsonTree.text(json, "FixAvailable"),
        JsonTree.text(json, "ExploitAvailable"));
  }

  @Override
  public AsffFinding with(Map<String, @Nullable Object> members) {
    return new AsffFinding(JsonTree.replaced(json, members), identifier);
  }

  @Override
  public Map<String, Object> json() {
    return json;
  }

  private Optional<String> text(String... path) {
    return JsonTree.text(json, path);
  }

  private OptionalDouble number(String... path) {
    return text(path).map(Json::number).orElse(OptionalDouble.empty());
  }

  private Optional<Instant> instant(String name) {
    return text(name).flatMap(Times::read);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AsffFinding finding && json.equals(finding.json);
  }

  @Override
  public int hashCode() {
    return Objects.hash(identifier);
  }

  @Override
  public String toString() {
    return identifier.toString();
  }
}
