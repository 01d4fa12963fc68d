package io.quell.localhub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.Findings;
import io.quell.localhub.HubCalls;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.Quota;
import io.quell.localhub.lag.Lag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.FindingHistoryRecord;
import software.amazon.awssdk.services.securityhub.model.FindingHistoryUpdate;
import software.amazon.awssdk.services.securityhub.model.FindingHistoryUpdateSourceType;
import software.amazon.awssdk.services.securityhub.model.GetFindingHistoryRequest;
import software.amazon.awssdk.services.securityhub.model.LimitExceededException;
import software.amazon.awssdk.services.securityhub.model.WorkflowStatus;

class GetFindingHistoryTest {
  private static final Instant START = Instant.parse("2026-03-31T12:00:00Z");
  private static final AwsSecurityFindingIdentifier FINDING =
      AwsSecurityFindingIdentifier.builder().id("a").productArn(Findings.PRODUCT).build();

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final LocalHub hub = LocalHub.start(HubOptions.defaults().withClock(now::get));
  private final SecurityHubClient client = HubCalls.client(hub);

  @AfterEach
  void close() {
    client.close();
    hub.close();
  }

  @Test
  void beginsWithTheFindingThatCame() {
    HubCalls.importFindings(hub, Findings.finding("a"), Findings.finding("b"));
    List<FindingHistoryRecord> records = history(_ -> {});
    assertThat(records).hasSize(1);
    FindingHistoryRecord record = records.getFirst();
    assertThat(record.findingIdentifier()).isEqualTo(FINDING);
    assertThat(record.updateTime()).isEqualTo(START);
    assertThat(record.findingCreated()).isTrue();
    assertThat(record.updateSource().type())
        .isEqualTo(FindingHistoryUpdateSourceType.BATCH_IMPORT_FINDINGS);
    assertThat(record.updateSource().identity()).isEqualTo(Findings.PRODUCT);
    assertThat(record.hasUpdates()).isTrue();
    assertThat(record.updates()).isEmpty();
  }

  @Test
  void saysWhoUpdatedWhatAndWhen() {
    HubCalls.importFindings(hub, Findings.finding("a"));
    pass(Duration.ofMinutes(5));
    client.batchUpdateFindings(
        request ->
            request
                .findingIdentifiers(FINDING)
                .workflow(workflow -> workflow.status(WorkflowStatus.SUPPRESSED))
                .note(note -> note.text("known").updatedBy("me"))
                .userDefinedFields(java.util.Map.of("team", "red")));
    FindingHistoryRecord record = history(_ -> {}).getFirst();
    assertThat(record.updateTime()).isEqualTo(START.plus(Duration.ofMinutes(5)));
    assertThat(record.findingCreated()).isFalse();
    assertThat(record.updateSource().type())
        .isEqualTo(FindingHistoryUpdateSourceType.BATCH_UPDATE_FINDINGS);
    assertThat(record.updateSource().identity())
        .isEqualTo("arn:aws:iam::000000000000:user/local"); // the SDK signs with the key "local"
    assertThat(record.updates())
        .extracting(
            FindingHistoryUpdate::updatedField,
            FindingHistoryUpdate::oldValue,
            FindingHistoryUpdate::newValue)
        .containsExactlyInAnyOrder(
            tuple("Workflow.Status", "NEW", "SUPPRESSED"),
            tuple("Note.Text", null, "known"),
            tuple("Note.UpdatedBy", null, "me"),
            tuple("Note.UpdatedAt", null, "2026-03-31T12:05:00.000Z"),
            tuple("UserDefinedFields.team", null, "red"));
  }

  /// As in the example of the AWS CLI, get-finding-history, but for the times at the top, which the
  /// API reference has left out since.
  @Test
  void writesAListAsOneFieldAndLeavesOutTimesAtTheTop() {
    HubCalls.importFindings(hub, required(Findings.finding("a"), "SC-12", "SC-13"));
    pass(Duration.ofDays(1));
    HubCalls.importFindings(
        hub,
        required(Findings.later("a").put("LastObservedAt", Findings.LATER), "SC-12", "CA-9(1)"));
    FindingHistoryRecord record = history(_ -> {}).getFirst();
    assertThat(record.updateSource().identity()).isEqualTo(Findings.PRODUCT);
    assertThat(record.updates())
        .extracting(
            FindingHistoryUpdate::updatedField,
            FindingHistoryUpdate::oldValue,
            FindingHistoryUpdate::newValue)
        .containsExactly(
            tuple(
                "Compliance.RelatedRequirements",
                "[\"SC-12\",\"SC-13\"]",
                "[\"SC-12\",\"CA-9(1)\"]"));
  }

