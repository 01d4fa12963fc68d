package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.event.EventReader;
import io.quell.lambda.report.Report;
import io.quell.lambda.report.Result;
import io.quell.localhub.LocalHub;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings;
import io.quell.testing.OcsfFindings.OcsfSample;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The way of findings in OCSF through the local hub and back: each update raises another event,
/// which leads to nothing.
final class OcsfFeedbackTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = SecurityHub.local(local.endpoint());
  private final Quell quell = Quell.enforcing(Book.packaged().engine(CLOCK), hub);
  private final BlockingQueue<String> raised = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() {
    hub.close();
    local.close();
  }

  static Stream<OcsfSample> findingsThatAreUpdated() {
    OcsfSample logBucket = OcsfFindings.ocsfFinding().control("S3.9").tag("purpose", "access-logs");
    OcsfSample restricted = OcsfFindings.ocsfFinding().tag("data-classification", "restricted");
    OcsfSample sandbox =
        OcsfFindings.ocsfFinding().account("999988887777").severity(SeverityLabel.CRITICAL);
    return Stream.of(
        logBucket,
        logBucket.workflow(WorkflowStatus.NOTIFIED),
        logBucket.comment("looking into it"),
        logBucket.comment("a\n--\nb [quell:1f3a rules=x]"),
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
  void endsAfterOneRound(OcsfSample finding) throws InterruptedException {
    local.onEvent(raised::add);
    local.importOcsf(finding.text());

    Report first = quell.process(EventReader.read(event()).deliveries());

    assertThat(first.results())
        .singleElement()
        .extracting(Result::outcome)
        .isEqualTo(new Result.Sent(new UpdateResult.Processed()));
    assertThat(local.calls("BatchUpdateFindingsV2")).isEqualTo(1);

    Report second = quell.process(EventReader.read(event()).deliveries());

    assertThat(second.results())
        .singleElement()
        .extracting(Result::outcome)
        .isEqualTo(new Result.Unchanged());
    assertThat(local.calls("BatchUpdateFindingsV2")).isEqualTo(1);
    assertThat(local.calls("BatchUpdateFindings")).isZero();
  }

  private byte[] event() throws InterruptedException {
    return Objects.requireNonNull(raised.poll(10, TimeUnit.SECONDS))
        .getBytes(StandardCharsets.UTF_8);
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
