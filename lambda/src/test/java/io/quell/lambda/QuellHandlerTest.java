package io.quell.lambda;

import static io.quell.lambda.SampleEvents.IMPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.book.Book;
import io.quell.finding.Json;
import io.quell.hub.SecurityHub;
import io.quell.lambda.report.Metrics;
import io.quell.localhub.LocalHub;
import io.quell.testing.Findings;
import io.quell.testing.Findings.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the handler answers and logs to each kind of payload.
final class QuellHandlerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Metrics METRICS = Metrics.of(Map.of());
  private static final Sample LOG_BUCKET =
      Findings.finding().control("S3.9").tag("purpose", "access-logs");

  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = SecurityHub.local(local.endpoint());
  private final List<String> log = new ArrayList<>();
  private final QuellHandler handler =
      new QuellHandler(
          Quell.enforcing(Book.packaged().engine(CLOCK), hub), METRICS, CLOCK, log::addAll);

  @AfterEach
  void stop() {
    hub.close();
    local.close();
  }

  private String handle(Object payload) throws IOException {
    return handle(payload instanceof String text ? text : Json.write(payload), 60_000);
  }

  private String handle(String payload, int remainingMilliseconds) throws IOException {
    var output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)),
        output,
        new SampleContext(remainingMilliseconds));
    return output.toString(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> event(String source, String detailType, Sample... findings) {
    return SampleEvents.event(source, detailType, SampleEvents.detail(findings));
  }

  private static Map<String, Object> message(String id, Object body) {
    return SampleEvents.message(id, Json.write(body));
  }

  private Sample seeded(String id) {
    Sample finding = LOG_BUCKET.with(id, "Id");
    local.seed(finding.text());
    return finding;
  }

  @Test
  void failsOnWhatIsNoJson() {
    assertThatExceptionOfType(EventFailedException.class)
        .isThrownBy(() -> handle("{broken"))
        .withMessageContaining("no valid JSON at line 1");
    assertThat(log).anyMatch(line -> line.contains("\"EventsUnreadable\":1"));
  }

  @Test
  void failsOnAnotherSource() {
    assertThatExceptionOfType(EventFailedException.class)
        .isThrownBy(() -> handle(event("aws.ec2", "EC2 Instance State-change Notification")))
        .withMessageContaining("its source is 'aws.ec2'");
  }

  @Test
  void countsAndNamesWhatItSkips() throws IOException {
    assertThat(handle(event("aws.securityhub", "Security Hub Insight Results"))).isEmpty();
    assertThat(handle(event("aws.securityhub", "Something New"))).isEmpty();

    assertThat(log).filteredOn(line -> line.contains("event skipped")).hasSize(2);
    assertThat(log).filteredOn(line -> line.contains("\"EventsSkipped\":1")).hasSize(2);
  }

  @Test
  void updatesTheFindingsOfACustomActionBesideOneThatFails() {
    Sample known = seeded("a");

    assertThatExceptionOfType(EventFailedException.class)
        .isThrownBy(
            () ->
                handle(
                    event(
                        "aws.securityhub",
                        "Security Hub Findings - Custom Action",
                        known,
                        LOG_BUCKET.with("unknown", "Id"),
                        Findings.finding().without("ProductArn"))))
        .withMessageContaining("unknown")
        .withMessageContaining("FindingNotFound")
        .withMessageContaining("ProductArn");
    assertThat(local.findings()).singleElement().asString().contains("SUPPRESSED");
  }

  @Test
  void failsAsAWholeWhereABatchHoldsWhatIsNoMessage() {
    assertThatExceptionOfType(EventFailedException.class)
        .isThrownBy(
            () ->
                handle(
                    Map.of(
                        "Records",
                        List.of(
                            message("m1", event("aws.securityhub", IMPORTED, seeded("a"))),
                            Map.of("eventSource", "aws:s3")))))
        .withMessageContaining("record 1");
  }

  @Test
  void givesBackEverythingWhereNoTimeIsLeft() throws IOException {
    String batch =
        Json.write(
            Map.of(
                "Records",
                List.of(
                    message("m1", event("aws.securityhub", IMPORTED, seeded("a"))),
                    message("m2", event("aws.securityhub", IMPORTED, Findings.finding())))));

    assertThat(handle(batch, 1_000))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
    assertThat(local.calls("BatchUpdateFindings")).isZero();
  }

  @Test
  void sendsTheNewestOfSeveralEventsAboutOneFinding() throws IOException {
    Sample older =
        seeded("a")
            .with("2026-05-30T00:00:00Z", "UpdatedAt")
            .tag("data-classification", "restricted");
    Sample newer = LOG_BUCKET.with("a", "Id").with("2026-05-31T00:00:00Z", "UpdatedAt");

    handle(
        Map.of(
            "Records",
            List.of(
                message("m1", event("aws.securityhub", IMPORTED, newer)),
                message("m2", event("aws.securityhub", IMPORTED, older)))));

    assertThat(local.findings())
        .singleElement()
        .asString()
        .contains("SUPPRESSED")
        .doesNotContain("\"HIGH\"");
    assertThat(local.calls("BatchUpdateFindings")).isEqualTo(1);
  }

  @Test
  void releasesByTheCustomAction() throws Exception {
    Sample finding = seeded("a");
    handle(event("aws.securityhub", IMPORTED, finding));
    String changed = local.findings().getFirst();
    assertThat(changed).contains("SUPPRESSED");

    Map<String, Object> release =
        new HashMap<>(event("aws.securityhub", "Security Hub Findings - Custom Action"));
    release.put(
        "resources",
        List.of("arn:aws:securityhub:eu-west-1:111122223333:action/custom/QuellRelease"));
    release.put("detail", Map.of("findings", List.of(Objects.requireNonNull(Json.read(changed)))));
    handle(release);

    assertThat(local.findings().getFirst())
        .contains("\"Workflow\":{\"Status\":\"NEW\"}")
        .contains("Released from Quell");
  }
}
