package io.quell.localhub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.Findings;
import io.quell.localhub.HubCalls;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.OcsfFindings;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.ocsf.OcsfIdentifier;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.SecurityHubException;

@Timeout(60)
class FaultsTest {
  private final LocalHub hub = Findings.hub("a", "b", "c");

  @AfterEach
  void close() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, 400, InvalidInputException, 400, ValidationException",
    "DENIED, 401, InvalidAccessException, 403, AccessDeniedException",
    "CONFLICT, 200, '', 409, ConflictException",
    "THROTTLED, 429, LimitExceededException, 429, ThrottlingException",
    "INTERNAL, 500, InternalException, 500, InternalServerException"
  })
  void refuseACallAsEitherOperationDoes(
      ServiceError error, int status, String code, int statusV2, String codeV2) {
    hub.importOcsf(OcsfFindings.finding("o").toString());
    hub.faults().inject(Fault.refuse(error));
    Answer answer = HubCalls.update(hub, FaultsTest::suppress, "a");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.errorType()).isEqualTo(code);
    answer = OcsfFindings.update(hub, request -> request.put("StatusId", 3), "o");
    assertThat(answer.status()).isEqualTo(statusV2);
    assertThat(answer.errorType()).isEqualTo(codeV2);
    assertThat(OcsfFindings.stored(hub, "o").path("status_id").asInt()).isOne();
  }

  @ParameterizedTest
  @EnumSource(ServiceError.class)
  void areTheSdksExceptions(ServiceError error) {
    hub.faults().inject(Fault.refuse(error));
    try (SecurityHubClient client = HubCalls.client(hub)) {
      assertThatThrownBy(
              () -> client.batchUpdateFindingsV2(request -> request.metadataUids("o").statusId(3)))
          .isInstanceOf(SecurityHubException.class)
          .isNotExactlyInstanceOf(SecurityHubException.class);
    }
  }

  @Test
  void endAfterSoManyTimes() {
    InjectedFault fault =
        hub.faults()
            .inject(
                Fault.refuse(ServiceError.THROTTLED)
                    .on(HubOperation.BATCH_UPDATE_FINDINGS)
                    .times(2));
    assertThat(HubCalls.send(hub, "POST", "/findings", "{}").status()).isEqualTo(200);
    assertThat(HubCalls.update(hub, FaultsTest::suppress, "a").status()).isEqualTo(429);
    assertThat(HubCalls.update(hub, FaultsTest::suppress, "a").status()).isEqualTo(429);
    assertThat(workflow("a")).isEqualTo("NEW");
    assertThat(HubCalls.update(hub, FaultsTest::suppress, "a").status()).isEqualTo(200);
    assertThat(fault.count()).isEqualTo(2);
    assertThat(hub.calls(HubOperation.BATCH_UPDATE_FINDINGS)).isEqualTo(3);
  }

  @Test
  void endWhenTheyAreCleared() {
    InjectedFault fault = hub.faults().inject(Fault.refuse(ServiceError.INTERNAL));
    assertThat(HubCalls.update(hub, FaultsTest::suppress, "a").status()).isEqualTo(500);
    assertThat(hub.faults().injected()).containsExactly(fault);
    hub.faults().clear();
    assertThat(HubCalls.update(hub, FaultsTest::suppress, "a").status()).isEqualTo(200);
    assertThat(fault.count()).isOne();
    assertThat(hub.faults().injected()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(UnprocessedCode.class)
  void leaveOneFindingUnprocessed(UnprocessedCode code) {
    for (String uid : List.of("a", "b")) {
      hub.importOcsf(OcsfFindings.finding(uid).toString());
    }
    InjectedFault fault = hub.faults().inject(Fault.unprocessed(code).of("b").times(1));
    List<JsonNode> unprocessed = new ArrayList<>();
    for (int n = 0; n < 2; n++) {
      HubCalls.update(hub, FaultsTest::suppress, "a", "b")
          .body()
          .path("UnprocessedFindings")
          .forEach(unprocessed::add);
      OcsfFindings.update(hub, request -> request.put("StatusId", 3), "a", "b")
          .body()
          .path("UnprocessedFindings")
          .forEach(unprocessed::add);
    }
    assertThat(unprocessed).hasSize(1);
    assertThat(unprocessed.getFirst().path("ErrorCode").asText()).isEqualTo(code.code());
    assertThat(unprocessed.getFirst().path("ErrorMessage").asText()).isNotBlank();
    assertThat(
            unprocessed.getFirst().findValuesAsText("Id").contains("b")
                || unprocessed.getFirst().path("MetadataUid").asText().equals("b"))
        .isTrue();
    assertThat(fault.count()).isOne();
    assertThat(workflow("b")).isEqualTo("SUPPRESSED");
  }

  @Test
  void knowAnOcsfFindingByAnyOfItsNames() {
    hub.importOcsf(OcsfFindings.finding("o").toString());
    InjectedFault fault = hub.faults().inject(Fault.unprocessed(UnprocessedCode.CONFLICT).of("o"));
    ObjectNode request = JsonText.object().put("StatusId", 3);
    request
        .putArray("FindingIdentifiers")
        .add(OcsfIdentifier.of(OcsfFindings.finding("o")).toJson());
    HubCalls.send(hub, "PATCH", "/findingsv2/batchupdatev2", JsonText.write(request));
    assertThat(fault.count()).isOne();
    hub.faults().inject(Fault.unprocessed(UnprocessedCode.INTERNAL_SERVER).of("info-o"));
    hub.faults().clear();
    InjectedFault byInfo =
        hub.faults().inject(Fault.unprocessed(UnprocessedCode.CONFLICT).of("info-o"));
    HubCalls.send(hub, "PATCH", "/findingsv2/batchupdatev2", JsonText.write(request));
    assertThat(byInfo.count()).isOne();
  }

  @Test
  void hitTheSameFindingsWithTheSameSeed() {
    assertThat(unprocessed(7))
        .isEqualTo(unprocessed(7))
        .isNotEqualTo(unprocessed(8))
        .hasSizeBetween(5, 40);
  }

  private static List<String> unprocessed(long seed) {
    List<String> ids = new ArrayList<>();
    try (LocalHub hub = LocalHub.start(HubOptions.defaults().withSeed(seed))) {
      InjectedFault fault =
          hub.faults()
              .inject(Fault.unprocessed(UnprocessedCode.CONCURRENT_UPDATE_ERROR).fraction(0.2));
      String[] all = new String[100];
      for (int n = 0; n < all.length; n++) {
        all[n] = "f" + n;
        hub.seed(Findings.finding(all[n]).toString());
      }
      HubCalls.update(hub, FaultsTest::suppress, all)
          .body()
          .path("UnprocessedFindings")
          .forEach(entry -> ids.add(entry.at("/FindingIdentifier/Id").asText()));
      assertThat(fault.count()).isEqualTo(ids.size());
    }
    return ids;
  }

  @Test
  void cutTheConnectionBeforeAnythingIsDone() {
    InjectedFault fault = hub.faults().inject(Fault.cutBefore().times(1));
    assertThatThrownBy(() -> HubCalls.update(hub, FaultsTest::suppress, "a"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(workflow("a")).isEqualTo("NEW");
    assertThat(HubCalls.update(hub, FaultsTest::suppress, "a").status()).isEqualTo(200);
    assertThat(fault.count()).isOne();
    assertThat(hub.effectiveUpdates("a", Findings.PRODUCT)).isOne();
  }

  @Test
  void cutTheConnectionAfterEverythingIsDone() {
    InjectedFault fault =
        hub.faults().inject(Fault.cutAfter().on(HubOperation.BATCH_UPDATE_FINDINGS).times(1));
    try (SecurityHubClient client = HubCalls.client(hub)) {
      AwsSecurityFindingIdentifier identifier =
          AwsSecurityFindingIdentifier.builder().id("a").productArn(Findings.PRODUCT).build();
      assertThatThrownBy(
              () ->
                  client.batchUpdateFindings(
                      request ->
                          request
                              .findingIdentifiers(identifier)
                              .workflow(workflow -> workflow.status("SUPPRESSED"))))
          .isInstanceOf(SdkClientException.class);
    }
    assertThat(workflow("a")).isEqualTo("SUPPRESSED");
    assertThat(HubCalls.update(hub, FaultsTest::suppress, "a").status()).isEqualTo(200);
    assertThat(fault.count()).isOne();
    assertThat(hub.effectiveUpdates("a", Findings.PRODUCT)).isOne();
  }

  @Test
  void doNotLoseTheAnswerOfARefusal() {
    InjectedFault fault = hub.faults().inject(Fault.cutAfter());
    assertThat(HubCalls.send(hub, "PATCH", "/findings/batchupdate", "{}").status()).isEqualTo(400);
    assertThat(fault.count()).isZero();
  }

  @Test
  void slowAnswersDown() {
    List<Duration> pauses = new CopyOnWriteArrayList<>();
    try (LocalHub slow = start((time, closed) -> pauses.add(time))) {
      InjectedFault fault = slow.faults().inject(Fault.delay(Duration.ofMillis(150)));
      slow.faults().inject(Fault.delay(Duration.ofMillis(100)));
      assertThat(HubCalls.update(slow, FaultsTest::suppress, "a").status()).isEqualTo(200);
      assertThat(pauses).containsExactly(Duration.ofMillis(250));
      assertThat(fault.count()).isOne();
    }
  }

  @Test
  void doNotKeepAClosingHubWaiting() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    Pause pause =
        (time, closed) -> {
          waiting.countDown();
          return Pause.REAL.lasts(time, closed);
        };
    CompletableFuture<Answer> answer;
    try (LocalHub slow = start(pause)) {
      InjectedFault fault = slow.faults().inject(Fault.delay(Duration.ofMinutes(10)));
      answer =
          CompletableFuture.supplyAsync(() -> HubCalls.update(slow, FaultsTest::suppress, "a"));
      waiting.await();
      assertThat(fault.count()).isOne();
    }
    assertThatThrownBy(answer::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(UncheckedIOException.class);
  }

  /// A hub that pauses so, with the finding a.
  private static LocalHub start(Pause pause) {
    LocalHub hub = LocalHub.start(HubOptions.defaults().withPause(pause));
    hub.seed(Findings.finding("a").toString());
    return hub;
  }

  @Test
  void deliverEventsTwice() throws InterruptedException {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    hub.onEvent(events::add);
    InjectedFault fault = hub.faults().inject(Fault.duplicateEvents().times(1));
    HubCalls.update(hub, FaultsTest::suppress, "a", "b");
    String first = events.take();
    assertThat(events.take()).isEqualTo(first);
    assertThat(events.take()).contains("\"Id\":\"b\"");
    assertThat(fault.count()).isOne();
    hub.close();
    assertThat(events).isEmpty();
  }

  @Test
  void areNotMadeImpossible() {
    refused(
        () -> Fault.refuse(ServiceError.CONFLICT).on(HubOperation.BATCH_UPDATE_FINDINGS),
        "BatchUpdateFindings");
    refused(
        () -> Fault.unprocessed(UnprocessedCode.CONFLICT).on(HubOperation.BATCH_UPDATE_FINDINGS),
        "BatchUpdateFindings");
    refused(() -> Fault.duplicateEvents().on(HubOperation.GET_FINDINGS), "GetFindings");
    refused(() -> Fault.cutAfter().of("a"), "unprocessed finding");
    refused(() -> Fault.cutAfter().fraction(1.1), "0 to 1");
    refused(() -> Fault.cutAfter().fraction(-0.1), "0 to 1");
    refused(() -> Fault.cutAfter().fraction(Double.NaN), "0 to 1");
    refused(() -> Fault.cutAfter().times(0), "at least once");
    refused(() -> Fault.delay(Duration.ofMillis(-1)), "negative");
  }

  private static void refused(Runnable made, String reason) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessageContaining(reason);
  }

  private String workflow(String id) {
    return HubCalls.finding(hub, id).at("/Workflow/Status").asText();
  }

  private static void suppress(ObjectNode request) {
    request.putObject("Workflow").put("Status", "SUPPRESSED");
  }
}
