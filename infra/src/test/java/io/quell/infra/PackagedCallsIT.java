package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Json;
import io.quell.hub.call.ErrorPolicy;
import io.quell.lambda.QuellHandler;
import io.quell.lambda.reconciliation.ReconciliationHandler;
import io.quell.lambda.reconciliation.ReconciliationKind;
import io.quell.lambda.snapshot.LoopbackCertificate;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.fault.Fault;
import io.quell.testing.runtime.LocalAppConfig;
import io.quell.testing.runtime.LocalQueue;
import io.quell.testing.runtime.PackagedFunction;
import io.quell.testing.runtime.TlsFront;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every call of the function over TLS, and every answer that it knows, by the classes that were
/// packaged. Over plain HTTP some of what is missing would not be missed.
final class PackagedCallsIT {
  private static final List<Path> CODE = BuiltFunction.withTestBook();
  private static final String PASSWORD = "loopback";
  private static final String ASFF_ID = "47eaa099-2cb6-416d-86dc-283cf0480ff9";
  private static final String OCSF_ID =
      "6fc3d8c454b255de9bd9877a28b7e937a8e7063a2d357a24d513112d27e9d290";
  private static final Map<HubOperation, String> EVENTS =
      Map.of(
          HubOperation.BATCH_UPDATE_FINDINGS,
          "priming/asff.json",
          HubOperation.BATCH_UPDATE_FINDINGS_V2,
          "priming/ocsf.json");

  private static final LocalHub HUB = LocalHub.start();
  private static Path keys;
  private static TlsFront front;

  @BeforeAll
  static void start() throws Exception {
    keys = Files.createTempFile("loopback", ".p12");
    try (InputStream file = LoopbackCertificate.class.getResourceAsStream("loopback.p12")) {
      Files.copy(file, keys, StandardCopyOption.REPLACE_EXISTING);
    }
    front = TlsFront.of(HUB.endpoint(), keys, PASSWORD);
  }

  @AfterAll
  static void stop() throws IOException {
    front.close();
    HUB.close();
    Files.delete(keys);
  }

  /// The variables by which a function trusts the local servers.
  private static Map<String, String> trusting(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put(
        "JAVA_TOOL_OPTIONS",
        "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
            .formatted(keys, PASSWORD));
    return variables;
  }

  /// A finding of its own in the hub, and the event about it.
  private static String event(HubOperation operation, String uid) throws IOException {
    String event = sample(operation).replace(ASFF_ID, uid).replace(OCSF_ID, uid);
    String finding = Project.json(event).at("/detail/findings/0").toString();
    if (operation == HubOperation.BATCH_UPDATE_FINDINGS) {
      HUB.seed(finding);
    } else {
      HUB.importOcsf(finding);
    }
    return event;
  }

