package io.quell.localhub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.asff.AsffIdentifier;
import io.quell.localhub.json.JsonText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FindingEventTest {
  private final LocalHub hub =
      LocalHub.start(
          HubOptions.defaults()
              .withClock(InstantSource.fixed(Instant.parse("2026-03-31T12:00:00.789Z"))));
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ASFF, Security Hub Findings - Imported, " + Findings.PRODUCT + "/a",
    "OCSF, Findings Imported V2, a"
  })
  void carriesAnImportedFindingInEventBridgesEnvelope(
      SampleFormat format, String detailType, String resource) throws InterruptedException {
    hub.onEvent(events::add);
    hub.seed(format.finding("seeded").toString());
    format.arrive(hub, "a");
    JsonNode event = next();
    assertThat(event.properties())
        .extracting(property -> property.getKey())
        .containsExactly(
            "version",
            "id",
            "detail-type",
            "source",
            "account",
            "time",
            "region",
            "resources",
            "detail");
    assertThat(event.path("version").asText()).isEqualTo("0");
    assertThat(UUID.fromString(event.path("id").asText())).hasToString(event.path("id").asText());
    assertThat(event.path("detail-type").asText()).isEqualTo(detailType);
    assertThat(event.path("source").asText()).isEqualTo("aws.securityhub");
    assertThat(event.path("account").asText()).isEqualTo(Findings.ACCOUNT);
    assertThat(event.path("time").asText()).isEqualTo("2026-03-31T12:00:00Z");
    assertThat(event.path("region").asText()).isEqualTo("eu-central-1");
    assertThat(event.path("resources")).isEqualTo(HubCalls.json("[\"" + resource + "\"]"));
    assertThat(event.at("/detail/findings")).hasSize(1);
    assertThat(event.at("/detail/findings/0")).isEqualTo(format.stored(hub, "a"));
  }

  @ParameterizedTest
  @CsvSource({"ASFF, Security Hub Findings - Imported", "OCSF, Findings Imported V2"})
  void comesForEachUpdateOfAFindingThatIsThere(SampleFormat format, String detailType)
      throws InterruptedException {
    hub.seed(format.finding("a").toString());
    hub.onEvent(events::add);
    format.update(hub, format::suppress, "a", "nobody");
    format.update(hub, format::suppress, "a");
    JsonNode first = next().at("/detail/findings/0");
    assertThat(first).isEqualTo(format.stored(hub, "a"));
    assertThat(first.toString()).containsIgnoringCase("suppressed");
    assertThat(next().path("detail-type").asText()).isEqualTo(detailType);
    hub.close();
    assertThat(events).isEmpty();
  }

  @Test
  void comesForEachImportAndUpdateInOrder() throws InterruptedException {
    hub.onEvent(events::add);
    HubCalls.importFindings(hub, Findings.finding("a"), Findings.finding("b"));
    HubCalls.update(
        hub, request -> request.putObject("Workflow").put("Status", "SUPPRESSED"), "b", "a");
    HubCalls.update(hub, request -> request.putObject("Workflow").put("Status", "SUPPRESSED"), "a");
    HubCalls.importFindings(hub, Findings.later("a"));
    List<String> seen = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      JsonNode finding = next().at("/detail/findings/0");
      seen.add(finding.path("Id").asText() + " " + finding.at("/Workflow/Status").asText());
    }
    assertThat(seen)
        .containsExactly(
            "a NEW", "b NEW", "b SUPPRESSED", "a SUPPRESSED", "a SUPPRESSED", "a SUPPRESSED");
  }

  @Test
  void doesNotComeForWhatChangedNothingInTheHub() throws InterruptedException {
    hub.onEvent(events::add);
    hub.seed(Findings.finding("seeded").toString());
    HubCalls.importFindings(hub, Findings.finding("bad").put("Title", ""));
    HubCalls.importFindings(hub, Findings.finding("seeded").put("Title", "Stale"));
    HubCalls.update(hub, request -> {}, "nobody");
    HubCalls.update(hub, request -> request.put("Confidence", 101), "seeded");
    HubCalls.send(hub, "POST", "/findings", "{}");
    HubCalls.importFindings(hub, Findings.finding("last"));
    assertThat(next().at("/detail/findings/0/Id").asText()).isEqualTo("last");
    assertThat(events).isEmpty();
  }

  @Test
  void tellsAccountAndRegionOfABareFinding() throws InterruptedException {
    hub.onEvent(events::add);
    hub.seed("{\"Id\": \"bare\", \"ProductArn\": \"p\"}");
    ObjectNode request = JsonText.object().put("Confidence", 1);
    request.putArray("FindingIdentifiers").add(new AsffIdentifier("bare", "p").toJson());
    HubCalls.send(hub, "PATCH", "/findings/batchupdate", JsonText.write(request));
    JsonNode event = next();
    assertThat(event.path("account").asText()).isEqualTo("000000000000");
    assertThat(event.path("region").asText()).isEqualTo("us-east-1");
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

  @Test
  void reachesEveryListenerThoughOneThrows() throws InterruptedException {
    BlockingQueue<String> second = new LinkedBlockingQueue<>();
    hub.onEvent(
        event -> {
          events.add(event);
          throw new IllegalStateException("thrown on purpose by a test");
        });
    hub.onEvent(second::add);
    Answer answer = HubCalls.importFindings(hub, Findings.finding("a"), Findings.finding("b"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(next()).isNotNull();
    assertThat(next().at("/detail/findings/0/Id").asText()).isEqualTo("b");
    assertThat(second.take()).isNotNull();
    assertThat(second.take()).isNotNull();
  }

  @Test
  void doesNotWaitForASlowListener() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    hub.onEvent(
        event -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    hub.onEvent(events::add);
    assertThat(HubCalls.importFindings(hub, Findings.finding("a")).status()).isEqualTo(200);
    assertThat(HubCalls.update(hub, request -> {}, "a").status()).isEqualTo(200);
    assertThat(next()).isNotNull();
    assertThat(next()).isNotNull();
    release.countDown();
  }

  @Test
  void letsAListenerCallTheHub() throws InterruptedException {
    hub.onEvent(
        event -> {
          if (HubCalls.finding(hub, "a").path("Confidence").isMissingNode()) {
            HubCalls.update(hub, request -> request.put("Confidence", 7), "a");
          }
          events.add(event);
        });
    HubCalls.importFindings(hub, Findings.finding("a"));
    next();
    assertThat(next().at("/detail/findings/0/Confidence").asInt()).isEqualTo(7);
  }

  @Test
  void isDeliveredEvenIfTheHubClosesAtOnce() {
    hub.onEvent(events::add);
    HubCalls.importFindings(hub, Findings.finding("a"));
    hub.close();
    assertThat(events).hasSize(1);
  }

  private JsonNode next() throws InterruptedException {
    return HubCalls.json(events.take());
  }
}
