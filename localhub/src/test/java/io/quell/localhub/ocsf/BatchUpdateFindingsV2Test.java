package io.quell.localhub.ocsf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.Findings;
import io.quell.localhub.HubCalls;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.LocalHub;
import io.quell.localhub.OcsfFindings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2ProcessedFinding;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2Response;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2UnprocessedFinding;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2UnprocessedFindingErrorCode;
import software.amazon.awssdk.services.securityhub.model.OcsfFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.ValidationException;

class BatchUpdateFindingsV2Test {
  private final LocalHub hub = OcsfFindings.hub("a", "b");

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void setsEverythingThatACustomerMaySet() {
    try (SecurityHubClient client = HubCalls.client(hub)) {
      BatchUpdateFindingsV2Response response =
          client.batchUpdateFindingsV2(
              request ->
                  request
                      .metadataUids("a", "b")
                      .comment("Known and accepted")
                      .severityId(2)
                      .statusId(3));
      assertThat(response.processedFindings())
          .extracting(BatchUpdateFindingsV2ProcessedFinding::metadataUid)
          .containsExactly("a", "b");
      assertThat(response.processedFindings().getFirst().findingIdentifier()).isNull();
      assertThat(response.unprocessedFindings()).isEmpty();
    }
    for (String uid : List.of("a", "b")) {
      JsonNode stored = stored(uid);
      assertThat(stored.path("comment").asText()).isEqualTo("Known and accepted");
      assertThat(stored.path("severity_id").asInt()).isEqualTo(2);
      assertThat(stored.path("severity").asText()).isEqualTo("Low");
      assertThat(stored.path("status_id").asInt()).isEqualTo(3);
      assertThat(stored.path("status").asText()).isEqualTo("Suppressed");
      assertThat(stored.path("vendor_attributes"))
          .isEqualTo(HubCalls.json("{\"severity_id\": 3, \"severity\": \"Medium\"}"));
    }
  }

  @Test
  void namesFindingsByThreeAttributesAsWell() {
    OcsfFindingIdentifier known = identifier("info-b");
    OcsfFindingIdentifier unknown = identifier("info-c");
    try (SecurityHubClient client = HubCalls.client(hub)) {
      BatchUpdateFindingsV2Response response =
          client.batchUpdateFindingsV2(
              request -> request.findingIdentifiers(known, unknown).statusId(3));
      assertThat(response.processedFindings())
          .containsExactly(
              BatchUpdateFindingsV2ProcessedFinding.builder().findingIdentifier(known).build());
      assertThat(response.unprocessedFindings())
          .extracting(BatchUpdateFindingsV2UnprocessedFinding::findingIdentifier)
          .containsExactly(unknown);
    }
    assertThat(stored("a").path("status_id").asInt()).isOne();
    assertThat(stored("b").path("status_id").asInt()).isEqualTo(3);
  }

  @Test
  void tellsTheSdkOfFindingsThatItDoesNotHave() {
    try (SecurityHubClient client = HubCalls.client(hub)) {
      BatchUpdateFindingsV2Response response =
          client.batchUpdateFindingsV2(request -> request.metadataUids("a", "nobody").statusId(3));
      BatchUpdateFindingsV2UnprocessedFinding unprocessed =
          response.unprocessedFindings().getFirst();
      assertThat(unprocessed.metadataUid()).isEqualTo("nobody");
      assertThat(unprocessed.errorCode())
          .isEqualTo(BatchUpdateFindingsV2UnprocessedFindingErrorCode.RESOURCE_NOT_FOUND_EXCEPTION);
      assertThat(unprocessed.errorMessage()).isNotBlank();
      assertThat(response.processedFindings()).hasSize(1);
    }
  }

  @Test
  void takesACommentOf512Characters() {
    Answer answer =
        OcsfFindings.update(hub, request -> request.put("Comment", "ü".repeat(512)), "nobody");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("UnprocessedFindings")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, Unknown",
    "1, Informational",
    "2, Low",
    "3, Medium",
    "4, High",
    "5, Critical",
    "6, Fatal",
    "99, Other"
  })
  void knowsEverySeverity(int id, String text) {
    OcsfFindings.update(hub, request -> request.put("SeverityId", id), "a");
    assertThat(stored("a").path("severity_id").asInt()).isEqualTo(id);
    assertThat(stored("a").path("severity").asText()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, Unknown",
    "1, New",
    "2, In Progress",
    "3, Suppressed",
    "4, Resolved",
    "5, Archived",
    "6, Deleted",
    "99, Other"
  })
  void knowsEveryStatus(int id, String text) {
    OcsfFindings.update(hub, request -> request.put("StatusId", id), "a");
    assertThat(stored("a").path("status_id").asInt()).isEqualTo(id);
    assertThat(stored("a").path("status").asText()).isEqualTo(text);
  }

  @Test
  void changesNothingInAnAsffFindingOfTheSameName() {
    hub.seed(Findings.finding("a").toString());
    String before = hub.finding("a", Findings.PRODUCT).orElseThrow();
    OcsfFindings.update(hub, request -> request.put("StatusId", 3), "a");
    assertThat(hub.finding("a", Findings.PRODUCT)).contains(before);
    HubCalls.update(hub, request -> request.put("Confidence", 3), "a");
    assertThat(stored("a").has("Confidence")).isFalse();
  }

  @Test
  void throwsTheSdksExceptionForAMalformedCall() {
    try (SecurityHubClient client = HubCalls.client(hub)) {
      assertThatThrownBy(
              () ->
                  client.batchUpdateFindingsV2(
                      request ->
                          request
                              .metadataUids("a")
                              .findingIdentifiers(identifier("info-a"))
                              .statusId(3)))
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("either 'MetadataUids' or 'FindingIdentifiers'");
    }
  }

  private JsonNode stored(String uid) {
    return OcsfFindings.stored(hub, uid);
  }

  private static OcsfFindingIdentifier identifier(String uid) {
    return OcsfFindingIdentifier.builder()
        .cloudAccountUid(Findings.ACCOUNT)
        .findingInfoUid(uid)
        .metadataProductUid(OcsfFindings.PRODUCT)
        .build();
  }
}
