package io.quell.localhub.ocsf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.LocalHub;
import io.quell.localhub.OcsfFindings;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportedOcsfFindingTest {
  private final LocalHub hub = LocalHub.start();

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
}
