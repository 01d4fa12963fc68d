package io.quell.finding;

import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.criteria.Field.Named;
import io.quell.testing.Findings;
import io.quell.testing.OcsfFindings.OcsfSample;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OcsfFindingTest {
  private static final OcsfSample BARE =
      new OcsfSample(Map.of("class_uid", 2003, "metadata", Map.of("uid", "m-1")));

  // --- What is no finding, and what names one

  @Test
  void refusesAFindingThatNoUpdateCouldName() {
    OcsfSample nameless = ocsfFinding().without("metadata", "uid");
    for (Object value : Arrays.asList(null, "", "  ", List.of("x"), Map.of())) {
      for (String[] part :
          new String[][] {
            {"cloud", "account", "uid"}, {"finding_info", "uid"}, {"metadata", "product", "uid"}
          }) {
        assertThatThrownBy(
                () ->
                    Finding.read(nameless.with(value, "metadata", "uid").with(value, part).json()))
            .isInstanceOf(UnreadableException.class)
            .hasMessageContaining("has neither metadata.uid nor all of");
      }
    }
    assertThatThrownBy(() -> Finding.read(nameless.without("cloud").json()))
        .hasMessageStartingWith(
            "the finding"
                + " arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.1/finding/");
    assertThatThrownBy(() -> Finding.read(Map.of("class_uid", 2003)))
        .hasMessageStartingWith("the finding has neither metadata.uid nor all of");
  }

  @Test
  void isNamedByItsMetadataUid() {
    assertThat(ocsfFinding().read().identifier())
        .isEqualTo(
            new FindingIdentifier.MetadataUid(
                "1d24e91799652d9e17025b61d94f436b20b515b6f3cd9bda788f48c1db9cf244"));
    assertThat(ocsfFinding().without("cloud").read().identifier())
        .isInstanceOf(FindingIdentifier.MetadataUid.class);
  }

  @Test
  void isNamedByItsPartsWhereItHasNoMetadataUid() {
    var parts =
        new FindingIdentifier.OcsfParts(
            "111122223333", "f-1", "arn:aws:securityhub:eu-west-1::productv2/aws/securityhub");
    OcsfSample sample = ocsfFinding().with("f-1", "finding_info", "uid");
    assertThat(sample.without("metadata", "uid").read().identifier())
        .isEqualTo(parts)
        .hasToString("f-1");
    assertThat(sample.with(" ", "metadata", "uid").read().identifier()).isEqualTo(parts);
  }

  @Test
  void isToldFromAsffByWhatOnlyOcsfHas() {
    assertThat(ocsfFinding().read().format()).isEqualTo(Format.OCSF);
    assertThat(ocsfFinding().without("class_uid").read().format()).isEqualTo(Format.OCSF);
    assertThat(ocsfFinding().without("finding_info").read().format()).isEqualTo(Format.OCSF);
    assertThat(Findings.finding().read().format()).isEqualTo(Format.ASFF);
  }

  // --- A finding with nothing in it

  @Test
  void readsAFindingThatHasNothingButItsIdentifier() {
    OcsfFinding bare = BARE.read();
    assertThat(
            List.of(
                bare.control(),
                bare.product(),
                bare.productArn(),
                bare.account(),
                bare.region(),
                bare.title(),
                bare.severity(),
                bare.severityId(),
                bare.providerSeverity(),
                bare.workflowStatus(),
                bare.statusId(),
                bare.verificationState(),
                bare.updatedAt(),
                bare.note()))
        .allMatch(Optional::isEmpty);
    assertThat(List.of(bare.standards(), bare.types(), bare.resources())).allMatch(List::isEmpty);
    assertThat(List.of(bare.normalizedSeverity(), bare.confidence(), bare.criticality()))
        .allMatch(OptionalDouble::isEmpty);
    assertThat(bare.userDefinedFields()).isEmpty();
    assertThat(bare.recordState()).hasValue("ACTIVE");
    assertThat(Named.CLASS.values(bare)).containsExactly("2003");
    assertThat(Stream.of(Named.values()).filter(field -> field.values(bare).findAny().isPresent()))
        .containsExactly(Named.FORMAT, Named.CLASS, Named.ID, Named.RECORD_STATE);
  }

  // --- The same answers as the ASFF form

  @Test
  void answersAsTheSameFindingInAsffDoes() {
    Finding asff = Findings.finding().tag("purpose", "access-logs").read();
    Finding ocsf = ocsfFinding().tag("purpose", "access-logs").read();
    assertThat(
            List.of(
                ocsf.control(),
                ocsf.standards(),
                ocsf.product(),
                ocsf.account(),
                ocsf.region(),
                ocsf.title(),
                Named.DESCRIPTION.values(ocsf).toList(),
                ocsf.severity(),
                ocsf.normalizedSeverity(),
                ocsf.providerSeverity(),
                Named.COMPLIANCE_STATUS.values(ocsf).toList(),
                ocsf.workflowStatus(),
                ocsf.recordState(),
                Named.CREATED_AT.values(ocsf).toList(),
                ocsf.updatedAt(),
                Named.FIRST_OBSERVED_AT.values(ocsf).toList(),
                Named.LAST_OBSERVED_AT.values(ocsf).toList(),
                ocsf.note()))
        .isEqualTo(
            List.of(
                asff.control(),
                asff.standards(),
                asff.product(),
                asff.account(),
                asff.region(),
                asff.title(),
                Named.DESCRIPTION.values(asff).toList(),
                asff.severity(),
                asff.normalizedSeverity(),
                asff.providerSeverity(),
                Named.COMPLIANCE_STATUS.values(asff).toList(),
                asff.workflowStatus(),
                asff.recordState(),
                Named.CREATED_AT.values(asff).toList(),
                asff.updatedAt(),
                Named.FIRST_OBSERVED_AT.values(asff).toList(),
                Named.LAST_OBSERVED_AT.values(asff).toList(),
                asff.note()));
    Resource of = asff.resources().getFirst();
    assertThat(ocsf.resources())
        .singleElement()
        .satisfies(
            resource -> {
              assertThat(
                      List.of(
                          resource.type(),
                          resource.id(),
                          resource.region(),
                          resource.partition(),
                          resource.tags()))
                  .isEqualTo(List.of(of.type(), of.id(), of.region(), of.partition(), of.tags()));
            });
    assertThat(ocsf.types()).containsAll(asff.types());
  }

  // --- Control and product

  @Test
  void hasNoControlWhereThereIsNoCompliance() {
    assertThat(ocsfFinding().product("aws/guardduty").read().control()).isEmpty();
    for (Object control : Arrays.asList(null, "", " ", List.of("S3.9"), Map.of("uid", "S3.9"))) {
      assertThat(ocsfFinding().with(control, "compliance", "control").read().control()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guardduty",
        "arn:aws:securityhub:eu-west-1::action/custom/x",
        "arn:aws:guardduty:eu-west-1::productv2/aws/guardduty",
        "arn:aws:securityhub:eu-west-1::productv2/",
        "arn:aws:securityhub:eu-west-1::productv3/aws/guardduty"
      })
  void hasNoProductWhereTheArnIsNone(String arn) {
    OcsfFinding finding = ocsfFinding().with(arn, "metadata", "product", "uid").read();
    assertThat(finding.product()).isEmpty();
    assertThat(finding.productArn()).hasValue(arn);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:securityhub:eu-west-1::productv2/aws/guardduty, aws/guardduty",
    "arn:aws:securityhub:eu-west-1::product/aws/guardduty, aws/guardduty",
    "arn:aws-cn:securityhub:cn-north-1::productv2/aws/securityhub, aws/securityhub",
    "arn:aws-us-gov:securityhub:us-gov-west-1::productv2/aws/inspector, aws/inspector",
    "arn:aws:securityhub:eu-west-1:111122223333:productv2/111122223333/default,"
        + " 111122223333/default"
  })
  void readsTheProductFromItsArn(String arn, String product) {
    assertThat(ocsfFinding().with(arn, "metadata", "product", "uid").read().product())
        .hasValue(product);
  }

  @Test
  void takesTheGeneratorFromTheAnalytic() {
    assertThat(Named.GENERATOR.values(ocsfFinding().read()))
        .containsExactly("securityhub-s3-bucket-level-public-access-prohibited-4f1d");
    assertThat(
            Named.GENERATOR.values(
                ocsfFinding().with("7ac4f1d0", "finding_info", "analytic", "uid").read()))
        .containsExactly("7ac4f1d0");
    assertThat(Named.GENERATOR.values(ocsfFinding().without("finding_info", "analytic").read()))
        .isEmpty();
  }

  // --- Account and Region

  @Test
  void takesTheAccountFromTheCloudThenFromTheResources() {
    assertThat(ocsfFinding().account("444455556666").read().account()).hasValue("444455556666");
    assertThat(ocsfFinding().with(444455556666L, "cloud", "account", "uid").read().account())
        .hasValue("444455556666");
    OcsfSample without = ocsfFinding().without("cloud");
    assertThat(without.read().account()).hasValue("111122223333");
    assertThat(without.without("resources", "0", "owner").read().account()).isEmpty();
  }

  @Test
  void takesTheRegionFromTheCloudThenFromTheResources() {
    assertThat(ocsfFinding().region("us-east-2").read().region()).hasValue("us-east-2");
    assertThat(ocsfFinding().without("cloud").read().region()).hasValue("eu-west-1");
    assertThat(ocsfFinding().without("cloud").without("resources").read().region()).isEmpty();
  }

  @Test
  void readsResourcesThatAreInNoRegion() {
    OcsfFinding finding = ocsfFinding().with("global", "resources", "0", "region").read();
    assertThat(finding.region()).hasValue("eu-west-1");
    assertThat(finding.resources().getFirst().region()).hasValue("global");
  }

  // --- The severity

  @Test
  void hasNoSeverityWhereTheNumberIsNone() {
    OcsfSample alone = ocsfFinding().without("vendor_attributes");
    for (Object id :
        Arrays.asList(
            null,
            "",
            "3",
            "Medium",
            3.5,
            7,
            -1,
            98,
            4294967299L,
            BigInteger.TWO.pow(70),
            new BigDecimal("1e400"),
            true,
            List.of(3),
            Map.of())) {
      OcsfFinding finding = alone.with(id, "severity_id").read();
      assertThat(finding.severity()).as("%s", id).isEmpty();
      assertThat(finding.severityId()).as("%s", id).isEmpty();
      assertThat(finding.normalizedSeverity()).as("%s", id).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,",
    "1, INFORMATIONAL",
    "2, LOW",
    "3, MEDIUM",
    "4, HIGH",
    "5, CRITICAL",
    "6, CRITICAL",
    "99,"
  })
  void readsEverySeverity(int id, @Nullable SeverityLabel label) {
    OcsfSample sample =
        ocsfFinding().with(id, "severity_id").with(id, "vendor_attributes", "severity_id");
    for (OcsfFinding finding :
        List.of(
            sample.read(),
            sample.without("severity_id").read(),
            sample.without("vendor_attributes").read(),
            sample.with(new BigDecimal(id + ".0"), "severity_id").read())) {
      assertThat(finding.severity()).isEqualTo(Optional.ofNullable(label));
      assertThat(finding.normalizedSeverity().isPresent()).isEqualTo(label != null);
    }
    assertThat(sample.read().severityId()).isEqualTo(OcsfSeverity.ofId(id)).isPresent();
    assertThat(sample.read().providerSeverity()).isEqualTo(Optional.ofNullable(label));
  }

  @Test
  void putsTheCustomersSeverityBeforeTheProviders() {
    OcsfFinding changed =
        ocsfFinding().severity(SeverityLabel.HIGH).severityInForce(SeverityLabel.LOW).read();
    assertThat(changed.severity()).hasValue(SeverityLabel.LOW);
    assertThat(changed.providerSeverity()).hasValue(SeverityLabel.HIGH);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNKNOWN", "OTHER"})
  void takesNoSeverityOfTheProviderForOneThatSomebodySet(OcsfSeverity set) {
    OcsfFinding finding = ocsfFinding().severity(SeverityLabel.HIGH).severityInForce(set).read();
    assertThat(finding.severity()).isEmpty();
    assertThat(finding.severityId()).hasValue(set);
  }

  // --- Status and record state

  @Test
  void hasNoStatusWhereTheNumberIsNone() {
    for (Object id :
        Arrays.asList(null, "", "1", "New", 1.5, 7, -1, 98, true, List.of(1), Map.of())) {
      OcsfFinding finding = ocsfFinding().with(id, "status_id").read();
      assertThat(finding.statusId()).as("%s", id).isEmpty();
      assertThat(finding.workflowStatus()).as("%s", id).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,, ACTIVE",
    "1, NEW, ACTIVE",
    "2, NOTIFIED, ACTIVE",
    "3, SUPPRESSED, ACTIVE",
    "4, RESOLVED, ACTIVE",
    "5,, ARCHIVED",
    "6,, ARCHIVED",
    "99,, ACTIVE"
  })
  void readsEveryStatus(int id, @Nullable WorkflowStatus status, String recordState) {
    OcsfFinding finding = ocsfFinding().with(id, "status_id").read();
    assertThat(finding.statusId()).isEqualTo(OcsfStatus.ofId(id)).isPresent();
    assertThat(finding.workflowStatus()).isEqualTo(Optional.ofNullable(status));
    assertThat(finding.recordState()).hasValue(recordState);
  }

  @ParameterizedTest
  @CsvSource({"1, ACTIVE", "2, ACTIVE", "3, ARCHIVED", "99, ACTIVE"})
  void isArchivedWhereItsProviderHasClosedIt(int activity, String recordState) {
    assertThat(ocsfFinding().with(activity, "activity_id").read().recordState())
        .hasValue(recordState);
  }

  @ParameterizedTest
  @CsvSource({
    "Pass, PASSED",
    "Fail, FAILED",
    "Warning, WARNING",
    "Unknown, NOT_AVAILABLE",
    "Other, Other"
  })
  void readsTheComplianceStatusAsAsffSaysIt(String ocsf, String asff) {
    assertThat(
            Named.COMPLIANCE_STATUS.values(ocsfFinding().with(ocsf, "compliance", "status").read()))
        .containsExactly(asff);
  }

  // --- Resources

  @Test
  void namesAResourceByItsArnWhereThereIsOne() {
    OcsfSample queue =
        ocsfFinding()
            .without("resources")
            .resource("AWS::SQS::Queue", "https://sqs.eu-west-1.amazonaws.com/111122223333/orders");
    assertThat(queue.read().resources().getFirst().id())
        .hasValue("https://sqs.eu-west-1.amazonaws.com/111122223333/orders");
    assertThat(
            queue
                .with("arn:aws:sqs:eu-west-1:111122223333:orders", "resources", "0", "uid_alt")
                .read()
                .resources()
                .getFirst()
                .id())
        .hasValue("arn:aws:sqs:eu-west-1:111122223333:orders");
    assertThat(queue.with(" ", "resources", "0", "uid_alt").read().resources().getFirst().id())
        .hasValue("https://sqs.eu-west-1.amazonaws.com/111122223333/orders");
  }

  @Test
  void readsTagsFromAList() {
    OcsfSample tagged =
        ocsfFinding()
            .tag("a", "first")
            .tag("a", "last")
            .tag("blank", " ")
            .tag("empty", "")
            .tag(" ", "nameless");
    assertThat(tagged.read().resources().getFirst().tags())
        .isEqualTo(Map.of("a", "last", "blank", " ", "empty", ""));
  }

  @Test
  void passesOverWhatIsNoTag() {
    Map<String, @Nullable Object> nothing = new LinkedHashMap<>();
    nothing.put("name", "nothing");
    nothing.put("value", null);
    Map<String, @Nullable Object> nameless = new LinkedHashMap<>();
    nameless.put("name", null);
    nameless.put("value", "x");
    List<@Nullable Object> tags =
        Arrays.asList(
            null,
            7,
            "a=b",
            List.of("a", "b"),
            nothing,
            nameless,
            Map.of("name", "number", "value", 7),
            Map.of("name", "list", "value", List.of("a")),
            Map.of("name", "object", "value", Map.of("a", "b")),
            Map.of("name", List.of("a"), "value", "b"),
            Map.of("value", "b"),
            Map.of("name", "alone"),
            Map.of("Key", "a", "Value", "b"));
    assertThat(
            ocsfFinding().with(tags, "resources", "0", "tags").read().resources().getFirst().tags())
        .isEqualTo(Map.of("nothing", "", "number", "7", "alone", ""));
    assertThat(
            ocsfFinding()
                .with(Map.of("a", "b"), "resources", "0", "tags")
                .read()
                .resources()
                .getFirst()
                .tags())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws", "aws-cn", "aws-us-gov"})
  void readsThePartition(String partition) {
    assertThat(
            ocsfFinding()
                .with(partition, "resources", "0", "cloud_partition")
                .read()
                .resources()
                .getFirst()
                .partition())
        .hasValue(partition);
  }

  // --- Times

  @Test
  void readsTimesInMillisecondsThenAsText() {
    OcsfSample sample = ocsfFinding().with(1779264000123L, "finding_info", "created_time");
    assertThat(Named.CREATED_AT.values(sample.read())).containsExactly("2026-05-20T08:00:00.123Z");
    assertThat(Named.CREATED_AT.values(sample.without("finding_info", "created_time_dt").read()))
        .containsExactly("2026-05-20T08:00:00.123Z");
    OcsfSample asText = sample.without("finding_info", "created_time");
    assertThat(Named.CREATED_AT.values(asText.read())).containsExactly("2026-05-20T08:00:00Z");
    assertThat(
            Named.CREATED_AT.values(
                asText.with("2026-05-20T10:00:00+02:00", "finding_info", "created_time_dt").read()))
        .containsExactly("2026-05-20T08:00:00Z");
  }

  @Test
  void readsTheTextWhereTheNumberIsNoTime() {
    for (Object value :
        Arrays.asList(
            null,
            "",
            "1779264000000",
            "soon",
            true,
            List.of(1779264000000L),
            Map.of(),
            0.5,
            BigInteger.TWO.pow(70),
            new BigDecimal("1e400"))) {
      OcsfSample sample = ocsfFinding().with(value, "finding_info", "modified_time");
      assertThat(sample.read().updatedAt())
          .as("%s", value)
          .hasValue(Instant.parse("2026-05-31T08:00:00Z"));
      assertThat(sample.with(value, "finding_info", "modified_time_dt").read().updatedAt())
          .as("%s", value)
          .isEmpty();
    }
  }

  // --- Comment, vulnerabilities and the rest

  @Test
  void readsACommentThatHasAText() {
    for (Object comment : Arrays.asList(null, "", " ", List.of("a"), Map.of("text", "a"))) {
      assertThat(ocsfFinding().with(comment, "comment").read().note()).isEmpty();
    }
    assertThat(ocsfFinding().comment("seen").read().note()).hasValue(new Note("seen", ""));
  }

  @Test
  void readsTheConfidence() {
    assertThat(ocsfFinding().with(97, "confidence_score").read().confidence()).hasValue(97);
    assertThat(ocsfFinding().with("many", "confidence_score").read().confidence()).isEmpty();
  }

  @Test
  void readsVulnerabilities() {
    Map<String, Object> cve =
        Map.of(
            "uid",
            "CVE-2023-44487",
            "epss",
            Map.of("score", "0.94422"),
            "cvss",
            List.of(
                Map.of("base_score", 7.5),
                Map.of("base_score", new BigDecimal("9.8")),
                Map.of("base_score", "high")));
    Map<String, Object> vulnerability =
        Map.of(
            "cve",
            cve,
            "fix_coverage",
            "Partial",
            "is_fix_available",
            true,
            "is_exploit_available",
            true);
    OcsfFinding finding = ocsfFinding().vulnerabilities(vulnerability, Map.of()).read();
    assertThat(Named.VULNERABILITY.values(finding)).containsExactly("CVE-2023-44487");
    assertThat(Named.CVSS.values(finding)).containsExactly("9.8");
    assertThat(Named.EPSS.values(finding)).containsExactly("0.94422");
    assertThat(Named.FIX_AVAILABLE.values(finding)).containsExactly("PARTIAL");
    assertThat(Named.EXPLOIT_AVAILABLE.values(finding)).containsExactly("YES");
  }

  @ParameterizedTest
  @CsvSource({
    "Complete, false, YES",
    "Partial, true, PARTIAL",
    "None, true, NO",
    "Some, true, YES",
    ", true, YES",
    ", false, NO",
    "Some,,",
    ",,"
  })
  void readsWhetherThereIsAFix(
      @Nullable String coverage, @Nullable Boolean available, @Nullable String fix) {
    Map<String, @Nullable Object> vulnerability = new LinkedHashMap<>();
    vulnerability.put("fix_coverage", coverage);
    vulnerability.put("is_fix_available", available);
    assertThat(
            Named.FIX_AVAILABLE
                .values(ocsfFinding().vulnerabilities(vulnerability).read())
                .findFirst())
        .isEqualTo(Optional.ofNullable(fix));
  }

  @Test
  void keepsItsIdentifierWhateverIsReplaced() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("metadata", null);
    members.put("status_id", 3);
    OcsfFinding changed = ocsfFinding().read().with(members);
    assertThat(changed.identifier()).isEqualTo(ocsfFinding().read().identifier());
    assertThat(changed.workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(ocsfFinding().read().workflowStatus()).hasValue(WorkflowStatus.NEW);
  }
}
