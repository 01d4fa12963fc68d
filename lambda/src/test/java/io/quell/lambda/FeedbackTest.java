package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.event.EventReader;
import io.quell.lambda.report.Metrics;
import io.quell.lambda.report.Report;
import io.quell.lambda.report.Result;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each update raises another event, which comes back to the function. It must lead to nothing.
final class FeedbackTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final int MOST_ROUNDS = 5;

  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = SecurityHub.local(local.endpoint());
  private final Quell quell = Quell.enforcing(Book.packaged().engine(CLOCK), hub);
  private final List<String> log = new ArrayList<>();
  private final QuellHandler handler =
      new QuellHandler(quell, Metrics.of(Map.of()), CLOCK, log::addAll);
  private final BlockingQueue<String> raised = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    hub.close();
    local.close();
  }

  @Test
  void leavesAFindingInOcsfToWhoeverHasWrittenItsComment() throws Exception {
    OcsfSample noted =
        OcsfFindings.ocsfFinding()
            .control("S3.9")
            .tag("purpose", "access-logs")
            .comment("looking into it");

    handle(arrival(noted));

    assertThat(local.calls("BatchUpdateFindingsV2")).isZero();
  }

  /// Findings that meet one of the test book's rules, or several, in every state they can be in.
  static Stream<SampleFinding> findingsThatAreUpdated() {
    return Stream.concat(asff(), ocsf());
  }

  private static Stream<Sample> asff() {
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

  private static Stream<OcsfSample> ocsf() {
    OcsfSample logBucket = OcsfFindings.ocsfFinding().control("S3.9").tag("purpose", "access-logs");
    OcsfSample restricted = OcsfFindings.ocsfFinding().tag("data-classification", "restricted");
    OcsfSample sandbox =
        OcsfFindings.ocsfFinding().account("999988887777").severity(SeverityLabel.CRITICAL);
    return Stream.of(
        logBucket,
        logBucket.workflow(WorkflowStatus.NOTIFIED),
        logBucket.tag("data-classification", "restricted"),
        restricted,
        restricted.severity(SeverityLabel.LOW),
        sandbox,
        sandbox.tag("data-classification", "restricted"),
        sandbox.without("vendor_attributes"),
        restricted.without("vendor_attributes").without("severity"),
        logBucket.without("status_id").without("status"));
  }

  @ParameterizedTest
  @MethodSource("findingsThatAreUpdated")
  void endsAfterOneRound(SampleFinding finding) throws Exception {
    HubOperation operation =
        switch (finding.read().format()) {
          case ASFF -> HubOperation.BATCH_UPDATE_FINDINGS;
          case OCSF -> HubOperation.BATCH_UPDATE_FINDINGS_V2;
        };

    int rounds = 0;
    for (String next = arrival(finding); next != null && rounds < MOST_ROUNDS; rounds++) {
      handle(next);
      next = local.calls(operation) > rounds ? raised.take() : null;
    }

    assertThat(local.calls("BatchUpdateFindings") + local.calls("BatchUpdateFindingsV2"))
        .isEqualTo(1);
    assertThat(local.calls(operation)).isEqualTo(1);
    assertThat(rounds)
        .as("the event itself, and the update's own, which leads to nothing")
        .isEqualTo(2);
    assertThat(log)
        .filteredOn(line -> line.contains("\"message\":\"decision\""))
        .satisfiesExactly(
            first -> assertThat(first).contains("\"result\":\"processed\""),
            second -> assertThat(second).contains("\"result\":\"unchanged\""));
  }

  /// Puts the finding into the hub.
  ///
  /// @return the event that tells of it
  private String arrival(SampleFinding finding) throws InterruptedException {
    if (finding.read().format() == Format.OCSF) {
      local.onEvent(raised::add);
      local.importOcsf(finding.text());
      return raised.take();
    }
    local.seed(finding.text());
    local.onEvent(raised::add);
    return Json.write(SampleEvents.imported(finding));
  }

  private void handle(String event) throws IOException {
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        new SampleContext(60_000));
  }

  private byte[] event() throws InterruptedException {
    return raised.take().getBytes(StandardCharsets.UTF_8);
  }

  /// What the provider sends again must not wake Quell either, nor take away what it has set.
  @Test
  void leavesAFindingThatIsImportedAgain() throws InterruptedException {
    OcsfSample finding = OcsfFindings.ocsfFinding().control("S3.9").tag("purpose", "access-logs");
    local.onEvent(raised::add);
    local.importOcsf(finding.text());
    quell.process(EventReader.read(event()).deliveries());
    event();

    local.importOcsf(finding.with(1780300800000L, "finding_info", "modified_time").text());

    assertThat(quell.process(EventReader.read(event()).deliveries()).results())
        .singleElement()
        .extracting(Result::outcome)
        .isEqualTo(new Result.Unchanged());
    assertThat(local.calls("BatchUpdateFindingsV2")).isEqualTo(1);
  }

  @Test
  void oneRuleClassSuppressesTheSameDefectInItsAsffAndInItsOcsfForm() throws InterruptedException {
    Sample asff = Findings.finding().control("S3.9").tag("purpose", "access-logs");
    OcsfSample ocsf = OcsfFindings.ocsfFinding().control("S3.9").tag("purpose", "access-logs");
    var engine = new RuleEngine(List.of(TestBook.LOG_BUCKETS), CLOCK);
    local.seed(asff.text());
    local.onEvent(raised::add);
    local.importOcsf(ocsf.text());

    Report report =
        Quell.enforcing(engine, hub)
            .process(
                List.of(
                        EventReader.findings(List.of(asff.json())),
                        EventReader.read(event()).deliveries().getFirst().content())
                    .stream()
                    .map(content -> new Delivery("event", content))
                    .toList());

    assertThat(report.results())
        .hasSize(2)
        .allMatch(result -> result.outcome().equals(new Result.Sent(new UpdateResult.Processed())));
    assertThat(local.findings())
        .singleElement()
        .asString()
        .contains("\"Workflow\":{\"Status\":\"SUPPRESSED\"}");
    assertThat(local.ocsfFindings())
        .singleElement()
        .asString()
        .contains("\"status_id\":3,")
        .contains("\"status\":\"Suppressed\"");
  }
}
