package io.quell.localhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.LimitExceededException;
import software.amazon.awssdk.services.securityhub.model.ThrottlingException;

class QuotaTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-31T12:00:00Z"));

  @Test
  void isOffUnlessItIsAskedFor() {
    try (LocalHub hub = LocalHub.start()) {
      assertThat(accepted(hub, 50, "POST", "/findings")).isEqualTo(50);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /findings/import, 30, 10",
    "POST, /findings, 6, 3",
    "PATCH, /findings/batchupdate, 30, 10",
    "POST, /findingsv2, 6, 3",
    "PATCH, /findingsv2/batchupdatev2, 30, 10"
  })
  void letsABurstThroughAndThenSoManyASecond(String method, String path, int burst, int perSecond) {
    try (LocalHub hub = start(HubOptions.defaults().withAwsQuotas())) {
      assertThat(accepted(hub, 40, method, path)).isEqualTo(burst);
      pass(Duration.ofSeconds(1));
      assertThat(accepted(hub, 40, method, path)).isEqualTo(perSecond);
      pass(Duration.ofMillis(400));
      assertThat(accepted(hub, 40, method, path)).isEqualTo((int) (perSecond * 0.4));
      pass(Duration.ofHours(1));
      assertThat(accepted(hub, 40, method, path)).isEqualTo(burst);
    }
  }

  @Test
  void isCountedForEachOperation() {
    try (LocalHub hub = start(HubOptions.defaults().withAwsQuotas())) {
      accepted(hub, 10, "POST", "/findings");
      assertThat(hub.refusedByQuota(HubOperation.GET_FINDINGS)).isEqualTo(4);
      assertThat(hub.calls(HubOperation.GET_FINDINGS)).isEqualTo(10);
      assertThat(accepted(hub, 10, "POST", "/findingsv2")).isEqualTo(6);
      assertThat(hub.refusedByQuota(HubOperation.BATCH_UPDATE_FINDINGS)).isZero();
    }
  }

  @Test
  void isRefusedWithTheOperationsOwnException() {
    Quota once = new Quota(0.001, 1);
    HubOptions options =
        HubOptions.defaults()
            .withQuota(HubOperation.GET_FINDINGS, once)
            .withQuota(HubOperation.GET_FINDINGS_V2, once);
    try (LocalHub hub = start(options);
        SecurityHubClient client = HubCalls.client(hub)) {
      client.getFindings();
      assertThatThrownBy(client::getFindings)
          .isInstanceOfSatisfying(
              LimitExceededException.class,
              refused -> {
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.isThrottlingException()).isTrue();
              });
      client.getFindingsV2(request -> {});
      assertThatThrownBy(() -> client.getFindingsV2(request -> {}))
          .isInstanceOfSatisfying(
              ThrottlingException.class,
              refused -> {
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.isThrottlingException()).isTrue();
              });
    }
  }

  @Test
  void changesNothingWhereItRefuses() {
    HubOptions options =
        HubOptions.defaults().withQuota(HubOperation.BATCH_UPDATE_FINDINGS_V2, new Quota(1, 1));
    try (LocalHub hub = start(options)) {
      hub.importOcsf(OcsfFindings.finding("a").toString());
      OcsfFindings.update(hub, request -> request.put("StatusId", 2), "a");
      Answer answer = OcsfFindings.update(hub, request -> request.put("StatusId", 3), "a");
      assertThat(answer.message()).isEqualTo("Rate exceeded for BatchUpdateFindingsV2.");
      assertThat(OcsfFindings.stored(hub, "a").path("status_id").asInt()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "-1, 1", "NaN, 1", "Infinity, 1", "1, 0", "1, -1"})
  void letsSomethingThrough(double perSecond, int burst) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Quota(perSecond, burst))
        .withMessageStartingWith("A quota");
  }

  private LocalHub start(HubOptions options) {
    return LocalHub.start(options.withClock(now::get));
  }

  private void pass(Duration time) {
    now.updateAndGet(moment -> moment.plus(time));
  }

  /// How many of so many calls are not refused as too many; whether they are well-formed does not
  /// matter.
  private static int accepted(LocalHub hub, int calls, String method, String path) {
    int accepted = 0;
    for (int n = 0; n < calls; n++) {
      if (HubCalls.send(hub, method, path, "{}").status() != 429) {
        accepted++;
      }
    }
    return accepted;
  }
}
