package io.quell.lint.solver.example;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes a model as a finding in OCSF.
public final class OcsfExample {
  private static final Map<String, String> COMPLIANCE =
      Map.of("PASSED", "Pass", "FAILED", "Fail", "WARNING", "Warning", "NOT_AVAILABLE", "Unknown");
  private static final Map<String, String> FIX =
      Map.of("YES", "Complete", "PARTIAL", "Partial", "NO", "None");
  private static final Map<String, String> TYPES =
      Map.of(
          "AwsS3Bucket",
          "AWS::S3::Bucket",
          "AwsEc2Instance",
          "AWS::EC2::Instance",
          "AwsLambdaFunction",
          "AWS::Lambda::Function");
  private static final int CREATE = 1;
  private static final int CLOSE = 3;

  private final Model model;
  private final JsonObject json = new JsonObject();

  private OcsfExample(Model model) {
    this.model = model;
  }

  /// The finding as JSON.
  public static Map<String, Object> json(Model model) {
    var example = new OcsfExample(model);
    example.write();
    return example.json.json();
  }

  private void write() {
    boolean isClosed = model.one(Named.RECORD_STATE).equals(Optional.of("ARCHIVED"));
    json.put(isClosed ? CLOSE : CREATE, "activity_id");
    model.one(Named.CLASS).ifPresent(number -> json.put(new BigDecimal(number), "class_uid"));
    text(Named.ACCOUNT, "cloud", "account", "uid");
    text(Named.REGION, "cloud", "region");
    text(Named.CONTROL, "compliance", "control");
    if (!model.many(Named.STANDARD).isEmpty()) {
      json.put(model.many(Named.STANDARD), "compliance", "standards");
    }
    model
        .one(Named.COMPLIANCE_STATUS)
        .map(COMPLIANCE::get)
        .ifPresent(status -> json.put(status, "compliance", "status"));
    findingInfo();
    text(Named.ID, "metadata", "uid");
    json.put("1.6.0", "metadata", "version");
    model
        .one(Named.PRODUCT)
        .ifPresent(
            product ->
                json.put(
                    "arn:aws:securityhub:%s::productv2/%s"
                        .formatted(model.one(Named.REGION).orElse("us-east-1"), product),
                    "metadata",
                    "product",
                    "uid"));
    number(Named.CONFIDENCE, "confidence_score");
    resources();
    severity(Named.SEVERITY);
    severity(Named.PROVIDER_SEVERITY, "vendor_attributes");
    model
        .one(Named.WORKFLOW_STATUS)
        .map(WorkflowStatus::valueOf)
        .map(OcsfStatus::of)
        .ifPresent(
            status -> {
              json.put(status.id(), "status_id");
              json.put(status.caption(), "status");
            });
    text(Named.NOTE_TEXT, "comment");
    vulnerabilities();
    model
        .of(Field.Raw.class, Place.FINDING)
        .forEach((field, values) -> json.putAll(values, field.path()));
  }

  private void findingInfo() {
    json.put(model.one(Named.ID).orElse("example"), "finding_info", "uid");
    text(Named.TITLE, "finding_info", "title");
    text(Named.DESCRIPTION, "finding_info", "desc");
    if (!model.many(Named.TYPE).isEmpty()) {
      json.put(model.many(Named.TYPE), "finding_info", "types");
    }
    text(Named.GENERATOR, "finding_info", "analytic", "uid");
    time(Named.CREATED_AT, "created_time");
    time(Named.UPDATED_AT, "modified_time");
    time(Named.FIRST_OBSERVED_AT, "first_seen_time");
    time(Named.LAST_OBSERVED_AT, "last_seen_time");
  }

  private void text(Named field, String... path) {
    model.one(field).ifPresent(value -> json.put(value, path));
  }

  private void number(Named field, String... path) {
    model.one(field).ifPresent(value -> json.put(new BigDecimal(value), path));
  }

  private void time(Named field, String name) {
    model
        .one(field)
        .ifPresent(
            value -> {
              json.put(Instant.parse(value).toEpochMilli(), "finding_info", name);
              json.put(value, "finding_info", name + "_dt");
            });
  }

  private void severity(Named field, String... path) {
    model
        .one(field)
        .map(SeverityLabel::valueOf)
        .map(OcsfSeverity::of)
        .ifPresent(
            severity -> {
              json.put(
                  severity.id(),
                  Stream.concat(Stream.of(path), Stream.of("severity_id")).toArray(String[]::new));
              json.put(
                  severity.caption(),
                  Stream.concat(Stream.of(path), Stream.of("severity")).toArray(String[]::new));
            });
  }

  private void resources() {
    List<Object> resources = new ArrayList<>();
    for (int at = 0; at < model.resources(); at++) {
      var resource = new JsonObject();
      model
          .one(Named.RESOURCE_TYPE, at)
          .ifPresent(type -> resource.put(TYPES.getOrDefault(type, type), "type"));
      model.one(Named.RESOURCE_ID, at).ifPresent(id -> resource.put(id, "uid"));
      model
          .one(Named.RESOURCE_PARTITION, at)
          .ifPresent(partition -> resource.put(partition, "cloud_partition"));
      model.one(Named.RESOURCE_REGION, at).ifPresent(region -> resource.put(region, "region"));
      List<Object> tags = new ArrayList<>();
      model
          .of(Field.ResourceTag.class, at)
          .forEach(
              (field, values) -> tags.add(Map.of("name", field.key(), "value", values.getFirst())));
      if (!tags.isEmpty()) {
        resource.put(tags, "tags");
      }
      model
          .of(Field.RawResource.class, at)
          .forEach((field, values) -> resource.putAll(values, field.path()));
      resources.add(resource.json());
    }
    if (!resources.isEmpty()) {
      json.put(resources, "resources");
    }
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
      nth(Named.VULNERABILITY, at).ifPresent(id -> vulnerability.put(id, "cve", "uid"));
      nth(Named.CVSS, at)
          .ifPresent(
              score ->
                  vulnerability.put(
                      List.of(Map.of("base_score", new BigDecimal(score), "version", "3.1")),
                      "cve",
                      "cvss"));
      nth(Named.EPSS, at)
          .ifPresent(score -> vulnerability.put(new BigDecimal(score), "cve", "epss", "score"));
      nth(Named.FIX_AVAILABLE, at)
          .map(FIX::get)
          .ifPresent(fix -> vulnerability.put(fix, "fix_coverage"));
      nth(Named.EXPLOIT_AVAILABLE, at)
          .ifPresent(exploit -> vulnerability.put(exploit.equals("YES"), "is_exploit_available"));
      vulnerabilities.add(vulnerability.json());
    }
    if (!vulnerabilities.isEmpty()) {
      json.put(vulnerabilities, "vulnerabilities");
    }
  }

  private Optional<String> nth(Named field, int at) {
    return model.many(field).stream().skip(at).findFirst();
  }
}
