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
import io.quell.localhub.json.JsonText;
import io.quell.localhub.json.Timestamps;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.InvalidInputException;
import software.amazon.awssdk.services.securityhub.model.RelatedFinding;
import software.amazon.awssdk.services.securityhub.model.SeverityLabel;
import software.amazon.awssdk.services.securityhub.model.VerificationState;
import software.amazon.awssdk.services.securityhub.model.WorkflowStatus;

class BatchUpdateFindingsTest {
  private final LocalHub hub = Findings.hub("a", "b");

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void setsEverythingThatACustomerMaySet() {
    try (SecurityHubClient client = HubCalls.client(hub)) {
      BatchUpdateFindingsResponse response =
          client.batchUpdateFindings(
              request ->
                  request
                      .findingIdentifiers(identifier("a"), identifier("b"))
                      .note(note -> note.text("Known and accepted").updatedBy("quell"))
                      .severity(severity -> severity.label(SeverityLabel.LOW).product(1.5))
                      .verificationState(VerificationState.BENIGN_POSITIVE)
                      .confidence(80)
                      .criticality(10)
                      .types("Effects/Data Exposure")
                      .userDefinedFields(Map.of("rule", "r1"))
                      .workflow(workflow -> workflow.status(WorkflowStatus.SUPPRESSED))
                      .relatedFindings(
                          RelatedFinding.builder().id("b").productArn(Findings.PRODUCT).build()));
      assertThat(response.processedFindings()).containsExactly(identifier("a"), identifier("b"));
      assertThat(response.unprocessedFindings()).isEmpty();
    }
    for (String id : List.of("a", "b")) {
      JsonNode stored = stored(id);
      assertThat(stored.at("/Note/Text").asText()).isEqualTo("Known and accepted");
      assertThat(stored.at("/Note/UpdatedBy").asText()).isEqualTo("quell");
      assertThat(Timestamps.read(stored.at("/Note/UpdatedAt").asText())).isPresent();
      assertThat(stored.path("Severity"))
          .isEqualTo(
              HubCalls.json(
                  "{\"Label\": \"LOW\", \"Normalized\": 1, \"Original\": \"MEDIUM\", \"Product\":"
                      + " 1.5}"));
      assertThat(stored.at("/FindingProviderFields/Severity/Label").asText()).isEqualTo("MEDIUM");
      assertThat(stored.path("VerificationState").asText()).isEqualTo("BENIGN_POSITIVE");
      assertThat(stored.path("Confidence").asInt()).isEqualTo(80);
      assertThat(stored.path("Criticality").asInt()).isEqualTo(10);
      assertThat(stored.path("Types")).isEqualTo(HubCalls.json("[\"Effects/Data Exposure\"]"));
      assertThat(stored.path("UserDefinedFields")).isEqualTo(HubCalls.json("{\"rule\": \"r1\"}"));
      assertThat(stored.at("/Workflow/Status").asText()).isEqualTo("SUPPRESSED");
      assertThat(stored.at("/RelatedFindings/0/Id").asText()).isEqualTo("b");
    }
  }

  @Test
  void putsANewNoteInPlaceOfTheOldOne() {
    for (String text : List.of("first", "second")) {
      HubCalls.update(
          hub, request -> request.putObject("Note").put("Text", text).put("UpdatedBy", "me"), "a");
    }
    assertThat(stored("a").at("/Note/Text").asText()).isEqualTo("second");
  }

  @ParameterizedTest
  @CsvSource({
    "0, INFORMATIONAL",
    "1, LOW",
    "39, LOW",
    "40, MEDIUM",
    "69, MEDIUM",
    "70, HIGH",
    "89, HIGH",
    "90, CRITICAL",
    "100, CRITICAL"
  })
  void derivesTheLabelFromTheNormalizedSeverity(int normalized, String label) {
    HubCalls.update(
        hub, request -> request.putObject("Severity").put("Normalized", normalized), "a");
    assertThat(stored("a").at("/Severity/Label").asText()).isEqualTo(label);
    assertThat(stored("a").at("/Severity/Normalized").asInt()).isEqualTo(normalized);
  }

  @ParameterizedTest
  @CsvSource({"INFORMATIONAL, 0", "LOW, 1", "MEDIUM, 40", "HIGH, 70", "CRITICAL, 90"})
  void derivesTheNormalizedSeverityFromTheLabel(String label, int normalized) {
    HubCalls.update(hub, request -> request.putObject("Severity").put("Label", label), "a");
    assertThat(stored("a").at("/Severity/Normalized").asInt()).isEqualTo(normalized);
  }

  @Test
  void keepsBothSeveritiesWhereBothAreGiven() {
    HubCalls.update(
        hub,
        request -> request.putObject("Severity").put("Label", "LOW").put("Normalized", 20),
        "a");
    assertThat(stored("a").at("/Severity/Normalized").asInt()).isEqualTo(20);
  }

