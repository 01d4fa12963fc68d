package io.quell.localhub.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.Findings;
import io.quell.localhub.HubCalls;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.OcsfFindings;
import io.quell.localhub.asff.CollectionUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LagTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private final AtomicReference<Instant> time = new AtomicReference<>(START);
  private final List<LocalHub> hubs = new ArrayList<>();

  @AfterEach
  void close() {
    hubs.forEach(LocalHub::close);
  }

  @Test
  void anUpdateIsAnsweredAtOnceAndShowsLater() {
    LocalHub hub = hub(1, Lag.NONE.withUpdates(Duration.ofMinutes(5)));
    hub.seed(Findings.finding("a").toString());
    Answer answer = suppress(hub, "a");
    assertThat(answer.body().path("ProcessedFindings")).hasSize(1);
    assertThat(workflow(hub, "a")).isEmpty();
    pass(hub, Duration.ofMinutes(5));
    assertThat(workflow(hub, "a")).isEqualTo("SUPPRESSED");
  }

  @Test
  void anUpdateInOcsfShowsLaterToo() {
    LocalHub hub = hub(1, Lag.NONE.withUpdates(Duration.ofMinutes(5)));
    hub.seed(OcsfFindings.finding("a").toString());
    int before = status(hub.ocsfFinding("a").orElseThrow());
    Answer answer =
        HubCalls.send(
            hub,
            "PATCH",
            "/findingsv2/batchupdatev2",
            "{\"MetadataUids\": [\"a\"], \"StatusId\": 3}");
    assertThat(answer.body().path("ProcessedFindings")).hasSize(1);
    assertThat(status(hub.ocsfFinding("a").orElseThrow())).isEqualTo(before).isNotEqualTo(3);
    pass(hub, Duration.ofMinutes(5));
    assertThat(status(hub.ocsfFinding("a").orElseThrow())).isEqualTo(3);
  }

  @Test
  void aLateUpdateIsRefusedAtOnceWhereItCannotBeMade() {
    LocalHub hub = hub(1, Lag.NONE.withUpdates(Duration.ofMinutes(5)));
    hub.seed(Findings.finding("a").toString());
    assertThat(code(suppress(hub, "other"))).isEqualTo("FindingNotFound");
    Answer tooLong =
        HubCalls.update(
            hub,
            request ->
                request.putObject("Note").put("Text", "x".repeat(513)).put("UpdatedBy", "me"),
            "a");
    assertThat(code(tooLong)).isEqualTo("InvalidInput");
  }

  @Test
  void twoUpdatesThatTogetherBreakALimitLeaveTheFirst() {
    LocalHub hub = hub(1, Lag.NONE.withUpdates(Duration.ofMinutes(5)));
    hub.collectionUpdate(CollectionUpdate.MERGES);
    hub.seed(Findings.finding("a").toString());
    for (String prefix : List.of("a", "b")) {
      Answer answer =
          HubCalls.update(
              hub,
              request -> {
                for (int at = 0; at < 30; at++) {
                  request.withObject("/UserDefinedFields").put(prefix + at, "v");
                }
              },
              "a");
      assertThat(answer.body().path("ProcessedFindings")).hasSize(1);
    }
    pass(hub, Duration.ofMinutes(5));
    assertThat(HubCalls.finding(hub, "a").path("UserDefinedFields")).hasSize(30);
  }

  @Test
  void updatesOfOneFindingOvertakeEachOther() {
    TreeSet<String> last = new TreeSet<>();
    for (int seed = 0; seed < 20; seed++) {
      LocalHub hub = hub(seed, Lag.NONE.withUpdates(Duration.ofMinutes(5)));
      hub.seed(Findings.finding("a").toString());
      severity(hub, "LOW");
      severity(hub, "HIGH");
      pass(hub, Duration.ofMinutes(5));
      last.add(HubCalls.finding(hub, "a").at("/Severity/Label").asText());
    }
    assertThat(last).containsExactly("HIGH", "LOW");
  }

  @Test
  void aReadShowsAStateOfSomeTimeAgoAndNoneThatNeverWas() {
    LocalHub hub = hub(3, Lag.NONE.withReads(Duration.ofMinutes(2)));
    hub.seed(Findings.finding("a").toString());
    severity(hub, "LOW");
    time.updateAndGet(now -> now.plus(Duration.ofMinutes(1)));
    severity(hub, "HIGH");
    TreeSet<String> seen = new TreeSet<>();
    for (int reads = 0; reads < 100; reads++) {
      seen.add(read(hub).path(0).at("/Severity/Label").asText());
    }
    // MEDIUM until a minute ago, LOW for that minute, HIGH from this very moment on
    assertThat(seen).contains("LOW", "MEDIUM").isSubsetOf("LOW", "MEDIUM", "HIGH");
    assertThat(HubCalls.finding(hub, "a").at("/Severity/Label").asText()).isEqualTo("HIGH");
    pass(hub, Duration.ofMinutes(1));
    for (int reads = 0; reads < 100; reads++) {
      assertThat(read(hub).path(0).at("/Severity/Label").asText()).isIn("LOW", "HIGH");
    }
    pass(hub, Duration.ofMinutes(1));
    for (int reads = 0; reads < 100; reads++) {
      assertThat(read(hub).path(0).at("/Severity/Label").asText()).isEqualTo("HIGH");
    }
  }

  @Test
  void aFilterSeesTheSameStateAsTheRead() {
    LocalHub hub = hub(3, Lag.NONE.withReads(Duration.ofMinutes(2)));
    hub.seed(Findings.finding("a").toString());
    severity(hub, "HIGH");
    time.updateAndGet(now -> now.plus(Duration.ofMinutes(1)));
    String filter =
        "{\"Filters\": {\"SeverityLabel\": [{\"Value\": \"HIGH\", \"Comparison\": \"EQUALS\"}]}}";
    TreeSet<Integer> found = new TreeSet<>();
    for (int reads = 0; reads < 100; reads++) {
      JsonNode findings = HubCalls.send(hub, "POST", "/findings", filter).body().path("Findings");
      findings.forEach(
          finding -> assertThat(finding.at("/Severity/Label").asText()).isEqualTo("HIGH"));
      found.add(findings.size());
    }
    assertThat(found).containsExactly(0, 1);
  }

  @Test
  void aFindingThatHasJustComeIsNotSeenAtFirst() {
    LocalHub hub = hub(3, Lag.NONE.withReads(Duration.ofMinutes(2)));
    HubCalls.importFindings(hub, Findings.finding("a"));
    pass(hub, Duration.ofMinutes(1));
    TreeSet<Integer> seen = new TreeSet<>();
    for (int reads = 0; reads < 100; reads++) {
      seen.add(read(hub).size());
    }
    assertThat(seen).containsExactly(0, 1);
    pass(hub, Duration.ofMinutes(1));
    assertThat(read(hub)).hasSize(1);
  }

  @Test
  void aPageGoesOnWhereTheOneBeforeEndedThoughItSeesAnEarlierState() {
    LocalHub hub = hub(3, Lag.NONE.withReads(Duration.ofMinutes(2)));
    HubCalls.importFindings(hub, Findings.finding("a"), Findings.finding("b"));
    pass(hub, Duration.ofMinutes(1));
    for (int reads = 0; reads < 50; reads++) {
      JsonNode first = HubCalls.send(hub, "POST", "/findings", "{\"MaxResults\": 1}").body();
      if (first.has("NextToken")) {
        Answer second =
            HubCalls.send(
                hub,
                "POST",
                "/findings",
                "{\"MaxResults\": 1, \"NextToken\": \"%s\"}"
                    .formatted(first.path("NextToken").asText()));
        assertThat(second.status()).isEqualTo(200);
      }
    }
  }

  @Test
  void eventsComeLateAndOutOfOrderEachWithTheStateOfItsChange() throws Exception {
    LocalHub hub = hub(1, Lag.NONE.withEvents(Duration.ofMinutes(1)));
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    hub.onEvent(events::add);
    hub.seed(Findings.finding("a").toString());
    for (int number = 0; number < 20; number++) {
      int confidence = number;
      HubCalls.update(hub, request -> request.put("Confidence", confidence), "a");
      time.updateAndGet(now -> now.plusSeconds(1));
    }
    pass(hub, Duration.ofMinutes(1));
    List<Integer> order = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      JsonNode event = HubCalls.json(events.poll(10, TimeUnit.SECONDS));
      int confidence = event.at("/detail/findings/0/Confidence").asInt();
      assertThat(event.path("time").asText()).isEqualTo(START.plusSeconds(confidence).toString());
      order.add(confidence);
    }
    assertThat(order).doesNotHaveDuplicates().isNotEqualTo(order.stream().sorted().toList());
  }

  @Test
  void whatIsLateFollowsFromTheSeedAlone() {
    assertThat(course(7)).isEqualTo(course(7)).isNotEqualTo(course(8));
  }

  /// What a hub shows, minute by minute, while twenty updates are under way.
  private List<String> course(long seed) {
    time.set(START);
    Duration longest = Duration.ofMinutes(5);
    LocalHub hub = hub(seed, new Lag(longest, longest, longest));
    hub.seed(Findings.finding("a").toString());
    List<String> course = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      int confidence = number;
      HubCalls.update(hub, request -> request.put("Confidence", confidence), "a");
      pass(hub, Duration.ofMinutes(1));
      course.add(
          read(hub).path(0).path("Confidence").asText()
              + "/"
              + HubCalls.finding(hub, "a").path("Confidence").asText());
    }
    return course;
  }

  @Test
  void whatIsDueComesBeforeAnImport() {
    LocalHub hub = hub(1, Lag.NONE.withUpdates(Duration.ofMinutes(5)));
    hub.importOcsf(OcsfFindings.finding("a").toString());
    HubCalls.send(
        hub,
        "PATCH",
        "/findingsv2/batchupdatev2",
        "{\"MetadataUids\": [\"a\"], \"SeverityId\": 1}");
    time.updateAndGet(now -> now.plus(Duration.ofMinutes(5)));
    hub.importOcsf(OcsfFindings.finding("a").put("severity_id", 5).toString());
    // what a customer has set before an import stays
    assertThat(HubCalls.json(hub.ocsfFinding("a").orElseThrow()).path("severity_id").asInt())
        .isOne();
  }

  @Test
  void theHubDoesWhatIsDueByItself() throws Exception {
    LocalHub hub = hub(1, Lag.NONE.withUpdates(Duration.ofMinutes(5)));
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    hub.onEvent(events::add);
    hub.seed(Findings.finding("a").toString());
    suppress(hub, "a");
    time.updateAndGet(now -> now.plus(Duration.ofMinutes(5)));
    assertThat(events.poll(10, TimeUnit.SECONDS)).contains("SUPPRESSED");
  }

  @Test
  void nothingIsLateByDefault() {
    LocalHub hub = hub(1, HubOptions.defaults().lag());
    hub.seed(Findings.finding("a").toString());
    suppress(hub, "a");
    assertThat(read(hub).path(0).at("/Workflow/Status").asText()).isEqualTo("SUPPRESSED");
  }

  @ParameterizedTest
  @CsvSource({
    "reads=200ms, PT0.2S, PT0S, PT0S",
    "updates=30s, PT0S, PT30S, PT0S",
    "events=2m, PT0S, PT0S, PT2M"
  })
  void readsText(String text, Duration reads, Duration updates, Duration events) {
    assertThat(Lag.parse(text)).isEqualTo(new Lag(reads, updates, events));
  }

  @Test
  void addsUp() {
    assertThat(Lag.parse("reads=1s").and(Lag.parse("events=2s")).and(Lag.parse("reads=3s")))
        .isEqualTo(new Lag(Duration.ofSeconds(3), Duration.ZERO, Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "reads", "reads=", "reads=5", "reads=-1s", "writes=1s", "reads=1h", "1s"})
  void refusesOtherText(String text) {
    assertThatThrownBy(() -> Lag.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("reads=TIME");
  }

  @Test
  void refusesANegativeLag() {
    assertThatThrownBy(() -> Lag.NONE.withReads(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private LocalHub hub(long seed, Lag lag) {
    LocalHub hub =
        LocalHub.start(HubOptions.defaults().withSeed(seed).withClock(time::get).withLag(lag));
    hubs.add(hub);
    return hub;
  }

  private void pass(LocalHub hub, Duration duration) {
    time.updateAndGet(now -> now.plus(duration));
    hub.catchUp();
  }

  private static Answer suppress(LocalHub hub, String id) {
    return HubCalls.update(
        hub, request -> request.putObject("Workflow").put("Status", "SUPPRESSED"), id);
  }

  private static void severity(LocalHub hub, String label) {
    HubCalls.update(
        hub, (ObjectNode request) -> request.putObject("Severity").put("Label", label), "a");
  }

  private static JsonNode read(LocalHub hub) {
    return HubCalls.send(hub, "POST", "/findings", "{}").body().path("Findings");
  }

  private static String workflow(LocalHub hub, String id) {
    return HubCalls.finding(hub, id).at("/Workflow/Status").asText();
  }

  private static int status(String finding) {
    return HubCalls.json(finding).path("status_id").asInt();
  }

  private static String code(Answer answer) {
    return answer.body().at("/UnprocessedFindings/0/ErrorCode").asText();
  }
}
