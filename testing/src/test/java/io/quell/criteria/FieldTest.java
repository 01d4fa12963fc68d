package io.quell.criteria;

import static io.quell.criteria.Criteria.raw;
import static io.quell.criteria.Criteria.rawResource;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Criteria.userDefinedField;
import static io.quell.testing.Findings.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.testing.Findings.Sample;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FieldTest {
  private static final Sample FULL =
      finding()
          .control("S3.9")
          .severity(SeverityLabel.HIGH)
          .severityInForce(SeverityLabel.LOW)
          .workflow(WorkflowStatus.NOTIFIED)
          .note("seen", "ann")
          .title("A title")
          .with("A description", "Description")
          .with("TRUE_POSITIVE", "VerificationState")
          .with(97.5, "Confidence")
          .with("80", "Criticality")
          .with(39, "Severity", "Normalized")
          .with("f-1", "Id")
          .resource("AwsEc2Instance", "i-1")
          .with("us-east-1", "Resources", "1", "Region")
          .with(
              List.of(
                  Map.of(
                      "Id",
                      "CVE-2026-1",
                      "Cvss",
                      List.of(Map.of("BaseScore", 7.5), Map.of("BaseScore", 9.8)),
                      "EpssScore",
                      0.97,
                      "FixAvailable",
                      "YES"),
                  Map.of(
                      "Id",
                      "CVE-2026-2",
                      "Cvss",
                      List.of(Map.of("BaseScore", 5.0)),
                      "FixAvailable",
                      "NO",
                      "ExploitAvailable",
                      "NO")),
              "Vulnerabilities");

  private static List<String> values(Field field, Sample sample) {
    return field.values(EvaluationContext.of(sample.read(), Instant.EPOCH)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void hasNoValueInAnEmptyFinding(Named field) {
    Sample bare = new Sample(Map.of("Id", "f-1", "ProductArn", "arn"));
    assertThat(values(field, bare))
        .isEqualTo(
            switch (field) {
              case ID -> List.of("f-1");
              case FORMAT -> List.of("ASFF");
              default -> List.of();
            });
  }

  @Test
  void hasNoValueWhereTheFindingHasABlankOne() {
    assertThat(values(Named.TITLE, finding().title(" "))).isEmpty();
    assertThat(values(Named.NOTE_AUTHOR, finding().with(Map.of("Text", "seen"), "Note"))).isEmpty();
    assertThat(values(Named.RESOURCE_ID, finding().with("", "Resources", "0", "Id"))).isEmpty();
  }

  @Test
  void hasTheValuesOfTheFinding() {
    Map<Named, List<String>> seen = new EnumMap<>(Named.class);
    for (Named field : Named.values()) {
      seen.put(field, values(field, FULL));
    }
    assertThat(seen)
        .isEqualTo(
            Map.ofEntries(
                Map.entry(Named.FORMAT, List.of("ASFF")),
                Map.entry(Named.CLASS, List.of()),
                Map.entry(Named.VULNERABILITY, List.of("CVE-2026-1", "CVE-2026-2")),
                Map.entry(Named.CVSS, List.of("9.8", "5")),
                Map.entry(Named.EPSS, List.of("0.97")),
                Map.entry(Named.FIX_AVAILABLE, List.of("YES", "NO")),
                Map.entry(Named.EXPLOIT_AVAILABLE, List.of("NO")),
                Map.entry(Named.CONTROL, List.of("S3.9")),
                Map.entry(
                    Named.STANDARD,
                    List.of("standards/aws-foundational-security-best-practices/v/1.0.0")),
                Map.entry(Named.PRODUCT, List.of("aws/securityhub")),
                Map.entry(Named.GENERATOR, List.of("security-control/S3.9")),
                Map.entry(Named.ID, List.of("f-1")),
                Map.entry(Named.ACCOUNT, List.of("111122223333")),
                Map.entry(Named.REGION, List.of("eu-west-1")),
                Map.entry(Named.TITLE, List.of("A title")),
                Map.entry(Named.DESCRIPTION, List.of("A description")),
                Map.entry(
                    Named.TYPE,
                    List.of("Software and Configuration Checks/Industry and Regulatory Standards")),
                Map.entry(Named.SEVERITY, List.of("LOW")),
                Map.entry(Named.PROVIDER_SEVERITY, List.of("HIGH")),
                Map.entry(Named.NORMALIZED_SEVERITY, List.of("39")),
                Map.entry(Named.COMPLIANCE_STATUS, List.of("FAILED")),
                Map.entry(Named.WORKFLOW_STATUS, List.of("NOTIFIED")),
                Map.entry(Named.RECORD_STATE, List.of("ACTIVE")),
                Map.entry(Named.VERIFICATION_STATE, List.of("TRUE_POSITIVE")),
                Map.entry(Named.CONFIDENCE, List.of("97.5")),
                Map.entry(Named.CRITICALITY, List.of("80")),
                Map.entry(Named.AGE, List.of("2026-05-20T08:00:00Z")),
                Map.entry(Named.CREATED_AT, List.of("2026-05-20T08:00:00Z")),
                Map.entry(Named.FIRST_OBSERVED_AT, List.of("2026-05-20T08:00:00Z")),
                Map.entry(Named.LAST_OBSERVED_AT, List.of("2026-05-31T08:00:00Z")),
                Map.entry(Named.UPDATED_AT, List.of("2026-05-31T08:00:00Z")),
                Map.entry(Named.NOTE_TEXT, List.of("seen")),
                Map.entry(Named.NOTE_AUTHOR, List.of("ann")),
                Map.entry(Named.RESOURCE_TYPE, List.of("AwsS3Bucket", "AwsEc2Instance")),
                Map.entry(Named.RESOURCE_ID, List.of("arn:aws:s3:::amzn-s3-demo-bucket", "i-1")),
                Map.entry(Named.RESOURCE_REGION, List.of("eu-west-1", "us-east-1")),
                Map.entry(Named.RESOURCE_PARTITION, List.of("aws", "aws"))));
  }

  @Test
  void countsTheAgeFromTheFirstObservationElseTheCreation() {
    Sample created = finding().with("2026-05-01T00:00:00Z", "CreatedAt");
    assertThat(values(Named.AGE, created.with("2026-04-01T00:00:00Z", "FirstObservedAt")))
        .containsExactly("2026-04-01T00:00:00Z");
    assertThat(values(Named.AGE, created.without("FirstObservedAt")))
        .containsExactly("2026-05-01T00:00:00Z");
    assertThat(values(Named.AGE, created.with("no time", "FirstObservedAt")))
        .containsExactly("2026-05-01T00:00:00Z");
  }

  @Test
  void readsTagsByTheirExactKey() {
    Sample tagged = finding().tag("Purpose", "logs").tag("empty", "");
    assertThat(values(resourceTag("purpose"), tagged)).isEmpty();
    assertThat(values(resourceTag("Purpose"), tagged)).containsExactly("logs");
    assertThat(values(resourceTag("empty"), tagged)).containsExactly("");
    assertThat(resourceTag("Purpose")).hasToString("resource tag Purpose");
  }

  @Test
  void readsUserDefinedFields() {
    Sample sample = finding().userDefinedField("team", "blue");
    assertThat(values(userDefinedField("Team"), sample)).isEmpty();
    assertThat(values(userDefinedField("team"), sample)).containsExactly("blue");
    assertThat(userDefinedField("team")).hasToString("user-defined field team");
  }

  @Test
  void readsTheScalarsAtAPath() {
    Sample sample =
        finding()
            .with(
                Arrays.asList("a", 7, true, null, Map.of("x", 1), 12345678.9), "Network", "Ports");
    assertThat(values(raw("Network", "ports"), sample)).isEmpty();
    assertThat(values(raw("Network"), sample)).isEmpty();
    assertThat(values(raw("Network", "Ports"), sample)).startsWith("a", "7", "true").hasSize(4);
    assertThat(raw("Network", "Ports")).hasToString("raw Network.Ports");
  }

  @Test
  void readsANumberAsItWasWritten() throws Exception {
    Sample sample = finding();
    String text =
        sample.text().replaceFirst("\\{", "{\"Size\":12345678.9,\"Large\":123456789012345678901,");
    EvaluationContext subject = EvaluationContext.of(Finding.read(Json.read(text)), Instant.EPOCH);
    assertThat(raw("Size").values(subject)).containsExactly("12345678.9");
    assertThat(raw("Large").values(subject)).containsExactly("123456789012345678901");
  }

  @Test
  void readsTheScalarsAtAPathInsideTheResources() {
    Sample sample =
        finding()
            .with("abc", "Resources", "0", "Details", "AwsS3Bucket", "OwnerId")
            .resource("AwsS3Bucket", "b")
            .with("def", "Resources", "1", "Details", "AwsS3Bucket", "OwnerId");
    assertThat(values(rawResource("AwsS3Bucket", "OwnerId"), sample)).isEmpty();
    assertThat(values(rawResource("Details", "AwsS3Bucket", "OwnerId"), sample))
        .containsExactly("abc", "def");
    assertThat(rawResource("Details", "AwsS3Bucket", "OwnerId"))
        .hasToString("resource Details.AwsS3Bucket.OwnerId");
  }
}