  @Test
  void saysNothingOfChangesThatDoNotShow() {
    HubCalls.importFindings(hub, Findings.finding("a"));
    HubCalls.importFindings(hub, Findings.later("a")); // its times alone are others
    HubCalls.importFindings(hub, Findings.finding("a")); // older than what is there: ignored
    HubCalls.update(hub, _ -> {}, "a");
    assertThat(history(_ -> {})).hasSize(1);
  }

  @Test
  void tellsWhoCalls() {
    HubCalls.importFindings(hub, Findings.finding("a"));
    HubCalls.update(hub, request -> request.put("Confidence", 5), "a"); // nobody has signed it
    FindingHistoryRecord record = history(_ -> {}).getFirst();
    assertThat(record.updateSource().identity()).endsWith(":user/unknown");
    assertThat(record.updates())
        .containsExactly(
            FindingHistoryUpdate.builder().updatedField("Confidence").newValue("5").build());
  }

  @Test
  void hasNothingOnFindingsThatWereSeededOrAreNotThere() {
    hub.seed(Findings.finding("a").toString());
    assertThat(history(_ -> {})).isEmpty();
    assertThat(history(request -> request.findingIdentifier(FINDING.copy(it -> it.id("x")))))
        .isEmpty();
    HubCalls.update(hub, request -> request.put("Criticality", 5), "a");
    assertThat(history(_ -> {})).hasSize(1);
  }

