package io.quell.localhub.ocsf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.Findings;
import io.quell.localhub.HubCalls;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.OcsfFindings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ImportedOcsfFindingTest {
  private final LocalHub hub =
      LocalHub.start(
          HubOptions.defaults()
              .withClock(InstantSource.fixed(Instant.parse("2026-03-31T12:00:00.789Z"))));
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void isWhatWasSentWithTheProvidersSeverityBesides() {
    ObjectNode sent = OcsfFindings.finding("a");
    hub.importOcsf(sent.toString());
    ObjectNode expected = sent.deepCopy();
    expected.putObject("vendor_attributes").put("severity_id", 3).put("severity", "Medium");
    assertThat(OcsfFindings.stored(hub, "a")).isEqualTo(expected);
    assertThat(hub.ocsfFindings()).hasSize(1);
    assertThat(hub.findings()).isEmpty();
  }

  @Test
  void isNewWhereItHasNoStatusAndNamesWhatHasOnlyNumbers() {
    hub.importOcsf("{\"metadata\": {\"uid\": \"bare\"}, \"severity_id\": 5}");
    JsonNode stored = OcsfFindings.stored(hub, "bare");
    assertThat(stored.path("status_id").asInt()).isOne();
    assertThat(stored.path("status").asText()).isEqualTo("New");
    assertThat(stored.path("severity").asText()).isEqualTo("Critical");
  }

  @Test
  void keepsWhatACustomerHasSet() {
    hub.importOcsf(OcsfFindings.finding("a").toString());
    OcsfFindings.update(
        hub,
        request -> request.put("SeverityId", 1).put("StatusId", 3).put("Comment", "accepted"),
        "a");
    importAgain(
        finding ->
            finding.put("severity_id", 5).put("severity", "Critical").put("comment", "provider's"));
    JsonNode stored = OcsfFindings.stored(hub, "a");
    assertThat(stored.path("severity_id").asInt()).isOne();
    assertThat(stored.path("severity").asText()).isEqualTo("Informational");
    assertThat(stored.path("status_id").asInt()).isEqualTo(3);
    assertThat(stored.path("status").asText()).isEqualTo("Suppressed");
    assertThat(stored.path("comment").asText()).isEqualTo("accepted");
    assertThat(stored.at("/vendor_attributes/severity_id").asInt()).isEqualTo(5);
    assertThat(stored.at("/finding_info/title").asText()).isEqualTo("Changed");
  }

  @Test
  void followsItsProviderInWhatNoCustomerHasSet() {
    hub.importOcsf(OcsfFindings.finding("a").toString());
    importAgain(
        finding ->
            finding
                .put("severity_id", 5)
                .put("severity", "Critical")
                .put("status_id", 5)
                .remove("status"));
    JsonNode stored = OcsfFindings.stored(hub, "a");
    assertThat(stored.path("severity_id").asInt()).isEqualTo(5);
    assertThat(stored.path("status").asText()).isEqualTo("Archived");
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "3, true", "4, true", "5, false", "99, true"})
  void takesASeededStatusForACustomersWhereNoProviderSetsIt(int status, boolean kept) {
    hub.seed(OcsfFindings.finding("a").put("status_id", status).toString());
    importAgain(finding -> finding.put("status_id", 6));
    assertThat(OcsfFindings.stored(hub, "a").path("status_id").asInt())
        .isEqualTo(kept ? status : 6);
  }

  @Test
  void takesASeededSeverityAndCommentForACustomersWhereTheyAre() {
    ObjectNode finding = OcsfFindings.finding("a").put("comment", "mine");
    finding.putObject("vendor_attributes").put("severity_id", 4);
    hub.seed(finding.toString());
    importAgain(again -> again.put("severity_id", 5));
    assertThat(OcsfFindings.stored(hub, "a").path("severity_id").asInt()).isEqualTo(3);
    assertThat(OcsfFindings.stored(hub, "a").path("comment").asText()).isEqualTo("mine");
  }

  @Test
  void raisesItsEventInEventBridgesEnvelope() throws InterruptedException {
    hub.onEvent(events::add);
    hub.seed(OcsfFindings.finding("seeded").toString());
    hub.importOcsf(OcsfFindings.finding("a").toString());
    JsonNode event = next();
    assertThat(event.path("detail-type").asText()).isEqualTo("Findings Imported V2");
    assertThat(event.path("source").asText()).isEqualTo("aws.securityhub");
    assertThat(event.path("account").asText()).isEqualTo(Findings.ACCOUNT);
    assertThat(event.path("region").asText()).isEqualTo("eu-central-1");
    assertThat(event.path("time").asText()).isEqualTo("2026-03-31T12:00:00Z");
    assertThat(event.path("resources")).isEqualTo(HubCalls.json("[\"a\"]"));
    assertThat(event.at("/detail/findings")).hasSize(1);
    assertThat(event.at("/detail/findings/0")).isEqualTo(OcsfFindings.stored(hub, "a"));
  }

  @Test
  void raisesAnEventForEveryUpdate() throws InterruptedException {
    hub.seed(OcsfFindings.finding("a").toString());
    hub.onEvent(events::add);
    OcsfFindings.update(hub, request -> request.put("StatusId", 3), "a", "nobody");
    OcsfFindings.update(hub, request -> request.put("StatusId", 3), "a");
    assertThat(next().at("/detail/findings/0/status_id").asInt()).isEqualTo(3);
    assertThat(next().path("detail-type").asText()).isEqualTo("Findings Imported V2");
    hub.close();
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"global", ""})
  void comesFromTheHomeRegionWhereItHasNone(String region) throws InterruptedException {
    hub.onEvent(events::add);
    ObjectNode finding = OcsfFindings.finding("a");
    if (region.isEmpty()) {
      finding.remove("cloud");
    } else {
      ((ObjectNode) finding.path("cloud")).put("region", region);
    }
    hub.importOcsf(finding.toString());
    assertThat(next().path("region").asText()).isEqualTo("us-east-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"Id\": \"a\", \"ProductArn\": \"p\"}",
        "{\"metadata\": 1}",
        "{\"metadata\": {}}",
        "{\"metadata\": {\"uid\": \" \"}}",
        "{\"metadata\": {\"uid\": 1}}"
      })
  void isNotTakenWithoutItsUid(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hub.importOcsf(text))
        .withMessageContaining("The finding to import");
    assertThat(hub.ocsfFindings()).isEmpty();
  }

  private void importAgain(Consumer<ObjectNode> change) {
    ObjectNode again = OcsfFindings.finding("a");
    ((ObjectNode) again.path("finding_info")).put("title", "Changed");
    change.accept(again);
    hub.importOcsf(again.toString());
  }

  private JsonNode next() throws InterruptedException {
    String event = events.take();
    assertThat(event).as("an event within ten seconds").isNotNull();
    return HubCalls.json(String.valueOf(event));
  }
}
