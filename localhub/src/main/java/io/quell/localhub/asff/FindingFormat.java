package io.quell.localhub.asff;

import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.util.List;
import java.util.regex.Pattern;

/// The AWS Security Finding Format as far as the hub holds providers and customers to it.
///
/// The limits are those that the API reference gives for `AwsSecurityFinding` and its parts.
public final class FindingFormat {
  /// How many characters a note's text may have, and the name of who wrote it.
  static final int NOTE_LENGTH = 512;
  /// How many types a finding may have.
  static final int MOST_TYPES = 50;
  /// How many related findings a finding may have.
  static final int MOST_RELATED_FINDINGS = 10;
  /// How many pairs a map of the format may have.
  static final int MOST_PAIRS = 50;
  /// How many characters the key in such a map may have.
  static final int KEY_LENGTH = 128;
  /// How many characters a value in UserDefinedFields may have.
  static final int USER_DEFINED_FIELD_LENGTH = 1024;

  /// What a customer may say of whether a finding is true.
  public static final List<String> VERIFICATION_STATES =
      List.of("UNKNOWN", "TRUE_POSITIVE", "FALSE_POSITIVE", "BENIGN_POSITIVE");
  /// How far the work on a finding may be.
  public static final List<String> WORKFLOW_STATUSES =
      List.of("NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED");
  /// The states that a provider may give a finding.
  public static final List<String> RECORD_STATES = List.of("ACTIVE", "ARCHIVED");
  /// The results that a control may have.
  public static final List<String> COMPLIANCE_STATUSES =
      List.of("PASSED", "WARNING", "FAILED", "NOT_AVAILABLE");
  /// The partitions that a resource may lie in.
  public static final List<String> PARTITIONS =
      List.of("aws", "aws-cn", "aws-us-gov", "aws-us-iso", "aws-us-iso-b", "AzureCloud");
  private static final List<String> TYPE_NAMESPACES =
      List.of(
          "Software and Configuration Checks",
          "TTPs",
          "Effects",
          "Unusual Behaviors",
          "Sensitive Data Identifications");
  private static final Pattern TYPE = Pattern.compile("^([^/]+)(/[^/]+){0,2}$");
  private static final Pattern ACCOUNT = Pattern.compile("^[0-9]{12}$");
  private static final Pattern PRODUCT_ARN =
      Pattern.compile("^arn:aws[a-z-]*:securityhub:[a-z0-9-]*:[0-9]*:product/[^/\\s]+/[^/\\s]+$");

  private FindingFormat() {}

  /// What is wrong with a finding that a provider sends.
  static Violations ofImport(JsonPart finding) {
    Violations violations = new Violations();
    if (!violations.object(
        finding,
        "SchemaVersion",
        "Id",
        "ProductArn",
        "GeneratorId",
        "AwsAccountId",
        "CreatedAt",
        "UpdatedAt",
        "Title",
        "Description",
        "Resources")) {
      return violations;
    }
    violations.oneOf(finding.at("SchemaVersion"), List.of("2018-10-08"));
    violations.text(finding.at("Id"), 512);
    violations.text(finding.at("ProductArn"), PRODUCT_ARN);
    violations.noLonger(finding.at("ProductArn"), 2048);
    violations.text(finding.at("GeneratorId"), 512);
    violations.text(finding.at("AwsAccountId"), ACCOUNT);
    violations.text(finding.at("Title"), 256);
    violations.text(finding.at("Description"), 1024);
    violations.text(finding.at("SourceUrl"));
    for (String timestamp :
        List.of("CreatedAt", "UpdatedAt", "FirstObservedAt", "LastObservedAt")) {
      violations.timestamp(finding.at(timestamp));
    }
    for (String name : List.of("ProductName", "CompanyName")) {
      violations.text(finding.at(name), 128);
    }
    severityOfImport(finding, violations);
    providerAttributes(finding, violations);
    providerAttributes(finding.at("FindingProviderFields"), violations);
    violations.map(finding.at("ProductFields"));
    violations.sized(finding.at("ProductFields"), MOST_PAIRS, KEY_LENGTH, 2048);
    resources(finding.at("Resources"), violations);
    states(finding, violations);
    violations.object(finding.at("Remediation"));
    violations.text(finding.at("Remediation").at("Recommendation").at("Text"), 512);
    violations.text(finding.at("Remediation").at("Recommendation").at("Url"));
    violations.bool(finding.at("Sample"));
    customerAttributes(finding, violations);
    FormatLimit.ALL.forEach(limit -> limit.check(finding, violations));
    return violations;
  }

