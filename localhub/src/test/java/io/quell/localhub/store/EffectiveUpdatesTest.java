package io.quell.localhub.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.Findings;
import io.quell.localhub.HubCalls;
import io.quell.localhub.LocalHub;
import io.quell.localhub.OcsfFindings;
import io.quell.localhub.SampleFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @ParameterizedTest
  @EnumSource
  void areCountedInEitherFormat(SampleFormat format) {
    try (LocalHub both = format.hub("o")) {
      format.update(both, format::suppress, "o");
      format.update(both, format::suppress, "o");
      format.arrive(both, "o");
      format.update(both, format::suppress, "o");
      assertThat(format.effectiveUpdates(both, "o")).isOne();
      format.update(both, format::reopen, "o");
      assertThat(format.effectiveUpdates(both, "o")).isEqualTo(2);
    }
  }

  @Test
  void countAnOcsfCommentOnce() {
    hub.importOcsf(OcsfFindings.finding("o").toString());
    for (int times = 0; times < 2; times++) {
      OcsfFindings.update(
          hub, request -> request.put("StatusId", 3).put("Comment", "accepted"), "o");
    }
    OcsfFindings.update(hub, request -> request.put("StatusId", 3), "o");
    assertThat(hub.effectiveUpdates("o")).isOne();
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

  private static void accept(ObjectNode request) {
    request.putObject("Workflow").put("Status", "SUPPRESSED");
    request.putObject("Note").put("Text", "accepted").put("UpdatedBy", "quell");
    request.putObject("Severity").put("Label", "LOW");
    request.put("Confidence", 80);
  }
}
