package io.quell.finding;

import static io.quell.testing.Findings.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.criteria.Field.Named;
import io.quell.testing.Findings.Sample;
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
import org.junit.jupiter.params.provider.ValueSource;

final class AsffFindingTest {
  private static final Sample BARE = new Sample(Map.of("Id", "f-1", "ProductArn", "arn"));

  /// A Security Hub finding from before consolidated controls: the control's id is not said by
  /// itself.
  private static Sample withoutControlId() {
    return finding().without("Compliance", "SecurityControlId");
  }

  // --- What is no finding

  @Test
  void refusesWhatIsNoObject() {
    for (Object json : Arrays.asList(null, "text", 7, true, List.of())) {
      assertThatThrownBy(() -> Finding.read(json))
          .isInstanceOf(UnreadableException.class)
          .hasMessageStartingWith("a finding is a JSON object, not ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Id", "ProductArn"})
  void refusesAFindingThatNoUpdateCouldName(String member) {
    for (Object value : Arrays.asList(null, "", "  ", 7, List.of("x"), Map.of())) {
      assertThatThrownBy(() -> Finding.read(finding().with(value, member).json()))
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining("has no " + member);
    }
    assertThatThrownBy(() -> Finding.read(finding().without(member).json()))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void namesTheFindingItRefuses() {
    assertThatThrownBy(() -> Finding.read(BARE.with("f-17", "Id").without("ProductArn").json()))
        .hasMessage("the finding f-17 has no ProductArn, so no update could name it");
    assertThatThrownBy(() -> Finding.read(Map.of("Title", "Open port", "ProductArn", "arn")))
        .hasMessage("the finding Open port has no Id, so no update could name it");
    assertThatThrownBy(() -> Finding.read(Map.of()))
        .hasMessage("the finding has no Id, so no update could name it");
  }

  // --- A finding with nothing in it

  @Test
  void readsAFindingThatHasNothingButItsIdentifier() {
    Finding bare = BARE.read();
    assertThat(bare.identifier()).isEqualTo(new FindingIdentifier.Asff("f-1", "arn"));
    assertThat(bare.format()).isEqualTo(Format.ASFF);
    assertThat(
            List.of(
                bare.control(),
                bare.product(),
                bare.account(),
                bare.region(),
                bare.title(),
                bare.severity(),
                bare.providerSeverity(),
                bare.workflowStatus(),
                bare.recordState(),
                bare.verificationState(),
                bare.updatedAt(),
                bare.note()))
        .allMatch(Optional::isEmpty);
    assertThat(List.of(bare.standards(), bare.types(), bare.resources())).allMatch(List::isEmpty);
    assertThat(List.of(bare.normalizedSeverity(), bare.confidence(), bare.criticality()))
        .allMatch(OptionalDouble::isEmpty);
    assertThat(bare.userDefinedFields()).isEmpty();
    assertThat(bare.raw("Resources", "Id")).isEmpty();
    assertThat(Stream.of(Named.values()).filter(field -> field.values(bare).findAny().isPresent()))
        .containsExactly(Named.FORMAT, Named.ID);
  }

  // --- The control

  @Test
  void hasNoControlWhereAnotherProductFoundIt() {
    assertThat(
            finding()
                .product("aws/guardduty")
                .with("security-control/S3.1", "GeneratorId")
                .with("S3.1", "ProductFields", "ControlId")
                .read()
                .control())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "security-control",
        "security-control/",
        "arn:aws:securityhub:::ruleset/x",
        "aws-foundational-security-best-practices/v/1.0.0",
        "my-own-generator/7"
      })
  void takesNoControlFromAnotherGenerator(String generator) {
    assertThat(withoutControlId().with(generator, "GeneratorId").read().control()).isEmpty();
  }

  @Test
  void takesTheControlIdFromCompliance() {
    assertThat(
            finding()
                .control("S3.9")
                .with("security-control/Config.1", "GeneratorId")
                .read()
                .control())
        .hasValue("S3.9");
  }

  @ParameterizedTest
  @CsvSource({
    "security-control/Config.1, Config.1",
    "aws-foundational-security-best-practices/v/1.0.0/Config.1, Config.1",
    "pci-dss/v/3.2.1/PCI.S3.4, PCI.S3.4",
    "cis-aws-foundations-benchmark/v/1.4.0/1.7, 1.7",
    "nist-800-53/v/5.0.0/S3.9, S3.9",
    "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/3.3, 3.3",
    "arn:aws-cn:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/3.3, 3.3"
  })
  void takesTheControlIdFromTheGenerator(String generator, String control) {
    assertThat(withoutControlId().with(generator, "GeneratorId").read().control())
        .hasValue(control);
    assertThat(finding().without("Compliance").with(generator, "GeneratorId").read().control())
        .hasValue(control);
  }

  @Test
  void takesTheControlIdFromTheProductFieldsLast() {
    Sample older = withoutControlId().without("GeneratorId").with("1.3", "ProductFields", "RuleId");
    assertThat(older.read().control()).hasValue("1.3");
    assertThat(older.with("IAM.3", "ProductFields", "ControlId").read().control())
        .hasValue("IAM.3");
  }

  @Test
  void readsTheStandards() {
    assertThat(finding().read().standards())
        .containsExactly("standards/aws-foundational-security-best-practices/v/1.0.0");
    Sample older = finding().without("Compliance", "AssociatedStandards");
    assertThat(older.read().standards()).isEmpty();
    assertThat(
            older
                .with(
                    "arn:aws:securityhub:::standards/pci-dss/v/3.2.1",
                    "ProductFields",
                    "StandardsArn")
                .read()
                .standards())
        .containsExactly("standards/pci-dss/v/3.2.1");
    assertThat(
            older
                .with(
                    "arn:aws:securityhub:::ruleset/cis/v/1.2.0",
                    "ProductFields",
                    "StandardsGuideArn")
                .read()
                .standards())
        .containsExactly("ruleset/cis/v/1.2.0");
  }

  // --- The product

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guardduty",
        "arn:aws:securityhub:eu-west-1::action/custom/x",
        "arn:aws:guardduty:eu-west-1::product/aws/guardduty",
        "arn:aws:securityhub:eu-west-1::product/"
      })
  void hasNoProductWhereTheArnIsNone(String arn) {
    assertThat(finding().with(arn, "ProductArn").read().product()).isEmpty();
    assertThat(finding().with(arn, "ProductArn").read().productArn()).hasValue(arn);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:securityhub:eu-west-1::product/aws/guardduty, aws/guardduty",
    "arn:aws-cn:securityhub:cn-north-1::product/aws/securityhub, aws/securityhub",
    "arn:aws-us-gov:securityhub:us-gov-west-1::product/aws/inspector, aws/inspector",
    "arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default, 111122223333/default",
    "arn:aws:securityhub:eu-west-1:679703615338:product/armordefense/armoranywhere,"
        + " armordefense/armoranywhere"
  })
  void readsTheProductFromItsArn(String arn, String product) {
    assertThat(finding().with(arn, "ProductArn").read().product()).hasValue(product);
  }

  // --- Account and Region

  @Test
  void takesNoAccountThatIsNotTwelveDigits() {
    Sample nameless = finding().with("f-1", "Id");
    for (Object account :
        Arrays.asList(null, "", "none", "1111222233334", "١١١١٢٢٢٢٣٣٣٣", List.of("111122223333"))) {
      assertThat(nameless.with(account, "AwsAccountId").read().account()).isEmpty();
    }
  }

  @Test
  void takesTheAccountFromItsFieldThenFromAnArn() {
    assertThat(finding().account("444455556666").read().account()).hasValue("444455556666");
    assertThat(finding().with(444455556666L, "AwsAccountId").read().account())
        .hasValue("444455556666");
    assertThat(finding().without("AwsAccountId").read().account()).hasValue("111122223333");
    assertThat(finding().with("unknown", "AwsAccountId").read().account()).hasValue("111122223333");
    assertThat(
            finding()
                .without("AwsAccountId")
                .with("f-1", "Id")
                .resource("AwsSqsQueue", "arn:aws:sqs:eu-west-1:777788889999:queue")
                .read()
                .account())
        .hasValue("777788889999");
  }

  @Test
  void takesTheRegionFromItsFieldThenTheResourcesThenTheArns() {
    Sample sample = finding().with("us-east-1", "Region");
    assertThat(sample.read().region()).hasValue("us-east-1");
    sample = sample.without("Region").with("us-east-2", "Resources", "0", "Region");
    assertThat(sample.read().region()).hasValue("us-east-2");
    sample =
        sample
            .without("Resources")
            .with("arn:aws:securityhub:us-west-1:111122223333:finding/7", "Id");
    assertThat(sample.read().region()).hasValue("us-west-1");
    sample =
        sample
            .with("f-1", "Id")
            .with("arn:aws:securityhub:us-west-2::product/aws/macie", "ProductArn");
    assertThat(sample.read().region()).hasValue("us-west-2");
    assertThat(sample.with("arn", "ProductArn").read().region()).isEmpty();
  }

  // --- The severity

  private static Sample severity(@Nullable Object label, @Nullable Object normalized) {
    Map<String, @Nullable Object> severity = new LinkedHashMap<>();
    severity.put("Label", label);
    severity.put("Normalized", normalized);
    return finding().without("FindingProviderFields").with(severity, "Severity");
  }

  @Test
  void hasNoSeverityWhereNeitherLabelNorNumberIsOne() {
    for (Object label : Arrays.asList(null, "", "high", "SEVERE", 7, List.of(), Map.of())) {
      for (Object normalized :
          Arrays.asList(
              null,
              "",
              "seventy",
              "70d",
              "0x46",
              "NaN",
              "Infinity",
              -1,
              101,
              true,
              List.of(),
              Map.of())) {
        assertThat(severity(label, normalized).read().severity())
            .as("%s, %s", label, normalized)
            .isEmpty();
      }
    }
    assertThat(severity(null, "NaN").read().normalizedSeverity()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, INFORMATIONAL",
    "1, LOW",
    "39, LOW",
    "39.9, LOW",
    "40, MEDIUM",
    "69, MEDIUM",
    "70, HIGH",
    "89, HIGH",
    "90, CRITICAL",
    "100, CRITICAL"
  })
  void takesTheSeverityFromTheNumberWhereThereIsNoLabel(String normalized, SeverityLabel label) {
    assertThat(severity(null, Double.valueOf(normalized)).read().severity()).hasValue(label);
    assertThat(severity("severe", normalized).read().severity()).hasValue(label);
    assertThat(severity(null, normalized).read().normalizedSeverity())
        .hasValue(Double.parseDouble(normalized));
  }

  @ParameterizedTest
  @CsvSource({"INFORMATIONAL, 0", "LOW, 1", "MEDIUM, 40", "HIGH, 70", "CRITICAL, 90"})
  void takesTheNumberFromTheLabelWhereThereIsNoNumber(SeverityLabel label, double normalized) {
    assertThat(severity(label.name(), null).read().severity()).hasValue(label);
    assertThat(severity(label.name(), null).read().normalizedSeverity()).hasValue(normalized);
  }

  @Test
  void putsTheCustomersSeverityBeforeTheProviders() {
    Sample changed = finding().severity(SeverityLabel.HIGH).severityInForce(SeverityLabel.LOW);
    assertThat(changed.read().severity()).hasValue(SeverityLabel.LOW);
    assertThat(changed.read().providerSeverity()).hasValue(SeverityLabel.HIGH);
    assertThat(changed.without("Severity").read().severity()).hasValue(SeverityLabel.HIGH);
    assertThat(changed.without("FindingProviderFields").read().providerSeverity()).isEmpty();
  }

  // --- Resources

  @Test
  void readsTagsThatAreScalars() {
    Map<String, @Nullable Object> tags = new LinkedHashMap<>();
    tags.put("null", null);
    tags.put("list", List.of("a"));
    tags.put("empty", "");
    tags.put("number", 7);
    tags.put("truth", true);
    tags.put("text", "a");
    assertThat(finding().with(tags, "Resources", "0", "Tags").read().resources().getFirst().tags())
        .isEqualTo(Map.of("empty", "", "number", "7", "truth", "true", "text", "a"));
    assertThat(
            finding()
                .with(List.of(Map.of("Key", "a", "Value", "b")), "Resources", "0", "Tags")
                .read()
                .resources()
                .getFirst()
                .tags())
        .isEmpty();
  }

  // --- Times, numbers, the customer's fields

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-05-20",
        "2026-05-20T08:00:00",
        "2026-13-20T08:00:00Z",
        "2026-02-30T08:00:00Z",
        "1779264000000",
        "2026-05-20 08:00:00Z"
      })
  void hasNoTimeWhereTheTextIsNone(String text) {
    assertThat(Named.CREATED_AT.values(finding().with(text, "CreatedAt").read())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-05-20T08:00:00Z",
        "2026-05-20T08:00:00.000Z",
        "2026-05-20T10:00:00+02:00",
        "2026-05-20T08:00Z"
      })
  void readsTimesInEveryOffset(String text) {
    Finding finding =
        finding()
            .with(text, "CreatedAt")
            .with(text, "UpdatedAt")
            .with(text, "FirstObservedAt")
            .with(text, "LastObservedAt")
            .read();
    assertThat(
            Stream.of(
                    Named.CREATED_AT,
                    Named.UPDATED_AT,
                    Named.FIRST_OBSERVED_AT,
                    Named.LAST_OBSERVED_AT)
                .flatMap(field -> field.values(finding)))
        .hasSize(4)
        .allMatch(time -> time.equals("2026-05-20T08:00:00Z"));
    assertThat(finding.updatedAt()).hasValue(Instant.parse("2026-05-20T08:00:00Z"));
  }

  @Test
  void readsNumbersThatAreWrittenAsText() {
    assertThat(finding().with("97.5", "Confidence").read().confidence()).hasValue(97.5);
    assertThat(finding().with(97, "Criticality").read().criticality()).hasValue(97);
    for (Object value :
        Arrays.asList(null, "", "many", "1f", "NaN", "-Infinity", "0x10", true, List.of(7))) {
      assertThat(finding().with(value, "Confidence").read().confidence()).as("%s", value).isEmpty();
    }
  }

  @Test
  void readsTheWorkflowStatusByItsExactName() {
    assertThat(finding().with("suppressed", "Workflow", "Status").read().workflowStatus())
        .isEmpty();
    assertThat(finding().with("SUPPRESSED", "Workflow").read().workflowStatus()).isEmpty();
    for (WorkflowStatus status : WorkflowStatus.values()) {
      assertThat(finding().workflow(status).read().workflowStatus()).hasValue(status);
    }
  }

  @Test
  void readsANoteThatHasAText() {
    assertThat(finding().read().note()).isEmpty();
    assertThat(finding().note(" ", "ann").read().note()).isEmpty();
    assertThat(finding().with(Map.of("UpdatedBy", "ann"), "Note").read().note()).isEmpty();
    assertThat(finding().with(Map.of("Text", "seen"), "Note").read().note())
        .hasValue(new Note("seen", ""));
    assertThat(finding().note("seen", "ann").read().note()).hasValue(new Note("seen", "ann"));
  }

  @Test
  void readsEveryValueAtAPath() {
    Finding finding = finding().tag("a", "b").resource("AwsEc2Volume", "vol-1").read();
    assertThat(finding.raw("Resources", "Name")).isEmpty();
    assertThat(finding.raw("Title", "Text")).isEmpty();
    assertThat(finding.raw("Resources", "Id"))
        .containsExactly("arn:aws:s3:::amzn-s3-demo-bucket", "vol-1");
    assertThat(finding.resources().getFirst().raw("Tags", "a")).containsExactly("b");
    assertThat(finding.raw("Types"))
        .containsExactly("Software and Configuration Checks/Industry and Regulatory Standards");
  }
}
