package io.quell.lint.solver.example;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes a model as a finding in ASFF.
public final class AsffExample {
  private final Model model;
  private final JsonObject json = new JsonObject();

  private AsffExample(Model model) {
    this.model = model;
  }

  /// The finding as JSON.
  public static Map<String, Object> json(Model model) {
    var example = new AsffExample(model);
    example.write();
    return example.json.json();
  }

  private void write() {
    json.put("2018-10-08", "SchemaVersion");
    text(Named.ID, "Id");
    json.put(productArn(), "ProductArn");
    text(Named.GENERATOR, "GeneratorId");
    text(Named.ACCOUNT, "AwsAccountId");
    text(Named.REGION, "Region");
    if (!model.many(Named.TYPE).isEmpty()) {
      json.put(model.many(Named.TYPE), "Types");
    }
    text(Named.FIRST_OBSERVED_AT, "FirstObservedAt");
    text(Named.LAST_OBSERVED_AT, "LastObservedAt");
    text(Named.CREATED_AT, "CreatedAt");
    text(Named.UPDATED_AT, "UpdatedAt");
    text(Named.SEVERITY, "Severity", "Label");
    number(Named.NORMALIZED_SEVERITY, "Severity", "Normalized");
    number(Named.CONFIDENCE, "Confidence");
    number(Named.CRITICALITY, "Criticality");
    text(Named.TITLE, "Title");
    text(Named.DESCRIPTION, "Description");
    resources();
    text(Named.COMPLIANCE_STATUS, "Compliance", "Status");
    text(Named.CONTROL, "Compliance", "SecurityControlId");
    if (!model.many(Named.STANDARD).isEmpty()) {
      json.put(
          model.many(Named.STANDARD).stream()
              .map(standard -> Map.of("StandardsId", standard))
              .toList(),
          "Compliance",
          "AssociatedStandards");
    }
    text(Named.WORKFLOW_STATUS, "Workflow", "Status");
    text(Named.RECORD_STATE, "RecordState");
    text(Named.VERIFICATION_STATE, "VerificationState");
    text(Named.NOTE_TEXT, "Note", "Text");
    text(Named.NOTE_AUTHOR, "Note", "UpdatedBy");
    text(Named.PROVIDER_SEVERITY, "FindingProviderFields", "Severity", "Label");
    model
        .of(Field.UserDefined.class, Place.FINDING)
        .forEach((field, values) -> json.put(values.getFirst(), "UserDefinedFields", field.name()));
    vulnerabilities();
    model
        .of(Field.Raw.class, Place.FINDING)
        .forEach((field, values) -> json.putAll(values, field.path()));
  }

  private void text(Named field, String... path) {
    model.one(field).ifPresent(value -> json.put(value, path));
  }

  private void number(Named field, String... path) {
    model.one(field).ifPresent(value -> json.put(new BigDecimal(value), path));
  }

  /// Says no Region where the finding is to have none.
  private String productArn() {
    Optional<String> product = model.one(Named.PRODUCT);
    if (product.isEmpty()) {
      return "arn:aws:securityhub:::an-unknown-product";
    }
    String owner = product.get().substring(0, product.get().indexOf('/'));
    return "arn:aws:securityhub:%s:%s:product/%s"
        .formatted(
            model.one(Named.REGION).orElse(""),
            owner.matches("[0-9]{12}") ? owner : "",
            product.get());
  }

  private void resources() {
    List<Object> resources = new ArrayList<>();
    for (int at = 0; at < model.resources(); at++) {
      var resource = new JsonObject();
      resource(resource, Named.RESOURCE_TYPE, at, "Type");
      resource(resource, Named.RESOURCE_ID, at, "Id");
      resource(resource, Named.RESOURCE_PARTITION, at, "Partition");
      resource(resource, Named.RESOURCE_REGION, at, "Region");
      model
          .of(Field.ResourceTag.class, at)
          .forEach((field, values) -> resource.put(values.getFirst(), "Tags", field.key()));
      model
          .of(Field.RawResource.class, at)
          .forEach((field, values) -> resource.putAll(values, field.path()));
      resources.add(resource.json());
    }
    if (!resources.isEmpty()) {
      json.put(resources, "Resources");
    }
  }

  private void resource(JsonObject resource, Named field, int at, String name) {
    model.one(field, at).ifPresent(value -> resource.put(value, name));
  }

  private void vulnerabilities() {
    List<Object> vulnerabilities = new ArrayList<>();
    int count =
        Stream.of(
                Named.VULNERABILITY,
                Named.CVSS,
                Named.EPSS,
                Named.FIX_AVAILABLE,
                Named.EXPLOIT_AVAILABLE)
            .mapToInt(field -> model.many(field).size())
            .max()
            .orElse(0);
    for (int at = 0; at < count; at++) {
      var vulnerability = new JsonObject();
      nth(Named.VULNERABILITY, at).ifPresent(id -> vulnerability.put(id, "Id"));
      nth(Named.CVSS, at)
          .ifPresent(
              score ->
                  vulnerability.put(
                      List.of(Map.of("BaseScore", new BigDecimal(score), "Version", "3.1")),
                      "Cvss"));
      nth(Named.EPSS, at).ifPresent(score -> vulnerability.put(new BigDecimal(score), "EpssScore"));
      nth(Named.FIX_AVAILABLE, at).ifPresent(fix -> vulnerability.put(fix, "FixAvailable"));
      nth(Named.EXPLOIT_AVAILABLE, at)
          .ifPresent(exploit -> vulnerability.put(exploit, "ExploitAvailable"));
      vulnerabilities.add(vulnerability.json());
    }
    if (!vulnerabilities.isEmpty()) {
      json.put(vulnerabilities, "Vulnerabilities");
    }
  }

  private Optional<String> nth(Named field, int at) {
    return model.many(field).stream().skip(at).findFirst();
  }
}
