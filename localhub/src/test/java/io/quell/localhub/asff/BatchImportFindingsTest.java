package io.quell.localhub.asff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.Findings;
import io.quell.localhub.HubCalls;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.LocalHub;
import io.quell.localhub.Texts;
import io.quell.localhub.json.Timestamps;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.BatchImportFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.InvalidInputException;
import software.amazon.awssdk.services.securityhub.model.Resource;

class BatchImportFindingsTest {
  private final LocalHub hub = LocalHub.start();

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void takesAFindingFromTheSdk() {
    try (SecurityHubClient client = HubCalls.client(hub)) {
      BatchImportFindingsResponse response =
          client.batchImportFindings(request -> request.findings(sdkFinding("a")));
      assertThat(response.successCount()).isOne();
      assertThat(response.failedCount()).isZero();
      assertThat(response.failedFindings()).isEmpty();
      assertThat(hub.findings()).hasSize(1);
    }
  }

  @Test
  void refusesACallWithoutFindings() {
    try (SecurityHubClient client = HubCalls.client(hub)) {
      assertThatThrownBy(() -> client.batchImportFindings(request -> request.findings(List.of())))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("fewer than 1 items");
      assertThatThrownBy(() -> client.batchImportFindings(request -> {}))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("Findings");
    }
  }

