package io.quell.compile.pattern;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;

import io.quell.finding.Finding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Findings of all forms that the formats know, and of some that they do not, out of a small
/// vocabulary; the same for the same seed.
final class RandomFindings {
  private static final List<String> CONTROLS =
      List.of("S3.1", "S3.9", "S3.19", "EC2.1", "EC2.19", "1.3", "PCI.S3.1");
  private static final List<String> ACCOUNTS =
      List.of("111122223333", "444455556666", "999988887777");
  private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "us-gov-west-1");
  private static final List<String> WORDS =
      List.of(
          "S3 buckets should log",
          "EC2 should not",
          "straße",
          "STRASSE",
          "Kelvin K",
          "b*c",
          "b\\c",
          "\"quoted\"",
          "😀 smile",
          "a".repeat(400) + "b",
          "7",
          "true");
  private static final List<String> TYPES =
      List.of(
          "AwsS3Bucket",
          "AwsEc2Instance",
          "AwsRdsDbInstance",
          "AwsAccount",
          "AwsElbv2LoadBalancer",
          "AwsIamPolicy",
          "Other",
          "Other::Type");
  private static final List<String> CLOUD_FORMATION_TYPES =
      List.of(
          "AWS::S3::Bucket",
          "AWS::EC2::Instance",
          "AWS::RDS::DBInstance",
          "AWS::Account",
          "AWS::::Account",
          "AWS::ElasticLoadBalancingV2::LoadBalancer",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Policy",
          "Other",
          "Other::Type",
          "AWS::Events::EventBus",
          "AWS::WAFv2::WebACL",
          "AWS::ACM::Certificate",
          "AWS::XRay::EncryptionConfig",
          "AWS::EC2::VPNConnection",
          "AwsS3Bucket");
  private static final List<String> STANDARDS =
      List.of(
          "standards/aws-foundational-security-best-practices/v/1.0.0",
          "ruleset/cis-aws-foundations-benchmark/v/1.2.0");

  private final Random random;

  RandomFindings(Random random) {
    this.random = random;
  }

  Finding next() {
    return random.nextBoolean() ? asff().read() : ocsf().read();
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  @SafeVarargs
  private <T extends @Nullable Object> T any(T... values) {
    return values[random.nextInt(values.length)];
  }

  private boolean rarely() {
    return random.nextInt(6) == 0;
  }

  /// Nothing, in one of its forms.
  private Sample emptied(Sample sample, String... path) {
    return switch (random.nextInt(4)) {
      case 0 -> sample.without(path);
      case 1 -> sample.with(null, path);
      case 2 -> sample.with("", path);
      default -> sample.with("  ", path);
    };
  }

  private OcsfSample emptied(OcsfSample sample, String... path) {
    return switch (random.nextInt(4)) {
      case 0 -> sample.without(path);
      case 1 -> sample.with(null, path);
      case 2 -> sample.with("", path);
      default -> sample.with("  ", path);
    };
  }

  private Sample asff() {
    Sample sample =
        finding()
            .account(one(ACCOUNTS))
            .region(one(REGIONS))
            .title(one(WORDS))
            .with(one(WORDS), "Description")
            .with(List.of(one(WORDS), one(WORDS)), "Types")
            .severity(any(SeverityLabel.values()))
            .with(any("PASSED", "FAILED", "WARNING"), "Compliance", "Status");
    if (rarely()) { // a customer has changed the types: rules see the provider's
      sample = sample.with(List.of(one(WORDS)), "FindingProviderFields", "Types");
    }
    sample = controlled(sample);
    if (rarely()) {
      sample =
          sample.product(
              any("aws/guardduty", "aws/inspector", "444455556666/default", "aws/securityhub"));
    }
    sample =
        sample.with(
            any(
                    WorkflowStatus.NEW,
                    WorkflowStatus.NOTIFIED,
                    WorkflowStatus.NEW,
                    WorkflowStatus.SUPPRESSED)
                .name(),
            "Workflow",
            "Status");
    if (rarely()) {
      sample = sample.with("ARCHIVED", "RecordState");
    }
    if (rarely()) {
      sample =
          emptied(sample, "AwsAccountId")
              .with("arn:aws:ec2:%s:%s:instance/i-1".formatted(one(REGIONS), one(ACCOUNTS)), "Id");
    }
    if (rarely()) {
      sample = emptied(sample, "Region");
    }
    if (rarely()) {
      sample =
          any(
              sample.without("FindingProviderFields"),
              sample.without("FindingProviderFields", "Severity"),
              emptied(sample, "FindingProviderFields", "Severity", "Label"),
              sample.with(random.nextInt(101), "FindingProviderFields", "Severity", "Normalized"));
    }
    if (rarely()) {
      sample = changedByQuell(sample);
    }
    sample = sample.without("Resources").with(resources(), "Resources");
    if (random.nextBoolean()) {
      sample = sample.with(vulnerabilities(), "Vulnerabilities");
    }
    if (random.nextBoolean()) {
      sample =
          sample
              .with(any("UNKNOWN", "FALSE_POSITIVE"), "VerificationState")
              .with(any(10, 50.5), "Confidence")
              .with(any("5", 7), "Criticality");
    }
    if (random.nextBoolean()) {
      sample = sample.userDefinedField("ticket", any("SEC-1", "SEC-2"));
    }
    return raw(sample);
  }

  private Sample controlled(Sample sample) {
    String control = one(CONTROLS);
    Sample plain = sample.control(control);
    Sample old =
        rarely()
            ? emptied(plain, "Compliance", "SecurityControlId")
            : plain
                .without("Compliance", "SecurityControlId")
                .without("Compliance", "AssociatedStandards")
                .with(
                    "arn:aws:securityhub:::" + one(STANDARDS),
                    "ProductFields",
                    any("StandardsArn", "StandardsGuideArn"));
    return switch (random.nextInt(8)) {
      case 0, 1 -> plain;
      case 2 ->
          plain.with(
              List.of(Map.of("StandardsId", one(STANDARDS)), Map.of("StandardsId", one(STANDARDS))),
              "Compliance",
              "AssociatedStandards");
      case 3 ->
          old.with("aws-foundational-security-best-practices/v/1.0.0/" + control, "GeneratorId")
              .with(control, "ProductFields", "ControlId");
      case 4 ->
          old.with(
                  "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/"
                      + control,
                  "GeneratorId")
              .with(one(CONTROLS), "ProductFields", "RuleId");
      case 5 ->
          old.with(any("else", "security-control/a/b", "x/v/1", ""), "GeneratorId")
              .with(control, "ProductFields", any("ControlId", "RuleId"));
      case 6 ->
          old.without("GeneratorId")
              .with(control, "ProductFields", "ControlId")
              .with(one(CONTROLS), "ProductFields", "RuleId");
      default -> sample.without("Compliance").with("else", "GeneratorId");
    };
  }

  private Sample changedByQuell(Sample sample) {
    SeverityLabel set = any(SeverityLabel.values());
    return sample
        .severityInForce(set)
        .userDefinedField("quell.severity", set.name())
        .userDefinedField("quell.severityBefore", any(SeverityLabel.values()).name())
        .userDefinedField("quell.rules", "r-0")
        .note("Quell", "quell");
  }

  private List<Map<String, Object>> resources() {
    List<Map<String, Object>> resources = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      Map<String, Object> resource = new LinkedHashMap<>();
      resource.put("Type", one(TYPES));
      resource.put(
          "Id",
          "arn:aws:s3:%s:%s:thing/%d".formatted(one(REGIONS), one(ACCOUNTS), random.nextInt(3)));
      resource.put("Partition", any("aws", "aws-cn"));
      resource.put("Region", one(REGIONS));
      if (random.nextBoolean()) {
        Map<String, Object> tags = new LinkedHashMap<>(Map.of("team", one(WORDS)));
        if (random.nextBoolean()) {
          tags.put("a.b", one(WORDS));
        }
        resource.put("Tags", tags);
      }
      if (random.nextBoolean()) {
        resource.put(
            "Details",
            Map.of(
                "Size",
                any(5, "5", 5.5, true),
                "List",
                List.of(Map.of("Name", one(WORDS)), Map.of("Name", one(WORDS)))));
      }
      resources.add(resource);
    }
    return resources;
  }

  private List<Map<String, Object>> vulnerabilities() {
    List<Map<String, Object>> vulnerabilities = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      vulnerabilities.add(
          Map.of(
              "Id",
              any("CVE-2026-1", "CVE-2026-2", "CVE-2026-3"),
              "FixAvailable",
              any("YES", "NO", "PARTIAL"),
              "ExploitAvailable",
              any("YES", "NO"),
              "EpssScore",
              any(0.5, "0.7"),
              "Cvss",
              List.of(Map.of("BaseScore", any(4, 9.8)), Map.of("BaseScore", any(7, "5.5")))));
    }
    return vulnerabilities;
  }

  private Sample raw(Sample sample) {
    return random.nextBoolean()
        ? sample
        : sample
            .with(
                any(443, "443", true, List.of(80, "443"), List.of(List.of(22), "x"), 1e12, "22"),
                "Network",
                "Ports")
            .with(
                any(
                    Map.of("Name", "x"),
                    List.of(Map.of("Name", "y"), Map.of("Name", 7)),
                    List.of(List.of(Map.of("Name", "z")))),
                "Network",
                "Nested")
            .with(any(true, false, "true", 0.1), "Flag");
  }

  private OcsfSample ocsf() {
    OcsfSample sample =
        ocsfFinding()
            .account(one(ACCOUNTS))
            .region(one(REGIONS))
            .title(one(WORDS))
            .with(one(WORDS), "finding_info", "desc")
            .types(one(WORDS), one(WORDS))
            .severity(any(SeverityLabel.values()))
            .with(any("Pass", "Fail", "Unknown", "FAILED", "Else"), "compliance", "status")
            .control(one(CONTROLS))
            .with(any(2002, 2003, 2004L), "class_uid")
            .with(any(1, 2, 1, 3, 99), "status_id");
    if (rarely()) {
      sample = sample.product(any("aws/guardduty", "aws/inspector", "444455556666/default"));
    }
    if (rarely()) {
      sample =
          sample.with(
              "arn:aws-us-gov:securityhub:us-gov-west-1::product/aws/securityhub",
              "metadata",
              "product",
              "uid");
    }
    if (rarely()) {
      sample = emptied(sample, "cloud", "account", "uid");
    }
    if (rarely()) {
      sample = emptied(sample, "cloud", "region");
    }
    if (rarely()) {
      sample =
          any(
              sample.without("vendor_attributes"),
              sample.with(6, "vendor_attributes", "severity_id"),
              sample.severityInForce(any(OcsfSeverity.values())).comment("mine"),
              sample.with(3, "activity_id"));
    }
    if (random.nextBoolean()) {
      sample = sample.with(any("gen", "rule-1"), "finding_info", "analytic", "uid");
    }
    sample = sample.without("resources").with(ocsfResources(), "resources");
    if (random.nextBoolean()) {
      sample =
          sample
              .with(ocsfVulnerabilities(), "vulnerabilities")
              .with(any(50, "60"), "confidence_score");
    }
    if (rarely()) {
      sample = sample.account(one(ACCOUNTS)).with(null, "metadata", "uid");
    }
    return sample;
  }

  private List<Map<String, Object>> ocsfResources() {
    List<Map<String, Object>> resources = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      Map<String, Object> resource = new LinkedHashMap<>();
      resource.put("type", one(CLOUD_FORMATION_TYPES));
      resource.put("uid", "i-" + random.nextInt(3));
      if (random.nextBoolean()) {
        resource.put(
            "uid_alt",
            any(
                "arn:aws:ec2:eu-west-1:111122223333:instance/i-" + random.nextInt(3),
                "i-" + random.nextInt(3),
                " "));
      }
      resource.put("cloud_partition", any("aws", "aws-cn"));
      resource.put("region", any("eu-west-1", "global"));
      resource.put("owner", Map.of("account", Map.of("uid", one(ACCOUNTS))));
      if (random.nextBoolean()) {
        resource.put(
            "tags",
            new ArrayList<>(
                Arrays.asList(
                    tag("team", one(WORDS)), tag("a.b", one(WORDS)), tag("empty", null))));
      }
      if (random.nextBoolean()) {
        resource.put("data", Map.of("Name", any("x", 5, true)));
      }
      resources.add(resource);
    }
    return resources;
  }

  private static Map<String, @Nullable Object> tag(String name, @Nullable Object value) {
    Map<String, @Nullable Object> tag = new LinkedHashMap<>();
    tag.put("name", name);
    tag.put("value", value);
    return tag;
  }

  private List<Map<String, Object>> ocsfVulnerabilities() {
    List<Map<String, Object>> vulnerabilities = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      Map<String, Object> vulnerability = new LinkedHashMap<>();
      vulnerability.put(
          "cve",
          Map.of(
              "uid",
              any("CVE-2026-1", "CVE-2026-2", "CVE-2026-3"),
              "cvss",
              List.of(Map.of("base_score", any(4, 9.8))),
              "epss",
              Map.of("score", any("0.5", 0.7))));
      vulnerability.put(any("fix_coverage", "other"), any("Complete", "Partial", "None", "Else"));
      vulnerability.put("is_fix_available", random.nextBoolean());
      vulnerability.put("is_exploit_available", random.nextBoolean());
      vulnerabilities.add(vulnerability);
    }
    return vulnerabilities;
  }
}
