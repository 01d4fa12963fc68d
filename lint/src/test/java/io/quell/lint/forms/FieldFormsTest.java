package io.quell.lint.forms;

import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.raw;
import static io.quell.criteria.Criteria.rawResource;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Criteria.userDefinedField;
import static io.quell.criteria.Field.Named.FORMAT;
import static io.quell.criteria.Field.Named.GENERATOR;
import static io.quell.criteria.Field.Named.RESOURCE_TYPE;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.criteria.Field.Named.TYPE;
import static io.quell.criteria.Field.Named.VULNERABILITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import io.quell.lint.Lint;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.update.Change;
import io.quell.update.Decision;
import io.quell.value.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Slips in the values of fields, with the right spelling; and values that are right.
final class FieldFormsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final LintOptions OPTIONS = LintOptions.at(Clock.fixed(NOW, ZoneOffset.UTC));
  private static final Set<Check> CHECKS =
      EnumSet.of(
          Check.MISSPELLED, Check.LITERAL_WILDCARD, Check.PART_OF_LONGER, Check.OTHER_FORMAT);

  private static List<LintProblem> problems(Criteria criteria) {
    var rule =
        new FixedRule(
            Card.builder("sample", "Sample", "A reason that says why.", "team")
                .changes(Set.of(Change.SEVERITY))
                .build(),
            criteria,
            Decision.severity(SeverityLabel.LOW));
    return Lint.problems(List.of(rule), OPTIONS).stream()
        .filter(problem -> CHECKS.contains(problem.check()))
        .toList();
  }

  private static void assertFine(Criteria criteria) {
    assertThat(problems(criteria)).as(criteria.toString()).isEmpty();
  }

  private static String only(Check check, Criteria criteria) {
    assertThat(problems(criteria))
        .as(criteria.toString())
        .singleElement()
        .satisfies(problem -> assertThat(problem.check()).isEqualTo(check));
    return problems(criteria).getFirst().message();
  }

  // --- Spelling

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONTROL         | s3.9                        | S3.9
          CONTROL         | S3-9                        | S3.9
          CONTROL         | s3_9                        | S3.9
          CONTROL         | S3 9                        | S3.9
          CONTROL         | S3.09                       | S3.9
          CONTROL         | [S3.9]                      | S3.9
          CONTROL         | SecurityHub.S3.9            | S3.9
          CONTROL         | SH.CodeBuild.1              | CodeBuild.1
          CONTROL         | FSBP.ec2-13                 | EC2.13
          CONTROL         | security-control/S3.9       | S3.9
          CONTROL         | pci-dss/v/3.2.1/PCI.S3.4    | PCI.S3.4
          CONTROL         | arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.9 | S3.9
          CONTROL         | pci.s3.4                    | PCI.S3.4
          CONTROL         | PCI.ec2.2                   | PCI.EC2.2
          CONTROL         | cloudtrail.2                | CloudTrail.2
          CONTROL         | Cloudtrail.2                | CloudTrail.2
          CONTROL         | OpenSearch.1                | Opensearch.1
          CONTROL         | NewService-3                | NewService.3
          RESOURCE_TYPE   | AWS::S3::Bucket             | AwsS3Bucket
          RESOURCE_TYPE   | aws::s3::bucket             | AwsS3Bucket
          RESOURCE_TYPE   | awss3bucket                 | AwsS3Bucket
          RESOURCE_TYPE   | AWSS3Bucket                 | AwsS3Bucket
          RESOURCE_TYPE   | AwsEC2Instance              | AwsEc2Instance
          RESOURCE_TYPE   | S3Bucket                    | AwsS3Bucket
          RESOURCE_TYPE   | aws_s3_bucket               | AwsS3Bucket
          RESOURCE_TYPE   | AWS::RDS::DBInstance        | AwsRdsDbInstance
          RESOURCE_TYPE   | AWS::ElasticLoadBalancingV2::LoadBalancer | AwsElbv2LoadBalancer
          RESOURCE_TYPE   | AWS::New::Thing             | AwsNewThing
          VULNERABILITY   | cve-2024-12345              | CVE-2024-12345
          VULNERABILITY   | cve-2024-1                  | CVE-2024-0001
          VULNERABILITY   | 2024-1234                   | CVE-2024-1234
          VULNERABILITY   | CVE_2024_1234               | CVE-2024-1234
          VULNERABILITY   | CVE 2024-1234               | CVE-2024-1234
          STANDARD        | arn:aws:securityhub:eu-west-1::standards/pci-dss/v/4.0.1 | standards/pci-dss/v/4.0.1
          STANDARD        | arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0 | ruleset/cis-aws-foundations-benchmark/v/1.2.0
          STANDARD        | arn:aws:securityhub:us-east-1:111122223333:subscription/pci-dss/v/3.2.1 | standards/pci-dss/v/3.2.1
          STANDARD        | pci-dss/v/3.2.1             | standards/pci-dss/v/3.2.1
          STANDARD        | standard/pci-dss/v/3.2.1    | standards/pci-dss/v/3.2.1
          STANDARD        | standards/cis-aws-foundations-benchmark/v/1.2.0 | ruleset/cis-aws-foundations-benchmark/v/1.2.0
          STANDARD        | ruleset/cis-aws-foundations-benchmark/v/1.4.0 | standards/cis-aws-foundations-benchmark/v/1.4.0
          STANDARD        | standards/PCI-DSS/v/3.2.1   | standards/pci-dss/v/3.2.1
          TYPE            | software and configuration checks/Vulnerabilities/CVE | Software and Configuration Checks/Vulnerabilities/CVE
          TYPE            | TTPs / Discovery            | TTPs/Discovery
          TYPE            | ttps                        | TTPs
          PRODUCT         | aws/GuardDuty               | aws/guardduty
          PRODUCT         | aws/security-hub            | aws/securityhub
          PRODUCT         | GuardDuty                   | aws/guardduty
          PRODUCT         | Amazon Inspector            | aws/inspector
          PRODUCT         | arn:aws:securityhub:eu-west-1::product/aws/guardduty | aws/guardduty
          GENERATOR       | security-control/s3.9       | security-control/S3.9
          GENERATOR       | Security-Control/S3.9       | security-control/S3.9
          ACCOUNT         | 1111-2222-3333              | 111122223333
          REGION          | EU-WEST-1                   | eu-west-1
          REGION          | eu_west_1                   | eu-west-1
          RESOURCE_REGION | eu-west-1a                  | eu-west-1
          REGION          | eu-wst-1                    | eu-west-1
          RESOURCE_REGION | us-esat-1                   | us-east-1
          """)
  void knowsTheRightSpelling(Named field, String wrong, String right) {
    assertThat(only(Check.MISSPELLED, field.is(wrong)))
        .isEqualTo(
            "No finding is known in which %s is %s: write '%s'.".formatted(field, wrong, right));
    assertThat(only(Check.MISSPELLED, allOf(SEVERITY.is("LOW"), not(field.is(wrong)))))
        .as("an exception")
        .endsWith("write '%s'.".formatted(right));
    assertFine(field.is(right));
    assertFine(field.startsWith(right.substring(0, right.length() / 2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CIS.1.10", "CIS 1.10", "cis-1.10", "CIS1.10", "CIS.1.10.1"})
  void saysWhatCisFindingsAreCalled(String wrong) {
    assertThat(only(Check.MISSPELLED, control(wrong)))
        .contains(
            "test the control's own id, such as IAM.5; only where control findings are not"
                + " consolidated is it the number alone, '1.10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"S3", "S39", "bucket logging", "NIST.800-53.r5 AC-3", "9", "s3bucket.x", "."})
  void saysWhatAnIdIsWhereItCannotTellWhichWasMeant(String wrong) {
    assertThat(only(Check.MISSPELLED, control(wrong)))
        .endsWith("the id of a control is its service and a number, such as 'S3.9'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONTROL       | s3.         | S3.
          CONTROL       | ec2.*       | EC2.*
          CONTROL       | S3-*        | S3.*
          CONTROL       | PCI.s3.*    | PCI.S3.*
          VULNERABILITY | cve-2024-*  | CVE-2024-*
          RESOURCE_TYPE | awsec2*     | AwsEc2*
          STANDARD      | pci-dss/*   | standards/pci-dss/*
          STANDARD      | arn:aws:securityhub:eu-west-1::standards/nist-800-53/v/* | standards/nist-800-53/v/*
          TYPE          | ttps/*      | TTPs/*
          GENERATOR     | security-control/s3.* | security-control/S3.*
          """)
  void knowsTheRightBeginning(Named field, String wrong, String right) {
    String expected = "write '%s'.".formatted(right.replace("*", ""));
    if (wrong.endsWith("*")) {
      assertThat(only(Check.MISSPELLED, field.fits(wrong)))
          .endsWith("write '%s'.".formatted(right));
      assertFine(field.fits(right));
    }
    assertThat(only(Check.MISSPELLED, field.startsWith(wrong.replace("*", "")))).endsWith(expected);
    assertFine(field.startsWith(right.replace("*", "")));
  }

  @Test
  void mindsCaseOnlyWhereItCounts() {
    assertFine(Named.CONTROL.isIgnoringCase("s3.9"));
    assertFine(RESOURCE_TYPE.isIgnoringCase("awss3bucket"));
    assertThat(only(Check.MISSPELLED, Named.CONTROL.isIgnoringCase("s3-9")))
        .endsWith("write 'S3.9'.");
  }

  @Test
  void readsRawPathsAtWhichAFormatHasTheSameText() {
    assertThat(
            only(
                Check.MISSPELLED,
                FORMAT.is("ASFF").and(raw("Compliance", "SecurityControlId").is("s3.9"))))
        .isEqualTo(
            "No finding is known in which raw Compliance.SecurityControlId is s3.9: write 'S3.9'.");
    assertThat(
            only(Check.MISSPELLED, FORMAT.is("OCSF").and(raw("compliance", "control").is("S3-9"))))
        .endsWith("write 'S3.9'.");
    assertThat(
            only(
                Check.MISSPELLED, FORMAT.is("ASFF").and(rawResource("Type").is("AWS::S3::Bucket"))))
        .endsWith("write 'AwsS3Bucket'.");
    assertFine(FORMAT.is("OCSF").and(rawResource("type").is("AWS::S3::Bucket")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONTROL       | S3.9
          CONTROL       | 1.10
          CONTROL       | 2.1.4
          CONTROL       | PCI.Opensearch.1
          CONTROL       | Autoscaling.5
          CONTROL       | AutoScaling.5
          CONTROL       | NewService.12
          RESOURCE_TYPE | Other
          RESOURCE_TYPE | Container
          RESOURCE_TYPE | AwsNewThing
          RESOURCE_TYPE | Microsoft.Compute/virtualMachines
          VULNERABILITY | GHSA-jfh8-c2jp-5v3q
          VULNERABILITY | ALAS2-2024-2464
          VULNERABILITY | CVE-2026-1000001
          STANDARD      | standards/new-standard/v/1.0.0
          STANDARD      | ISO 27001
          TYPE          | Software & Configuration Checks/Patch Management/Compliance
          TYPE          | TTPs/Defense Evasion/CloudTrailStopped
          TYPE          | Custom
          PRODUCT       | 444455556666/default
          PRODUCT       | prowler/prowler
          GENERATOR     | aws-foundational-security-best-practices/v/1.0.0/IAM.6
          GENERATOR     | prowler-s3_bucket_public_access
          REGION        | global
          REGION        | eu-newland-1
          REGION        | pt-west-1
          """)
  void letsOtherValuesBe(Named field, String right) {
    assertFine(field.is(right));
    assertFine(field.startsWith(right.substring(0, 2)));
  }

  /// No value of a real finding is called a slip. The findings are the project's samples, and other
  /// projects' where those are at hand.
  @ParameterizedTest
  @ValueSource(strings = {"../testing/src/test/resources/events", "../../shared/corpus"})
  void callsNoValueOfARealFindingASlip(String folder) throws IOException {
    assumeThat(Path.of(folder)).isDirectory();
    long seen = 0;
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        for (Finding finding : findings(file)) {
          var subject = EvaluationContext.of(finding, NOW);
          for (Named field : Named.values()) {
            for (String value : field.values(subject).filter(text -> !text.isEmpty()).toList()) {
              assertThat(problems(FORMAT.is(finding.format()).and(field.is(value))))
                  .as("%s: %s", file, value)
                  .isEmpty();
              seen++;
            }
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(100);
  }

  private static List<Finding> findings(Path file) throws IOException {
    Object json;
    try {
      json = Json.read(Files.readString(file));
    } catch (UnreadableException e) {
      return List.of(); // the corpus has broken events on purpose
    }
    return Stream.of(json)
        .filter(Map.class::isInstance)
        .map(JsonTree::object)
        .flatMap(
            object ->
                object.containsKey("ProductArn") || object.containsKey("metadata")
                    ? Stream.of(object)
                    : JsonTree.objects(object, List.of("detail", "findings")).stream())
        .flatMap(FieldFormsTest::read)
        .toList();
  }

  private static Stream<Finding> read(Map<String, Object> json) {
    try {
      return Stream.of(Finding.read(json));
    } catch (UnreadableException e) {
      return Stream.empty(); // so is this
    }
  }

  // --- Wildcards

  @Test
  void saysThatAStarUnderEqualityIsNoWildcard() {
    assertThat(only(Check.LITERAL_WILDCARD, Named.RESOURCE_ID.is("arn:aws:s3:::logs-*")))
        .isEqualTo(
            "In 'resource id is arn:aws:s3:::logs-*' '*' stands for itself: for a pattern write"
                + " {wildcard: 'arn:aws:s3:::logs-*'}, or fits(\"arn:aws:s3:::logs-*\") in Java.");
    assertThat(only(Check.LITERAL_WILDCARD, control("S3.*"))).contains("{wildcard: 'S3.*'}");
    assertThat(only(Check.LITERAL_WILDCARD, resourceTag("env", "*")))
        .contains("to ask for any value, write {exists: true}, or isPresent() in Java");
    assertThat(only(Check.LITERAL_WILDCARD, control("S3.?")))
        .contains("'?' stands for itself", "{wildcard: 'S3.*'}", "there is no sign for one");
    assertThat(only(Check.LITERAL_WILDCARD, Named.RESOURCE_ID.fits("i-0?3*")))
        .contains("only '*' is a wildcard");
    assertThat(only(Check.LITERAL_WILDCARD, TITLE.is("S3 buckets*"))).contains("{wildcard:");
    assertThat(only(Check.LITERAL_WILDCARD, control("S3.9").unless(Named.ACCOUNT.is("1111*"))))
        .contains("{wildcard: '1111*'}");
  }

  /// The title of IAM.1 has a star, and a question may end in its mark.
  @Test
  void letsProseAndValuesOfOthersHaveAnySign() {
    assertFine(TITLE.is("IAM policies should not allow full \"*\" administrative privileges"));
    assertFine(TITLE.is("Is the bucket public?"));
    assertFine(TITLE.fits("Is the bucket public? *"));
    assertFine(userDefinedField("scope").is("*"));
    assertFine(FORMAT.is("ASFF").and(raw("Action", "Api").is("s3:*")));
    assertFine(Named.RESOURCE_ID.fits("arn:aws:s3:::logs-*"));
    assertFine(Named.RESOURCE_ID.is("arn:aws:s3:::logs"));
  }

  // --- Parts

  @Test
  void saysThatAPartIsOneOfLongerValues() {
    assertThat(only(Check.PART_OF_LONGER, Named.CONTROL.contains("Config.1")))
        .isEqualTo(
            "'control contains Config.1' holds for 'Config.10' too: for 'Config.1' alone test the"
                + " whole value, 'Config.1', or is(\"Config.1\") in Java.");
    assertThat(only(Check.PART_OF_LONGER, Named.CONTROL.startsWith("S3.1")))
        .contains("'S3.10' too");
    assertThat(only(Check.PART_OF_LONGER, VULNERABILITY.startsWith("CVE-2024-1234")))
        .contains("'CVE-2024-12340' too");
    assertThat(only(Check.PART_OF_LONGER, GENERATOR.contains("security-control/Config.1")))
        .contains("test the end, {suffix: '/Config.1'}, or endsWith(\"/Config.1\") in Java");
    assertThat(only(Check.PART_OF_LONGER, GENERATOR.startsWith("security-control/S3.1")))
        .contains("the whole value, 'security-control/S3.1'");
    assertThat(
            only(Check.PART_OF_LONGER, FORMAT.is("ASFF").and(raw("GeneratorId").contains("S3.1"))))
        .contains("'S3.10' too");
  }

  @Test
  void letsPartsBeThatAreMeantAsSuch() {
    assertFine(Named.CONTROL.startsWith("S3."));
    assertFine(Named.CONTROL.contains("S3"));
    assertFine(Named.CONTROL.fits("S3.1*"));
    assertFine(Named.CONTROL.endsWith(".1"));
    assertFine(VULNERABILITY.startsWith("CVE-2024-"));
    assertFine(TITLE.contains("Config.1"));
    assertFine(GENERATOR.contains("v/1.2"));
    assertFine(GENERATOR.startsWith("aws-foundational-security-best-practices/v/1.0"));
    assertFine(RESOURCE_TYPE.startsWith("AwsEc2"));
  }

  // --- Formats

  @Test
  void saysThatAPathIsOneOfTheOtherFormat() {
    assertThat(only(Check.OTHER_FORMAT, control("S3.9").and(raw("Severity", "Label").is("LOW"))))
        .isEqualTo(
            "The path 'Severity.Label' is one of ASFF; findings in OCSF have no value there; the"
                + " field 'severity', SEVERITY in Java, is in both formats. If the rule is about"
                + " ASFF alone, say so: 'format: ASFF', or FORMAT.is(\"ASFF\") in Java.");
    assertThat(only(Check.OTHER_FORMAT, raw("finding_info", "title").is("x")))
        .contains("one of OCSF; findings in ASFF", "the field 'title'", "'format: OCSF'");
    assertThat(only(Check.OTHER_FORMAT, control("S3.9").unless(raw("Sample").is("true"))))
        .as("an exception that is none in the other format")
        .contains("one of ASFF");
    assertThat(only(Check.OTHER_FORMAT, FORMAT.is("ASFF").and(raw("severity_id").is("5"))))
        .startsWith(
            "The path 'severity_id' is one of OCSF, and the rule is about ASFF alone, where it has"
                + " no value");
    assertThat(
            only(
                Check.OTHER_FORMAT,
                FORMAT.is("OCSF").and(rawResource("Details", "Other", "x").is("y"))))
        .contains("one of ASFF, and the rule is about OCSF alone");
    assertThat(only(Check.OTHER_FORMAT, rawResource("Region").is("eu-west-1")))
        .contains("the field 'resource-region'");
  }

  @Test
  void letsRulesBeThatKnowTheirFormat() {
    assertFine(FORMAT.is("ASFF").and(raw("Severity", "Label").is("LOW")));
    assertFine(FORMAT.is("OCSF").and(raw("severity_id").is("2")));
    assertFine(raw("Severity", "Product").is("2").or(raw("severity_id").is("2")));
    assertFine(control("S3.9").unless(allOf(FORMAT.is("ASFF"), raw("Sample").is("true"))));
    assertFine(Named.CLASS.is("2003").and(raw("class_name").is("Compliance Finding")));
    assertFine(userDefinedField("a").is("b").and(raw("Sample").is("true")));
  }

  @Test
  void saysThatATypeIsWrittenAsInTheOtherFormat() {
    assertThat(only(Check.OTHER_FORMAT, TYPE.is("Recon:EC2/PortProbeUnprotectedPort")))
        .contains("findings in ASFF have '…/Recon:EC2-PortProbeUnprotectedPort'");
    assertThat(
            only(
                Check.OTHER_FORMAT,
                FORMAT
                    .is("OCSF")
                    .and(TYPE.is("TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort"))))
        .endsWith("findings in OCSF have 'Recon:EC2/PortProbeUnprotectedPort'.");
    assertFine(FORMAT.is("OCSF").and(TYPE.is("Recon:EC2/PortProbeUnprotectedPort")));
    assertFine(
        TYPE.is(
            "Recon:EC2/PortProbeUnprotectedPort",
            "TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort"));
    assertFine(TYPE.is("TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort"));
  }
}