  @Test
  void takesAHundredFindingsAndNoMore() {
    JsonNode[] findings =
        IntStream.range(0, 101).mapToObj(n -> Findings.finding("f" + n)).toArray(JsonNode[]::new);
    assertThat(HubCalls.importFindings(hub, findings).message()).contains("more than 100 items");
    assertThat(hub.findings()).isEmpty();
    JsonNode[] hundred = List.of(findings).subList(0, 100).toArray(JsonNode[]::new);
    assertThat(HubCalls.importFindings(hub, hundred).body().path("SuccessCount").asInt())
        .isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Findings\": {}}",
        "{\"Findings\": [1]}",
        "{\"Findings\": [null]}",
        "{\"Findings\": null}"
      })
  void refusesACallWhoseFindingsAreNone(String body) {
    Answer answer = HubCalls.send(hub, "POST", "/findings/import", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorType()).isEqualTo("InvalidInputException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SchemaVersion",
        "Id",
        "ProductArn",
        "GeneratorId",
        "AwsAccountId",
        "CreatedAt",
        "UpdatedAt",
        "Severity",
        "Title",
        "Description",
        "Resources"
      })
  void refusesAFindingWithoutWhatTheFormatDemands(String attribute) {
    ObjectNode finding = Findings.finding("a");
    finding.remove(attribute);
    assertThat(refusal(finding)).contains("should have required property").contains(attribute);
    assertThat(refusal(Findings.finding("a").putNull(attribute))).contains(attribute);
  }

  @Test
  void takesAFindingWhoseSeverityIsTheProvidersOnly() {
    ObjectNode finding = Findings.finding("a");
    finding.remove("Severity");
    finding
        .putObject("FindingProviderFields")
        .putObject("Severity")
        .put("Label", "HIGH")
        .put("Original", "8");
    HubCalls.importFindings(hub, finding);
    assertThat(stored("a").path("Severity"))
        .isEqualTo(HubCalls.json("{\"Label\": \"HIGH\", \"Normalized\": 70, \"Original\": \"8\"}"));
  }

  // Each line: the place, a value that goes there, and a part of what the hub has to say. An x
  // stands for so many characters as the number behind it says.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /SchemaVersion                     | "2019-01-01"                   | data.SchemaVersion should be equal to one of
          /Id                                | "x513"                         | data.Id should NOT be longer than 512
          /Id                                | " "                            | data.Id should match pattern
          /Id                                | 7                              | data.Id should be string
          /ProductArn                        | "arn:aws:sqs:::queue"          | data.ProductArn should match pattern
          /GeneratorId                       | "x513"                         | data.GeneratorId should NOT be longer than 512
          /AwsAccountId                      | "12345678901"                  | data.AwsAccountId should match pattern
          /CreatedAt                         | "yesterday"                    | data.CreatedAt should match format
          /UpdatedAt                         | "2026-02-30T00:00:00Z"         | data.UpdatedAt should match format
          /FirstObservedAt                   | "2026-01-01"                   | data.FirstObservedAt should match format
          /LastObservedAt                    | "2026-01-01T00:00:00"          | data.LastObservedAt should match format
          /Title                             | "x257"                         | data.Title should NOT be longer than 256
          /Description                       | "x1025"                        | data.Description should NOT be longer than 1024
          /SourceUrl                         | ""                             | data.SourceUrl should match pattern
          /ProductName                       | "x129"                         | data.ProductName should NOT be longer than 128
          /Severity                          | "HIGH"                         | data.Severity should be object
          /Severity                          | {"Product": 3}                 | data.Severity should have required property
          /Severity                          | {"Label": "FATAL"}             | data.Severity.Label should be equal to one of
          /Severity                          | {"Normalized": 101}            | data.Severity.Normalized should be <= 100
          /Severity                          | {"Normalized": -1}             | data.Severity.Normalized should be >= 0
          /Severity                          | {"Normalized": 1.5}            | data.Severity.Normalized should be integer
          /Severity                          | {"Label": "LOW", "Product": "3"} | data.Severity.Product should be number
          /FindingProviderFields             | {"Severity": {}}               | should have required property 'Label'
          /FindingProviderFields             | {"Types": ["a/b/c/d"]}         | data.FindingProviderFields.Types[0] should match
          /FindingProviderFields             | []                             | data.FindingProviderFields should be object
          /Confidence                        | 101                            | data.Confidence should be <= 100
          /Criticality                       | 99999999999999999999           | data.Criticality should be <= 100
          /Types                             | [""]                           | data.Types[0] should match pattern
          /Types                             | [null]                         | data.Types[0] should NOT be null
          /Types                             | "TTPs"                         | data.Types should be array
          /RelatedFindings                   | []                             | data.RelatedFindings should NOT have fewer than 1
          /RelatedFindings                   | [{"Id": "b"}]                  | should have required property 'ProductArn'
          /Resources                         | []                             | data.Resources should NOT have fewer than 1 items
          /Resources                         | {}                             | data.Resources should be array
          /Resources                         | [{"Id": "r"}]                  | should have required property 'Type'
          /Resources                         | [{"Type": "Other", "Id": "x513"}] | data.Resources[0].Id should NOT be longer
          /Resources/0/Partition             | "aws-mars"                     | data.Resources[0].Partition should be equal to one
          /Resources/0/Tags                  | {"team": 1}                    | data.Resources[0].Tags.team should be string
          /Resources/0/Details               | {"Other": {"k": "x1025"}}      | Details.Other.k should NOT be longer than 1024
          /ProductFields                     | {"k": "x2049"}                 | data.ProductFields.k should NOT be longer
          /Compliance                        | {"Status": "MAYBE"}            | data.Compliance.Status should be equal to one of
          /RecordState                       | "GONE"                         | data.RecordState should be equal to one of
          /Workflow                          | {"Status": "DONE"}             | data.Workflow.Status should be equal to one of
          /VerificationState                 | "MAYBE"                        | data.VerificationState should be equal to one of
          /UserDefinedFields                 | {"k": "x1025"}                 | data.UserDefinedFields.k should NOT be longer
          /UserDefinedFields                 | {" ": "v"}                     | should NOT have a blank key
          /Note                              | {"Text": "t"}                  | data.Note should have required property
          /Remediation                       | {"Recommendation": {"Text": "x513"}} | Recommendation.Text should NOT be longer
          /Malware                           | [1, 2, 3, 4, 5, 6]             | data.Malware should NOT have more than 5 items
          /Sample                            | "yes"                          | data.Sample should be boolean
          """)
  void refusesAFindingThatBreaksTheFormat(String place, String value, String complaint) {
    ObjectNode finding = Findings.finding("a");
    int slash = place.lastIndexOf('/');
    ObjectNode holder = (ObjectNode) finding.at(place.substring(0, slash));
    holder.set(place.substring(slash + 1), HubCalls.json(Texts.expand(value)));
    assertThat(refusal(finding))
        .startsWith("Finding does not adhere to Amazon Finding Format. ")
        .contains(complaint);
  }

  @Test
  void refusesTooManyPairsTypesAndResources() {
    ObjectNode finding = Findings.finding("a");
    for (int n = 0; n < 51; n++) {
      finding.withObject("/ProductFields").put("k" + n, "v");
      finding.withArray("Types").add("TTPs");
      finding.withArray("Resources").addObject().put("Type", "Other").put("Id", "r" + n);
    }
    finding.withObject("/UserDefinedFields").put("k".repeat(129), "v");
    assertThat(refusal(finding))
        .contains("data.ProductFields should NOT have more than 50 properties")
        .contains("data.Types should NOT have more than 50 items")
        .contains("data.Resources should NOT have more than 32 items")
        .contains("data.UserDefinedFields should NOT have a key longer than 128 characters");
  }

  @Test
  void refusesAFindingOfMoreThan240Kilobytes() {
    ObjectNode finding = Findings.finding("a");
    finding.putArray("Filler").add("x".repeat(240 * 1024));
    JsonNode failed = HubCalls.importFindings(hub, finding).body().path("FailedFindings").path(0);
    assertThat(failed.path("ErrorCode").asText()).isEqualTo("FindingSizeExceeded");
    assertThat(hub.findings()).isEmpty();
  }

  @Test
  void takesTheGoodFindingsOfABatch() {
    ObjectNode bad = Findings.finding("bad").put("Title", "");
    Answer answer = HubCalls.importFindings(hub, Findings.finding("a"), bad, Findings.finding("b"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("SuccessCount").asInt()).isEqualTo(2);
    assertThat(answer.body().path("FailedCount").asInt()).isOne();
    assertThat(answer.body().path("FailedFindings").path(0).path("Id").asText()).isEqualTo("bad");
    assertThat(answer.body().path("FailedFindings").path(0).path("ErrorCode").asText())
        .isEqualTo("InvalidInput");
    assertThat(hub.findings()).hasSize(2);
  }

  @Test
  void completesANewFinding() {
    HubCalls.importFindings(hub, Findings.finding("a"));
    JsonNode stored = stored("a");
    assertThat(stored.at("/Workflow/Status").asText()).isEqualTo("NEW");
    assertThat(stored.path("WorkflowState").asText()).isEqualTo("NEW");
    assertThat(stored.path("RecordState").asText()).isEqualTo("ACTIVE");
    assertThat(stored.path("Region").asText()).isEqualTo("eu-central-1");
    assertThat(stored.at("/Severity/Normalized").asInt()).isEqualTo(40);
    assertThat(stored.path("FindingProviderFields"))
        .isEqualTo(
            HubCalls.json(
                """
                {"Severity": {"Label": "MEDIUM", "Original": "MEDIUM"},
                 "Types": ["Software and Configuration Checks/Industry and Regulatory Standards"]}
                """));
    assertThat(stored.path("ProductFields").path("aws/securityhub/FindingId").asText())
        .isEqualTo(Findings.PRODUCT + "/a");
    assertThat(Timestamps.read(stored.path("ProcessedAt").asText())).isPresent();
  }

  @Test
  void namesTheDefaultProduct() {
    HubCalls.importFindings(hub, Findings.finding("a").put("ProductArn", Findings.DEFAULT_PRODUCT));
    JsonNode stored = HubCalls.json(hub.findings().getFirst());
    assertThat(stored.path("ProductName").asText()).isEqualTo("Default");
    assertThat(stored.path("CompanyName").asText()).isEqualTo("Personal");
    assertThat(stored.path("ProductFields").path("aws/securityhub/ProductName").asText())
        .isEqualTo("Default");
  }

  @ParameterizedTest
  @ValueSource(strings = {Findings.FIRST, "2025-12-31T23:59:59Z", "2026-01-01T01:00:00+01:00"})
  void ignoresAnImportThatIsNotLater(String updatedAt) {
    HubCalls.importFindings(hub, Findings.finding("a"));
    ObjectNode stale = Findings.finding("a").put("UpdatedAt", updatedAt).put("Title", "Stale");
    assertThat(HubCalls.importFindings(hub, stale).body().path("SuccessCount").asInt()).isOne();
    assertThat(stored("a").path("Title").asText()).startsWith("Queues");
  }

  @Test
  void replacesWhatIsTheProviders() {
    HubCalls.importFindings(hub, Findings.finding("a"));
    HubCalls.importFindings(
        hub, Findings.later("a").put("Title", "New title").put("RecordState", "ARCHIVED"));
    assertThat(hub.findings()).hasSize(1);
    assertThat(stored("a").path("Title").asText()).isEqualTo("New title");
    assertThat(stored("a").path("UpdatedAt").asText()).isEqualTo(Findings.LATER);
    assertThat(stored("a").path("RecordState").asText()).isEqualTo("ARCHIVED");
  }

  @Test
  void neverTouchesWhatIsTheCustomers() {
    HubCalls.importFindings(hub, Findings.finding("a"));
    HubCalls.update(
        hub,
        request -> {
          request.putObject("Note").put("Text", "known").put("UpdatedBy", "me");
          request.putObject("Workflow").put("Status", "SUPPRESSED");
          request.putObject("UserDefinedFields").put("k", "v");
          request.put("VerificationState", "BENIGN_POSITIVE");
        },
        "a");
    JsonNode before = stored("a");
    ObjectNode sent = Findings.later("a");
    sent.putObject("Note").put("Text", "x").put("UpdatedBy", "y").put("UpdatedAt", Findings.LATER);
    sent.putObject("Workflow").put("Status", "NEW");
    sent.putObject("UserDefinedFields").put("other", "w");
    sent.put("VerificationState", "TRUE_POSITIVE");
    assertThat(HubCalls.importFindings(hub, sent).body().path("SuccessCount").asInt()).isOne();
    assertThat(stored("a").path("UpdatedAt").asText()).isEqualTo(Findings.LATER);
    for (String attribute : List.of("Note", "Workflow", "UserDefinedFields", "VerificationState")) {
      assertThat(stored("a").path(attribute)).as(attribute).isEqualTo(before.path(attribute));
    }
  }

  @Test
  void doesNotLetALaterImportIntroduceWhatIsTheCustomers() {
    HubCalls.importFindings(hub, Findings.finding("a"));
    ObjectNode sent = Findings.later("a").put("VerificationState", "TRUE_POSITIVE");
    sent.putObject("UserDefinedFields").put("k", "v");
    HubCalls.importFindings(hub, sent);
    assertThat(stored("a").has("VerificationState")).isFalse();
    assertThat(stored("a").has("UserDefinedFields")).isFalse();
  }

  @Test
  void followsTheProvidersSeverityUntilACustomerSetsOne() {
    HubCalls.importFindings(hub, Findings.finding("a"));
    ObjectNode raised = Findings.later("a");
    raised.putObject("Severity").put("Label", "HIGH");
    HubCalls.importFindings(hub, raised);
    assertThat(stored("a").at("/Severity/Label").asText()).isEqualTo("HIGH");

    HubCalls.update(hub, request -> request.putObject("Severity").put("Label", "LOW"), "a");
    ObjectNode critical = Findings.later("a").put("UpdatedAt", "2026-01-03T00:00:00Z");
    critical.putObject("FindingProviderFields").putObject("Severity").put("Label", "CRITICAL");
    HubCalls.importFindings(hub, critical);
    assertThat(stored("a").at("/Severity/Label").asText()).isEqualTo("LOW");
    assertThat(stored("a").at("/Severity/Normalized").asInt()).isEqualTo(1);
    assertThat(stored("a").at("/FindingProviderFields/Severity/Label").asText())
        .isEqualTo("CRITICAL");
  }

  @Test
  void takesASeededSeverityThatIsNotTheProvidersForTheCustomers() {
    ObjectNode seeded = Findings.finding("a");
    seeded.putObject("FindingProviderFields").putObject("Severity").put("Label", "CRITICAL");
    hub.seed(seeded.toString());
    HubCalls.importFindings(hub, Findings.later("a"));
    assertThat(stored("a").at("/Severity/Label").asText()).isEqualTo("MEDIUM");
    ObjectNode high = Findings.later("a").put("UpdatedAt", "2026-01-03T00:00:00Z");
    high.putObject("Severity").put("Label", "HIGH");
    HubCalls.importFindings(hub, high);
    assertThat(stored("a").at("/Severity/Label").asText()).isEqualTo("MEDIUM");
  }

  @Test
  void derivesTheLabelFromTheNormalizedSeverity() {
    ObjectNode finding = Findings.finding("a");
    finding.putObject("Severity").put("Normalized", 75).put("Product", 7.5);
    HubCalls.importFindings(hub, finding);
    assertThat(stored("a").path("Severity"))
        .isEqualTo(HubCalls.json("{\"Normalized\": 75, \"Label\": \"HIGH\", \"Product\": 7.5}"));
    assertThat(stored("a").at("/FindingProviderFields/Severity"))
        .isEqualTo(HubCalls.json("{\"Label\": \"HIGH\"}"));
  }

  // What stands in each column: workflow status, record state and compliance status before; the
  // latter two as they are imported; the workflow status afterwards.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          NOTIFIED,   ARCHIVED, FAILED, ACTIVE,   FAILED,        NEW
          RESOLVED,   ARCHIVED, FAILED, ACTIVE,   FAILED,        NEW
          SUPPRESSED, ARCHIVED, FAILED, ACTIVE,   FAILED,        SUPPRESSED
          NOTIFIED,   ACTIVE,   FAILED, ARCHIVED, FAILED,        NOTIFIED
          NOTIFIED,   ACTIVE,   FAILED, ACTIVE,   FAILED,        NOTIFIED
          RESOLVED,   ACTIVE,   PASSED, ACTIVE,   FAILED,        NEW
          NOTIFIED,   ACTIVE,   PASSED, ACTIVE,   WARNING,       NEW
          NOTIFIED,   ACTIVE,   PASSED, ACTIVE,   NOT_AVAILABLE, NEW
          SUPPRESSED, ACTIVE,   PASSED, ACTIVE,   FAILED,        SUPPRESSED
          RESOLVED,   ACTIVE,   FAILED, ACTIVE,   WARNING,       RESOLVED
          NEW,        ACTIVE,   FAILED, ACTIVE,   PASSED,        RESOLVED
          NOTIFIED,   ACTIVE,   FAILED, ACTIVE,   PASSED,        RESOLVED
          SUPPRESSED, ACTIVE,   FAILED, ACTIVE,   PASSED,        SUPPRESSED
          """)
  void movesTheWorkflowStatus(
      String workflow,
      String recordBefore,
      String complianceBefore,
      String record,
      String compliance,
      String expected) {
    ObjectNode before = Findings.finding("a").put("RecordState", recordBefore);
    before.putObject("Workflow").put("Status", workflow);
    before.putObject("Compliance").put("Status", complianceBefore);
    hub.seed(before.toString());
    ObjectNode sent = Findings.later("a").put("RecordState", record);
    sent.putObject("Compliance").put("Status", compliance);
    HubCalls.importFindings(hub, sent);
    assertThat(stored("a").at("/Workflow/Status").asText()).isEqualTo(expected);
  }

  @Test
  void resolvesAFindingThatIsNewAndPassedOnlyForControls() {
    ObjectNode control = Findings.finding("a");
    control.putObject("Compliance").put("Status", "PASSED");
    ObjectNode other = control.deepCopy().put("ProductArn", Findings.DEFAULT_PRODUCT);
    HubCalls.importFindings(hub, control, other);
    assertThat(hub.findings())
        .extracting(text -> HubCalls.json(text).at("/Workflow/Status").asText())
        .containsExactly("RESOLVED", "NEW");
  }

  @Test
  void treatsProductsAsDifferentFindings() {
    HubCalls.importFindings(
        hub,
        Findings.finding("a"),
        Findings.finding("a").put("ProductArn", Findings.DEFAULT_PRODUCT));
    assertThat(hub.findings()).hasSize(2);
  }

  private JsonNode stored(String id) {
    return HubCalls.finding(hub, id);
  }

  private String refusal(JsonNode finding) {
    Answer answer = HubCalls.importFindings(hub, finding);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("SuccessCount").asInt()).isZero();
    assertThat(answer.body().path("FailedCount").asInt()).isOne();
    assertThat(hub.findings()).isEmpty();
    JsonNode failed = answer.body().path("FailedFindings").path(0);
    assertThat(failed.path("ErrorCode").asText()).isEqualTo("InvalidInput");
    return failed.path("ErrorMessage").asText();
  }

  private static AwsSecurityFinding sdkFinding(String id) {
    return AwsSecurityFinding.builder()
        .schemaVersion("2018-10-08")
        .id(id)
        .productArn(Findings.DEFAULT_PRODUCT)
        .generatorId("test")
        .awsAccountId(Findings.ACCOUNT)
        .createdAt(Findings.FIRST)
        .updatedAt(Findings.FIRST)
        .findingProviderFields(fields -> fields.severity(severity -> severity.label("LOW")))
        .title("Title")
        .description("Description")
        .resources(Resource.builder().type("Other").id("r").build())
        .build();
  }
}
