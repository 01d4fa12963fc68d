package io.quell.localhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.localhub.HubCalls.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
  @ParameterizedTest
  @CsvSource({
    "GET, /findings",
    "PUT, /findings/batchupdate",
    "POST, /findings/batchupdate",
    "PATCH, /findings/import",
    "PATCH, /findings",
    "POST, /findings/",
    "POST, /",
    "POST, /accounts",
    "GET, /findingsv2/batchupdatev2",
    "PATCH, /findingsv2",
    "POST, /findingsv2/trends",
    "DELETE, /findings/import/x"
  })
  void refusesWhatIsNoOperation(String method, String path) {
    try (LocalHub hub = LocalHub.start()) {
      Answer answer = HubCalls.send(hub, method, path, "{}");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.errorType()).isEqualTo("UnknownOperationException");
      assertThat(answer.body().path("Code").asText()).isEqualTo("UnknownOperationException");
      assertThat(answer.message()).contains(path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "nonsense",
        "[]",
        "\"text\"",
        "1",
        "null",
        "{} {}",
        "{\"Findings\": [}",
        "\u0000"
      })
  void refusesABodyThatIsNoJsonObject(String body) {
    try (LocalHub hub = LocalHub.start()) {
      Answer answer = HubCalls.send(hub, "POST", "/findings", body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.errorType()).isEqualTo("InvalidInputException");
      assertThat(answer.message()).startsWith("The request body is");
    }
  }

  @Test
  void readsAnEmptyBodyAsAnEmptyObject() {
    try (LocalHub hub = LocalHub.start()) {
      assertThat(HubCalls.send(hub, "POST", "/findings", "").status()).isEqualTo(200);
      assertThat(HubCalls.send(hub, "PATCH", "/findings/batchupdate", "").message())
          .contains("FindingIdentifiers");
    }
  }

  @Test
  void refusesABodyOfMoreThanSixMegabytes() {
    try (LocalHub hub = LocalHub.start()) {
      String body = "{\"Findings\": [\"" + "x".repeat(HubEndpoint.LARGEST_BODY) + "\"]}";
      Answer answer = HubCalls.send(hub, "POST", "/findings/import", body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.message()).contains("6 MB");
    }
  }

  @Test
  void refusesABodyNestedBeyondMeasure() {
    try (LocalHub hub = LocalHub.start()) {
      Answer answer =
          HubCalls.send(hub, "POST", "/findings", "{\"Filters\":" + "[".repeat(100_000));
      assertThat(answer.status()).isEqualTo(400);
    }
  }

  @Test
  void answersAHeadRequestWithoutABody() {
    try (LocalHub hub = LocalHub.start()) {
      Answer answer = HubCalls.send(hub, "HEAD", "/findings", "");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void goesOnAfterARefusal() {
    try (LocalHub hub = LocalHub.start()) {
      HubCalls.send(hub, "POST", "/findings/import", "{");
      assertThat(
              HubCalls.importFindings(hub, Findings.finding("a"))
                  .body()
                  .path("SuccessCount")
                  .asInt())
          .isOne();
    }
  }
}