  /// The packaged events by which the function is made ready: both match the tests' rule book.
  private static String sample(HubOperation operation) throws IOException {
    try (InputStream file = QuellHandler.class.getResourceAsStream(EVENTS.get(operation))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String batch(List<String> events) {
    List<Map<String, String>> messages = new ArrayList<>();
    for (String event : events) {
      messages.add(
          Map.of("messageId", "m" + messages.size(), "eventSource", "aws:sqs", "body", event));
    }
    return Json.write(Map.of("Records", messages));
  }

  /// What the log says of the one finding of an event.
  private static String decision(PackagedFunction function, HubOperation operation)
      throws Exception {
    String uid = UUID.randomUUID().toString();
    function.invoke(batch(List.of(event(operation, uid))));
    return function.log().stream()
        .filter(line -> line.contains("\"message\":\"decision\"") && line.contains(uid))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is told of " + uid));
  }

  private static void assertAnswer(String decision, String code, ErrorPolicy policy) {
    switch (policy) {
      case RETRY, SLOW_DOWN -> assertThat(decision).as(code).contains("\"result\":\"processed\"");
      case SPLIT, GIVE_BACK, REPORT ->
          assertThat(decision).as(code).contains("\"code\":\"%s\"".formatted(code));
    }
  }

  /// The events are old, so that each finding is read first, by GetFindings or GetFindingsV2.
  @Test
  void updatesFindingsOfBothFormatsAndKnowsEveryRefusal() throws Exception {
    try (PackagedFunction function =
        PackagedFunction.start(
            CODE, QuellHandler.class.getName(), front.endpoint(), trusting(Map.of()))) {
      for (HubOperation operation : EVENTS.keySet()) {
        assertThat(decision(function, operation)).contains("\"result\":\"processed\"");
        for (ServiceError error : ServiceError.values()) {
          if (error.knownTo(operation)) {
            HUB.faults().inject(Fault.refuse(error).on(operation).times(1));
            ServiceError.ErrorResponse answer = error.of(operation);
            assertAnswer(
                decision(function, operation),
                answer.code(),
                ErrorPolicy.ofCall(answer.code(), answer.status()));
          }
        }
        for (UnprocessedCode code : UnprocessedCode.values()) {
          if (code.operation() == operation) {
            HUB.faults().inject(Fault.unprocessed(code).times(1));
            assertAnswer(
                decision(function, operation), code.code(), ErrorPolicy.ofFinding(code.code()));
          }
        }
        HUB.faults().inject(Fault.cutBefore().on(operation).times(1));
        assertThat(decision(function, operation)).contains("\"result\":\"processed\"");
        HUB.faults().inject(Fault.cutAfter().on(operation).times(1));
        assertThat(decision(function, operation)).contains("\"result\":\"processed\"");
      }
      assertThat(HUB.calls("GetFindings")).isPositive();
      assertThat(HUB.calls("GetFindingsV2")).isPositive();
      assertThat(function.log()).noneMatch(line -> line.contains("NoClassDefFound"));
    }
  }

  @Test
  void asksAppConfig() throws Exception {
    try (LocalAppConfig appConfig = LocalAppConfig.start();
        TlsFront data = TlsFront.of(appConfig.endpoint(), keys, PASSWORD);
        PackagedFunction function =
            PackagedFunction.start(
                CODE,
                QuellHandler.class.getName(),
                front.endpoint(),
                trusting(
                    Map.of(
                        "QUELL_RULES",
                        "appconfig:" + LocalAppConfig.NAME,
                        "QUELL_LATE_MINUTES",
                        "off",
                        "AWS_ENDPOINT_URL_APPCONFIGDATA",
                        data.endpoint().toString())))) {
      assertThat(decision(function, HubOperation.BATCH_UPDATE_FINDINGS))
          .contains("\"result\":\"processed\"");
      assertThat(appConfig.calls()).isNotEmpty();
    }
  }

  /// The reads are so slow that the time of the invocation is over before the run is.
  @Test
  void reconcilesAndHandsOverWhatIsLeft() throws Exception {
    try (LocalQueue queue = LocalQueue.start();
        PackagedFunction function = reconciler(queue, Duration.ofSeconds(15))) {
      HUB.faults()
          .inject(
              Fault.delay(Duration.ofSeconds(8))
                  .on(HubOperation.GET_FINDINGS, HubOperation.GET_FINDINGS_V2));
      int readsBefore = HUB.calls("GetFindings");
      queue.send(ReconciliationKind.WEEKLY.message(Instant.now(), Optional.empty()));
      var reply = function.invoke(queue.take().orElseThrow().event());
      HUB.faults().clear();

      assertThat(reply.isError()).as(reply.body()).isFalse();
      assertThat(function.log()).noneMatch(line -> line.contains("NoClassDefFound"));
      assertThat(HUB.calls("GetFindings")).isGreaterThan(readsBefore);
      assertThat(queue.sent())
          .as(String.join("\n", function.log()))
          .hasSize(2)
          .last()
          .asString()
          .contains("\"slices\"");
    }
  }

  private static PackagedFunction reconciler(LocalQueue queue, Duration timeOut) {
    return PackagedFunction.start(
        CODE,
        ReconciliationHandler.class.getName(),
        front.endpoint(),
        trusting(
            Map.of(
                "QUELL_BOOK",
                "prod",
                "QUELL_FORMATS",
                "both",
                "QUELL_RECONCILE_QUEUE_URL",
                queue.url(),
                "QUELL_RECONCILE_AT_MOST",
                "10",
                "QUELL_RECONCILE_READS",
                "1",
                "QUELL_RECONCILE_UPDATES",
                "1",
                "QUELL_RECONCILE_FINDINGS",
                "100000")),
        timeOut);
  }
}