  /// What is wrong with the types of an update: their form, or a namespace that does not exist.
  static void typesOfUpdate(JsonPart types, Violations violations) {
    violations.sized(types, 0, MOST_TYPES);
    for (JsonPart type : types.items()) {
      violations.text(type, TYPE);
      String text = type.node().asText();
      int slash = text.indexOf('/');
      if (!TYPE_NAMESPACES.contains(slash < 0 ? text : text.substring(0, slash))) {
        violations.add(
            type, "should begin with one of the namespaces: " + String.join(", ", TYPE_NAMESPACES));
      }
    }
  }

  /// What is wrong with the number and the length of a finding's relatives.
  static void relatedFindings(JsonPart related, Violations violations) {
    violations.sized(related, 1, MOST_RELATED_FINDINGS);
    for (JsonPart finding : related.items()) {
      violations.noLonger(finding.at("Id"), 512);
      violations.noLonger(finding.at("ProductArn"), 2048);
    }
  }

  private static void severityOfImport(JsonPart finding, Violations violations) {
    JsonPart providers = finding.at("FindingProviderFields").at("Severity");
    JsonPart own = finding.at("Severity");
    if (providers.isAbsent() && own.isAbsent()) {
      violations.add(
          finding, "should have required property 'FindingProviderFields.Severity' or 'Severity'");
    } else if (!providers.isAbsent()) {
      violations.object(providers, "Label");
    } else if (own.at("Label").isAbsent() && own.at("Normalized").isAbsent()) {
      violations.add(own, "should have required property 'Label'");
    }
  }

  private static void providerAttributes(JsonPart holder, Violations violations) {
    violations.object(holder);
    JsonPart severity = holder.at("Severity");
    violations.object(severity);
    violations.oneOf(severity.at("Label"), AsffSeverities.LABELS);
    violations.integer(severity.at("Normalized"), 0, 100);
    violations.number(severity.at("Product"));
    violations.text(severity.at("Original"));
    violations.integer(holder.at("Confidence"), 0, 100);
    violations.integer(holder.at("Criticality"), 0, 100);
    for (JsonPart type : violations.list(holder.at("Types"))) {
      violations.text(type, TYPE);
    }
    violations.sized(holder.at("Types"), 0, MOST_TYPES);
    for (JsonPart related : violations.list(holder.at("RelatedFindings"))) {
      violations.object(related, "Id", "ProductArn");
      violations.text(related.at("Id"));
      violations.text(related.at("ProductArn"));
    }
    relatedFindings(holder.at("RelatedFindings"), violations);
  }

  private static void resources(JsonPart resources, Violations violations) {
    for (JsonPart resource : violations.list(resources)) {
      violations.object(resource, "Type", "Id");
      violations.text(resource.at("Type"), 256);
      violations.text(resource.at("Id"), 512);
      violations.text(resource.at("Region"), 16);
      violations.oneOf(resource.at("Partition"), PARTITIONS);
      violations.map(resource.at("Tags"));
      violations.sized(resource.at("Tags"), MOST_PAIRS, KEY_LENGTH, 256);
      JsonPart details = resource.at("Details");
      violations.object(details);
      violations.map(details.at("Other"));
      violations.sized(details.at("Other"), MOST_PAIRS, KEY_LENGTH, 1024);
    }
    violations.sized(resources, 1, 32);
  }

  private static void states(JsonPart finding, Violations violations) {
    violations.oneOf(finding.at("RecordState"), RECORD_STATES);
    violations.object(finding.at("Compliance"));
    violations.oneOf(finding.at("Compliance").at("Status"), COMPLIANCE_STATUSES);
  }

  private static void customerAttributes(JsonPart finding, Violations violations) {
    violations.object(finding.at("Workflow"));
    violations.oneOf(finding.at("Workflow").at("Status"), WORKFLOW_STATUSES);
    violations.oneOf(finding.at("VerificationState"), VERIFICATION_STATES);
    violations.map(finding.at("UserDefinedFields"));
    violations.sized(
        finding.at("UserDefinedFields"), MOST_PAIRS, KEY_LENGTH, USER_DEFINED_FIELD_LENGTH);
    JsonPart note = finding.at("Note");
    violations.object(note, "Text", "UpdatedBy", "UpdatedAt");
    violations.text(note.at("Text"), NOTE_LENGTH);
    violations.text(note.at("UpdatedBy"), NOTE_LENGTH);
    violations.timestamp(note.at("UpdatedAt"));
  }
}
