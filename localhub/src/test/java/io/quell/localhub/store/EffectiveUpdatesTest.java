package io.quell.localhub.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.Findings;
import io.quell.localhub.HubCalls;
import io.quell.localhub.LocalHub;
import io.quell.localhub.OcsfFindings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EffectiveUpdatesTest {
  private final LocalHub hub = Findings.hub("a");

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void areNoneWithoutAnUpdate() {
    HubCalls.importFindings(hub, Findings.later("a"));
    assertThat(hub.effectiveUpdates("a", Findings.PRODUCT)).isZero();
    assertThat(hub.effectiveUpdates("nobody", Findings.PRODUCT)).isZero();
    assertThat(hub.effectiveUpdates("nobody")).isZero();
  }

  @Test
  void countARepeatedUpdateOnce() {
    HubCalls.update(hub, EffectiveUpdatesTest::accept, "a");
    HubCalls.update(hub, EffectiveUpdatesTest::accept, "a");
    HubCalls.update(hub, request -> {}, "a");
    assertThat(hub.effectiveUpdates("a", Findings.PRODUCT)).isOne();
  }

  @Test
  void countEachUpdateThatChangesSomething() {
    HubCalls.update(hub, EffectiveUpdatesTest::accept, "a");
    HubCalls.update(
        hub,
        request -> request.putObject("Note").put("Text", "other").put("UpdatedBy", "quell"),
        "a");
    HubCalls.update(hub, EffectiveUpdatesTest::accept, "a");
    assertThat(hub.effectiveUpdates("a", Findings.PRODUCT)).isEqualTo(3);
  }

  @Test
  void stayWhenTheFindingIsImportedAgain() {
    HubCalls.update(hub, EffectiveUpdatesTest::accept, "a");
    HubCalls.importFindings(hub, Findings.later("a"));
    HubCalls.update(hub, EffectiveUpdatesTest::accept, "a");
    assertThat(hub.effectiveUpdates("a", Findings.PRODUCT)).isOne();
  }

  @Test
  void doNotCountWhatWasRefused() {
    HubCalls.update(hub, request -> request.putArray("Types").add("Unknown"), "a");
    HubCalls.update(hub, request -> request.put("Confidence", 101), "a");
    assertThat(hub.effectiveUpdates("a", Findings.PRODUCT)).isZero();
  }

  @Test
  void areCountedForOcsfAsWell() {
    hub.importOcsf(OcsfFindings.finding("o").toString());
    OcsfFindings.update(hub, request -> request.put("StatusId", 3).put("Comment", "accepted"), "o");
    OcsfFindings.update(hub, request -> request.put("StatusId", 3).put("Comment", "accepted"), "o");
    hub.importOcsf(OcsfFindings.finding("o").toString());
    OcsfFindings.update(hub, request -> request.put("StatusId", 3), "o");
    assertThat(hub.effectiveUpdates("o")).isOne();
    OcsfFindings.update(hub, request -> request.put("StatusId", 1), "o");
    assertThat(hub.effectiveUpdates("o")).isEqualTo(2);
  }

  private static void accept(ObjectNode request) {
    request.putObject("Workflow").put("Status", "SUPPRESSED");
    request.putObject("Note").put("Text", "accepted").put("UpdatedBy", "quell");
    request.putObject("Severity").put("Label", "LOW");
    request.put("Confidence", 80);
  }
}