  @Test
  void setsASeverityOnAFindingThatHasNone() {
    hub.seed("{\"Id\": \"bare\", \"ProductArn\": \"" + Findings.PRODUCT + "\"}");
    HubCalls.update(
        hub,
        request -> {
          request.putObject("Severity").put("Label", "LOW");
          request.putObject("Workflow").put("Status", "NOTIFIED");
        },
        "bare");
    assertThat(stored("bare").at("/Severity/Label").asText()).isEqualTo("LOW");
    assertThat(stored("bare").at("/Workflow/Status").asText()).isEqualTo("NOTIFIED");
  }

  @Test
  void replacesCollectionsByDefault() {
    updateCollections("one");
    updateCollections("two");
    assertThat(stored("a").path("UserDefinedFields"))
        .isEqualTo(HubCalls.json("{\"two\": \"two\", \"last\": \"two\"}"));
    assertThat(stored("a").path("Types")).isEqualTo(HubCalls.json("[\"TTPs/two\", \"Effects\"]"));
    assertThat(stored("a").path("RelatedFindings")).hasSize(1);
  }

  @Test
  void mergesCollectionsWhereTheHubIsSetSo() {
    hub.collectionUpdate(CollectionUpdate.MERGES);
    HubCalls.update(hub, request -> request.putArray("Types").add("Effects"), "a");
    updateCollections("one");
    updateCollections("two");
    assertThat(stored("a").path("UserDefinedFields"))
        .isEqualTo(HubCalls.json("{\"one\": \"one\", \"last\": \"two\", \"two\": \"two\"}"));
    assertThat(stored("a").path("Types"))
        .isEqualTo(
            HubCalls.json(
                """
                ["Software and Configuration Checks/Industry and Regulatory Standards", "Effects", "TTPs/one", "TTPs/two"]
                """));
    assertThat(stored("a").path("RelatedFindings")).hasSize(2);
  }