  // Events: the finding on the 31st of March at 12:00, then confidence 0 to 4, an hour after each.
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 4 3 2 1 0 created",
        "2026-03-31T14:00:00Z, -, 4 3 2 1",
        "-, 2026-03-31T14:00:00Z, 1 0 created",
        "2026-03-31T14:00:00Z, 2026-03-31T15:59:59Z, 2 1",
        "2026-03-31T18:00:00Z, -, ''",
        "2030-01-01T00:00:00Z, -, ''",
        "-, 2020-01-01T00:00:00Z, ''"
      })
  void showsAPeriodWithBothItsEnds(Instant start, Instant end, String expected) {
    changeEveryHour(5);
    assertThat(confidences(history(request -> request.startTime(start).endTime(end))))
        .isEqualTo(expected);
  }

  @Test
  void reachesNinetyDaysBack() {
    changeEveryHour(2);
    now.set(START.plus(Duration.ofDays(90)));
    assertThat(history(_ -> {})).hasSize(3);
    now.set(START.plus(Duration.ofDays(90)).plusSeconds(1));
    assertThat(confidences(history(_ -> {}))).isEqualTo("1 0");
    assertThat(confidences(history(request -> request.startTime(START)))).isEqualTo("1 0");
    HubCalls.update(hub, request -> request.put("Confidence", 50), "a");
    assertThat(confidences(history(_ -> {}))).isEqualTo("50 1 0");
  }

  @Test
  void comesInPagesThatStayWhenMoreHappens() {
    changeEveryHour(5);
    GetFindingHistoryRequest request =
        GetFindingHistoryRequest.builder().findingIdentifier(FINDING).maxResults(2).build();
    var first = client.getFindingHistory(request);
    assertThat(confidences(first.records())).isEqualTo("4 3");
    HubCalls.update(hub, update -> update.put("Confidence", 77), "a");
    var second = client.getFindingHistory(request.copy(it -> it.nextToken(first.nextToken())));
    assertThat(confidences(second.records())).isEqualTo("2 1");
    var third = client.getFindingHistory(request.copy(it -> it.nextToken(second.nextToken())));
    assertThat(confidences(third.records())).isEqualTo("0 created");
    assertThat(third.nextToken()).isNull();
    assertThat(
            client.getFindingHistoryPaginator(request).stream()
                .flatMap(page -> page.records().stream())
                .toList())
        .hasSize(7);
  }

  @Test
  void givesAHundredEventsWhereNoNumberIsAsked() {
    changeEveryHour(100); // and the one with which the finding came
    var first = client.getFindingHistory(request -> request.findingIdentifier(FINDING));
    assertThat(first.records()).hasSize(100);
    assertThat(first.nextToken()).isNotBlank();
  }

  @Test
  void isAsLateAsReadsAre() {
    try (LocalHub late =
            LocalHub.start(
                HubOptions.defaults()
                    .withClock(now::get)
                    .withLag(Lag.NONE.withReads(Duration.ofMinutes(2))));
        SecurityHubClient lateClient = HubCalls.client(late)) {
      HubCalls.importFindings(late, Findings.finding("a"));
      pass(Duration.ofMinutes(1));
      TreeSet<Integer> seen = new TreeSet<>();
      for (int reads = 0; reads < 100; reads++) {
        seen.add(
            lateClient.getFindingHistory(it -> it.findingIdentifier(FINDING)).records().size());
      }
      assertThat(seen).containsExactly(0, 1);
    }
  }

  @Test
  void isTimedByTheUpdateAndNotByTheCall() {
    try (LocalHub late =
        LocalHub.start(
            HubOptions.defaults()
                .withClock(now::get)
                .withLag(Lag.NONE.withUpdates(Duration.ofMinutes(2))))) {
      late.seed(Findings.finding("a").toString());
      HubCalls.update(late, request -> request.put("Confidence", 5), "a");
      pass(Duration.ofMinutes(2));
      late.catchUp();
      String time =
          send(late, "{'FindingIdentifier': {'Id': 'a', 'ProductArn': '%s'}}")
              .body()
              .at("/Records/0/UpdateTime")
              .asText();
      assertThat(Instant.parse(time)).isAfter(START).isBeforeOrEqualTo(now.get());
      assertThat(HubCalls.finding(late, "a").path("ProcessedAt").asText()).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'FindingIdentifier': 'a'}",
        "{'FindingIdentifier': {'Id': 'a'}}",
        "{'FindingIdentifier': {'Id': ' ', 'ProductArn': '%s'}}",
        "{'FindingIdentifier': {'Id': 1, 'ProductArn': '%s'}}",
        "{'FindingIdentifier': {'Id': 'a', 'ProductArn': '%s', 'Region': 'x'}}",
        "{'FindingIdentifier': {'Id': 'a', 'ProductArn': '%s'}, 'Filters': {}}",
        "{'FindingIdentifier': {'Id': 'a', 'ProductArn': '%s'}, 'MaxResults': 0}",
        "{'FindingIdentifier': {'Id': 'a', 'ProductArn': '%s'}, 'MaxResults': 101}",
        "{'FindingIdentifier': {'Id': 'a', 'ProductArn': '%s'}, 'NextToken': 'x'}",
        "{'FindingIdentifier': {'Id': 'a', 'ProductArn': '%s'}, 'NextToken': 5}",
        "{'FindingIdentifier': {'Id': 'a', 'ProductArn': '%s'}, 'StartTime': 'yesterday'}",
        "{'FindingIdentifier': {'Id': 'a', 'ProductArn': '%s'}, 'StartTime': 1760000000}",
        "{'FindingIdentifier': {'Id': 'a', 'ProductArn': '%s'}, 'EndTime': '2026-02-30T00:00:00Z'}",
        "{'FindingIdentifier': {'Id': 'a', 'ProductArn': '%s'}, 'StartTime':"
            + " '2026-02-02T00:00:00Z', 'EndTime': '2026-02-01T00:00:00Z'}"
      })
  void refusesWhatTheApiDoesNotAllow(String body) {
    HubCalls.importFindings(hub, Findings.finding("a"));
    Answer answer = send(hub, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorType()).isEqualTo("InvalidInputException");
    assertThat(answer.message()).isNotBlank();
  }

  @Test
  void hasTheQuotaOfAllOtherOperations() {
    assertThat(HubOperation.GET_FINDING_HISTORY.awsQuota()).isEqualTo(new Quota(10, 30));
    try (LocalHub limited =
            LocalHub.start(HubOptions.defaults().withClock(now::get).withAwsQuotas());
        SecurityHubClient limitedClient = HubCalls.client(limited)) {
      for (int call = 0; call < 30; call++) {
        limitedClient.getFindingHistory(request -> request.findingIdentifier(FINDING));
      }
      assertThatThrownBy(
              () -> limitedClient.getFindingHistory(request -> request.findingIdentifier(FINDING)))
          .isInstanceOf(LimitExceededException.class);
    }
  }

  private List<FindingHistoryRecord> history(Consumer<GetFindingHistoryRequest.Builder> more) {
    GetFindingHistoryRequest.Builder request =
        GetFindingHistoryRequest.builder().findingIdentifier(FINDING);
    more.accept(request);
    return client.getFindingHistory(request.build()).records();
  }

  private void changeEveryHour(int times) {
    HubCalls.importFindings(hub, Findings.finding("a"));
    for (int confidence = 0; confidence < times; confidence++) {
      int value = confidence;
      pass(Duration.ofHours(1));
      HubCalls.update(hub, request -> request.put("Confidence", value), "a");
    }
  }

  private static String confidences(List<FindingHistoryRecord> records) {
    return String.join(
        " ",
        records.stream()
            .map(
                record ->
                    record.findingCreated() ? "created" : record.updates().getFirst().newValue())
            .toList());
  }

  private static ObjectNode required(ObjectNode finding, String... requirements) {
    for (String requirement : requirements) {
      finding.withObject("/Compliance").withArray("RelatedRequirements").add(requirement);
    }
    return finding;
  }

  private static Answer send(LocalHub hub, String body) {
    return HubCalls.send(
        hub,
        "POST",
        "/findingHistory/get",
        body.replace('\'', '"').replace("%s", Findings.PRODUCT));
  }

  private void pass(Duration time) {
    now.updateAndGet(moment -> moment.plus(time));
  }
}
