package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.SecurityHub;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each update raises another event, which comes back to the function. It must lead to nothing.
final class FeedbackTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final int MOST_ROUNDS = 5;

  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = SecurityHub.local(local.endpoint());
  private final List<String> log = new ArrayList<>();
  private final QuellHandler handler =
      new QuellHandler(Quell.enforcing(Book.packaged().engine(CLOCK), hub), CLOCK, log::add);
  private final BlockingQueue<String> raised = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    hub.close();
    local.close();
  }

  /// Findings that meet one of the shipped rules, or several, in every state they can be in.
  static Stream<Sample> findingsThatAreUpdated() {
    Sample logBucket = Findings.finding().control("S3.9").tag("purpose", "access-logs");
    Sample restricted = Findings.finding().tag("data-classification", "restricted");
    Sample sandbox = Findings.finding().account("999988887777").severity(SeverityLabel.CRITICAL);
    Sample removed = Findings.finding().tag("decommission-by", "2026-06-10");
    return Stream.of(
        logBucket,
        logBucket.workflow(WorkflowStatus.NOTIFIED),
        logBucket.note("looking into it", "ana"),
        logBucket.tag("data-classification", "restricted"),
        restricted,
        restricted.severity(SeverityLabel.LOW),
        sandbox,
        sandbox.tag("data-classification", "restricted"),
        sandbox.without("FindingProviderFields"),
        restricted.without("FindingProviderFields").without("Severity", "Label"),
        sandbox.tag("decommission-by", "2026-06-10"),
        removed,
        removed.severity(SeverityLabel.HIGH).tag("data-classification", "restricted"),
        removed
            .severity(SeverityLabel.HIGH)
            .account("999988887777")
            .tag("data-classification", "restricted"));
  }

  @ParameterizedTest
  @MethodSource("findingsThatAreUpdated")
  void endsAfterOneRound(Sample finding) throws Exception {
    local.seed(finding.text());
    local.onEvent(raised::add);
    String event =
        Json.write(
            Map.of(
                "source",
                "aws.securityhub",
                "detail-type",
                "Security Hub Findings - Imported",
                "detail",
                Map.of("findings", List.of(finding.json()))));

    int rounds = 0;
    for (String next = event; next != null && rounds < MOST_ROUNDS; rounds++) {
      handle(next);
      next = local.calls("BatchUpdateFindings") > rounds ? raised.poll(10, TimeUnit.SECONDS) : null;
    }

    assertThat(local.calls("BatchUpdateFindings")).isEqualTo(1);
    assertThat(rounds)
        .as("the event itself, and the update's own, which leads to nothing")
        .isEqualTo(2);
    assertThat(log)
        .filteredOn(line -> line.contains("\"message\":\"decision\""))
        .last()
        .asString()
        .contains("\"result\":\"unchanged\"");
  }

  private void handle(String event) throws IOException {
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        new SampleContext(60_000));
  }
}