  @Test
  void clearsACollectionWithAnEmptyOne() {
    updateCollections("one");
    HubCalls.update(hub, request -> request.putObject("UserDefinedFields"), "a");
    assertThat(stored("a").path("UserDefinedFields").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void refusesCollectionsThatGrowTooLarge(CollectionUpdate reading) {
    hub.collectionUpdate(reading);
    for (String prefix : List.of("a", "b")) {
      Answer answer =
          HubCalls.update(
              hub,
              request -> {
                for (int n = 0; n < 30; n++) {
                  request.withObject("/UserDefinedFields").put(prefix + n, "v");
                }
              },
              "a");
      boolean tooMany = reading == CollectionUpdate.MERGES && prefix.equals("b");
      assertThat(answer.body().path("UnprocessedFindings")).hasSize(tooMany ? 1 : 0);
    }
  }

  @Test
  void refusesACallThatNamesNoFinding() {
    try (SecurityHubClient client = HubCalls.client(hub)) {
      assertThatThrownBy(() -> client.batchUpdateFindings(request(List.of())))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("fewer than 1 items")
          .extracting(thrown -> ((InvalidInputException) thrown).code())
          .isEqualTo("InvalidInputException");
      assertThatThrownBy(
              () -> client.batchUpdateFindings(BatchUpdateFindingsRequest.builder().build()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("FindingIdentifiers");
    }
  }

  @Test
  void refusesAnUpdateThatMakesAFindingTooLarge() {
    ObjectNode large = Findings.finding("large");
    large.putArray("Filler").add("x".repeat(240 * 1024 - JsonText.size(large) - 100));
    hub.seed(large.toString());
    Answer answer =
        HubCalls.update(
            hub,
            request ->
                request.putObject("Note").put("Text", "x".repeat(500)).put("UpdatedBy", "me"),
            "large",
            "a");
    assertThat(answer.body().at("/UnprocessedFindings/0/ErrorCode").asText())
        .isEqualTo("FindingSizeExceeded");
    assertThat(answer.body().path("ProcessedFindings").findValuesAsText("Id")).containsExactly("a");
    assertThat(stored("large").has("Note")).isFalse();
  }

  @Test
  void tellsTheSdkOfFindingsThatItDoesNotHave() {
    try (SecurityHubClient client = HubCalls.client(hub)) {
      AwsSecurityFindingIdentifier other =
          identifier("a").toBuilder().productArn(Findings.DEFAULT_PRODUCT).build();
      BatchUpdateFindingsResponse response =
          client.batchUpdateFindings(
              request(List.of(identifier("nobody"), identifier("a"), other)));
      assertThat(response.processedFindings()).containsExactly(identifier("a"));
      assertThat(response.unprocessedFindings())
          .extracting(finding -> finding.findingIdentifier())
          .containsExactly(identifier("nobody"), other);
      assertThat(response.unprocessedFindings())
          .allSatisfy(
              finding -> {
                assertThat(finding.errorCode()).isEqualTo("FindingNotFound");
                assertThat(finding.errorMessage()).isEqualTo("Finding Not Found");
              });
    }
  }

  // What the service model does not allow: the member, its value, and a part of what the hub has to
  // say.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          FindingIdentifiers | {}                                        | 'FindingIdentifiers'. should be array
          FindingIdentifiers | null                                      | required property 'FindingIdentifiers'
          FindingIdentifiers | [null]                                    | 'FindingIdentifiers[0]'. should NOT be null
          FindingIdentifiers | ["a"]                                     | 'FindingIdentifiers[0]'. should be object
          FindingIdentifiers | [{"Id": "a"}]                             | required property 'ProductArn'
          FindingIdentifiers | [{"Id": " ", "ProductArn": "p"}]          | 'FindingIdentifiers[0].Id'. should match pattern
          FindingIdentifiers | [{"Id": "a", "ProductArn": ""}]           | 'FindingIdentifiers[0].ProductArn'. should match
          FindingIdentifiers | [{"Id": "a", "ProductArn": "p", "X": 1}]  | additional property 'X'
          Note               | "text"                                    | 'Note'. should be object
          Note               | {"Text": "t"}                             | required property 'UpdatedBy'
          Note               | {"UpdatedBy": "me"}                       | required property 'Text'
          Note               | {"Text": " ", "UpdatedBy": "me"}          | 'Note.Text'. should match pattern
          Note               | {"Text": "t", "UpdatedBy": ""}            | 'Note.UpdatedBy'. should match pattern
          Note               | {"Text": 1, "UpdatedBy": "me"}            | 'Note.Text'. should be string
          Severity           | "LOW"                                     | 'Severity'. should be object
          Severity           | {"Label": "low"}                          | 'Severity.Label'. should be equal to one of
          Severity           | {"Normalized": 101}                       | 'Severity.Normalized'. should be <= 100
          Severity           | {"Normalized": -1}                        | 'Severity.Normalized'. should be >= 0
          Severity           | {"Normalized": "1"}                       | 'Severity.Normalized'. should be integer
          Severity           | {"Product": "1"}                          | 'Severity.Product'. should be number
          Severity           | {"Original": "1"}                         | additional property 'Original'
          VerificationState  | "PERHAPS"                                 | 'VerificationState'. should be equal to one of
          VerificationState  | ""                                        | 'VerificationState'. should match pattern
          Confidence         | 101                                       | 'Confidence'. should be <= 100
          Confidence         | -1                                        | 'Confidence'. should be >= 0
          Confidence         | 1.5                                       | 'Confidence'. should be integer
          Criticality        | 4294967297                                | 'Criticality'. should be <= 100
          Criticality        | true                                      | 'Criticality'. should be integer
          Types              | "TTPs"                                    | 'Types'. should be array
          Types              | [" "]                                     | 'Types[0]'. should match pattern
          Types              | [null]                                    | 'Types[0]'. should NOT be null
          UserDefinedFields  | []                                        | 'UserDefinedFields'. should be object
          UserDefinedFields  | {"k": " "}                                | 'UserDefinedFields.k'. should match pattern
          UserDefinedFields  | {"k": 1}                                  | 'UserDefinedFields.k'. should be string
          UserDefinedFields  | {"": "v"}                                 | 'UserDefinedFields'. should NOT have a blank key
          Workflow           | "NEW"                                     | 'Workflow'. should be object
          Workflow           | {"Status": "ASSIGNED"}                    | 'Workflow.Status'. should be equal to one of
          RelatedFindings    | [{"Id": "b"}]                             | required property 'ProductArn'
          RelatedFindings    | [{"Id": "", "ProductArn": "p"}]           | 'RelatedFindings[0].Id'. should match pattern
          RecordState        | "ARCHIVED"                                | additional property 'RecordState'
          """)
  void refusesACallThatTheModelDoesNotAllow(String member, String value, String complaint) {
    List<String> before = hub.findings();
    Answer answer = HubCalls.update(hub, request -> request.set(member, HubCalls.json(value)), "a");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorType()).isEqualTo("InvalidInputException");
    assertThat(answer.body().path("Code").asText()).isEqualTo("InvalidInputException");
    assertThat(answer.message()).contains(complaint);
    assertThat(hub.findings()).isEqualTo(before);
  }

  // What the model allows and the finding format does not: the member, its value, and what the hub
  // has to say.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Note              | {"Text": "x513", "UpdatedBy": "me"}             | data.Note.Text should NOT be longer than 512
          Note              | {"Text": "t", "UpdatedBy": "x513"}              | data.Note.UpdatedBy should NOT be longer than 512
          Types             | ["TTPs/a/b/c"]                                  | data.Types[0] should match pattern
          Types             | ["TTPs//b"]                                     | data.Types[0] should match pattern
          Types             | ["Configuration/a"]                             | should begin with one of the namespaces
          UserDefinedFields | {"k": "x1025"}                                  | data.UserDefinedFields.k should NOT be longer
          RelatedFindings   | []                                              | should NOT have fewer than 1 items
          RelatedFindings   | [{"Id": "x513", "ProductArn": "p"}]             | RelatedFindings[0].Id should NOT be longer
          RelatedFindings   | [{"Id": "b", "ProductArn": "x2049"}]            | RelatedFindings[0].ProductArn should NOT be longer
          """)
  void refusesEachFindingWhereTheFormatDoesNotAllowTheValue(
      String member, String value, String complaint) {
    List<String> before = hub.findings();
    Answer answer =
        HubCalls.update(
            hub, request -> request.set(member, HubCalls.json(Texts.expand(value))), "a", "b");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("ProcessedFindings")).isEmpty();
    assertThat(answer.body().path("UnprocessedFindings").findValuesAsText("Id"))
        .containsExactly("a", "b");
    assertThat(answer.body().path("UnprocessedFindings"))
        .allSatisfy(
            entry -> {
              assertThat(entry.path("ErrorCode").asText()).isEqualTo("InvalidInput");
              assertThat(entry.path("ErrorMessage").asText()).contains(complaint);
            });
    assertThat(hub.findings()).isEqualTo(before);
  }

  @Test
  void takesValuesAtTheirLimits() {
    Answer answer =
        HubCalls.update(
            hub,
            request -> {
              request
                  .putObject("Note")
                  .put("Text", "é".repeat(512))
                  .put("UpdatedBy", "u".repeat(512));
              for (int n = 0; n < 50; n++) {
                request.withArray("Types").add("TTPs/category/" + n);
                request
                    .withObject("/UserDefinedFields")
                    .put(n + "k".repeat(128 - Integer.toString(n).length()), "v".repeat(1024));
              }
              for (int n = 0; n < 10; n++) {
                request
                    .withArray("RelatedFindings")
                    .addObject()
                    .put("Id", "i".repeat(512))
                    .put("ProductArn", "p".repeat(2048));
              }
              request.put("Confidence", 0).put("Criticality", 100);
            },
            "a");
    assertThat(answer.body().path("UnprocessedFindings")).isEmpty();
    assertThat(answer.body().path("ProcessedFindings")).hasSize(1);
  }

  @Test
  void refusesCollectionsAboveTheirLimits() {
    assertThat(
            invalidInput(
                request -> {
                  for (int n = 0; n < 51; n++) {
                    request.withArray("Types").add("TTPs");
                  }
                }))
        .contains("data.Types should NOT have more than 50 items");
    assertThat(
            invalidInput(
                request -> {
                  for (int n = 0; n < 51; n++) {
                    request.withObject("/UserDefinedFields").put("k" + n, "v");
                  }
                }))
        .contains("data.UserDefinedFields should NOT have more than 50 properties");
    assertThat(
            invalidInput(
                request -> request.putObject("UserDefinedFields").put("k".repeat(129), "v")))
        .contains("data.UserDefinedFields should NOT have a key longer than 128 characters");
    assertThat(
            invalidInput(
                request -> {
                  for (int n = 0; n < 11; n++) {
                    request
                        .withArray("RelatedFindings")
                        .addObject()
                        .put("Id", "i" + n)
                        .put("ProductArn", "p");
                  }
                }))
        .contains("data.RelatedFindings should NOT have more than 10 items");
  }

  private String invalidInput(Consumer<ObjectNode> members) {
    JsonNode entry = HubCalls.update(hub, members, "a").body().path("UnprocessedFindings").path(0);
    assertThat(entry.path("ErrorCode").asText()).isEqualTo("InvalidInput");
    return entry.path("ErrorMessage").asText();
  }

  private void updateCollections(String name) {
    HubCalls.update(
        hub,
        request -> {
          request.putObject("UserDefinedFields").put(name, name).put("last", name);
          request.putArray("Types").add("TTPs/" + name).add("Effects");
          request
              .putArray("RelatedFindings")
              .addObject()
              .put("Id", name)
              .put("ProductArn", Findings.PRODUCT);
        },
        "a");
  }

  private JsonNode stored(String id) {
    return HubCalls.finding(hub, id);
  }

  private static BatchUpdateFindingsRequest request(
      List<AwsSecurityFindingIdentifier> identifiers) {
    return BatchUpdateFindingsRequest.builder().findingIdentifiers(identifiers).build();
  }

  private static AwsSecurityFindingIdentifier identifier(String id) {
    return AwsSecurityFindingIdentifier.builder().id(id).productArn(Findings.PRODUCT).build();
  }
}
