package io.quell.finding;

import io.quell.value.Arn;
import io.quell.value.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A finding in the AWS Security Finding Format.
public final class AsffFinding extends Finding {
  /// The member that keeps what the provider gave when a customer changes it.
  public static final String PROVIDER_FIELDS = "FindingProviderFields";

  /// The members that [#PROVIDER_FIELDS] has besides the severity (API reference,
  /// FindingProviderFields). Rules see the provider's, so that none meets another's change of them.
  public static final Set<String> OF_PROVIDER =
      Set.of("Confidence", "Criticality", "RelatedFindings", "Types");

  private static final String SECURITY_HUB = "aws/securityhub";
  private static final Form.ProductArn PRODUCT_ARN = new Form.ProductArn(":product/");
  /// `security-control/CONTROL`, `STANDARD/v/VERSION/CONTROL` and
  /// `arn:…:ruleset/STANDARD/v/VERSION/rule/CONTROL`.
  private static final Pattern CONTROL_GENERATOR =
      Pattern.compile("(?:security-control|.+/v/[^/]+(?:/rule)?)/(?<control>[^/]+)");
  private static final int DIGITS_OF_AN_ACCOUNT = 12;

  private static final Lists LISTS =
      new Lists(
          List.of("Resources"),
          new Resource.ResourcePlaces(
              AsffPlace.RESOURCE_TYPE.place(),
              AsffPlace.RESOURCE_ID.place(),
              AsffPlace.RESOURCE_REGION.place(),
              AsffPlace.RESOURCE_PARTITION.place(),
              resource -> JsonTree.texts(resource, "Tags")),
          List.of("Vulnerabilities"));

  private static final FindingIdentifier.Asff NAMELESS = new FindingIdentifier.Asff("none", "none");

  private final FindingIdentifier.Asff identifier;

  private AsffFinding(Map<String, Object> json, FindingIdentifier.Asff identifier) {
    super(json, identifier, LISTS);
    this.identifier = identifier;
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
  public FindingIdentifier.Asff identifier() {
    return identifier;
  }

  @Override
  public Optional<String> control() {
    Optional<String> named = value(AsffPlace.CONTROL);
    if (named.isPresent() || !product().equals(Optional.of(SECURITY_HUB))) {
      return named;
    }
    return value(AsffPlace.GENERATOR)
        .map(CONTROL_GENERATOR::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group("control"))
        .or(() -> text("ProductFields", "ControlId"))
        .or(() -> text("ProductFields", "RuleId"));
  }

  @Override
  public List<String> standards() {
    List<String> associated = AsffPlace.STANDARD.place().values(json()).toList();
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
    return PRODUCT_ARN.read(identifier.productArn()).filter(text -> !text.isBlank());
  }

  @Override
  public Optional<String> productArn() {
    return Optional.of(identifier.productArn());
  }

  @Override
  public Optional<String> account() {
    return value(AsffPlace.ACCOUNT)
        .filter(AsffFinding::isAccount)
        .or(() -> Arn.of(identifier.id()).map(Arn::account).filter(AsffFinding::isAccount))
        .or(
            () ->
                resources().stream()
                    .flatMap(resource -> resource.id().stream())
                    .flatMap(id -> Arn.of(id).map(Arn::account).stream())
                    .filter(AsffFinding::isAccount)
                    .findFirst());
  }

  private static boolean isAccount(String text) {
    if (text.length() != DIGITS_OF_AN_ACCOUNT) {
      return false;
    }
    for (int at = 0; at < DIGITS_OF_AN_ACCOUNT; at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  public Optional<String> region() {
    return value(AsffPlace.REGION)
        .or(() -> resources().stream().flatMap(resource -> resource.region().stream()).findFirst())
        .or(() -> Arn.of(identifier.id()).map(Arn::region).filter(region -> !region.isBlank()))
        .or(() -> PRODUCT_ARN.region(identifier.productArn()))
        .filter(text -> !text.isBlank());
  }

  @Override
  public Optional<SeverityLabel> severity() {
    return AsffPlace.SEVERITY
        .place()
        .firstValue(json())
        .map(SeverityLabel::valueOf)
        .or(this::providerSeverity);
  }

  @Override
  public Optional<String> recordState() {
    return value(AsffPlace.RECORD_STATE);
  }

  @Override
  public Map<String, String> userDefinedFields() {
    return JsonTree.texts(json(), "UserDefinedFields");
  }

  @Override
  public AsffFinding with(Map<String, @Nullable Object> members) {
    return new AsffFinding(JsonTree.replaced(json(), members), identifier);
  }

  @Override
  AsffFinding nameless(Map<String, Object> members) {
    return new AsffFinding(members, NAMELESS);
  }

  private Optional<String> value(AsffPlace field) {
    return field.place().value(json());
  }

  @Override
  public String toString() {
    return identifier.toString();
  }
}
