package io.quell.lambda;

import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Field.Named;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.event.EventReader;
import io.quell.lambda.report.LogLines;
import io.quell.lambda.report.Metrics;
import io.quell.lambda.report.Report;
import io.quell.localhub.LocalHub;
import io.quell.rule.Rule;
import io.quell.run.RuleEngine;
import io.quell.run.RunawayRules;
import io.quell.testing.Findings;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whoever can write a title cannot take the time of an invocation from the other findings in it.
final class HostileFindingsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Metrics METRICS = new Metrics(Optional.empty(), true);
  private static final SampleRule ENDLESS =
      rule("endless").when(Named.TITLE.matches("x|(.*a){25}[bc]")).decides(suppress());
  private static final SampleRule LOW = rule("low").decides(severity(SeverityLabel.LOW));
  private static final String HOSTILE = "a".repeat(250);
  private static final int MANY = 40;

  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = SecurityHub.local(local.endpoint());
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void stop() {
    hub.close();
    local.close();
  }

  private static RuleEngine engine(Rule... rules) {
    return new RuleEngine(List.of(rules), CLOCK);
  }

  private Sample seeded(String id, String title) {
    Sample finding = Findings.finding().severity(SeverityLabel.MEDIUM).title(title).with(id, "Id");
    local.seed(finding.text());
    return finding;
  }

  private String handle(RuleEngine engine, List<? extends SampleFinding> findings)
      throws IOException {
    var output = new ByteArrayOutputStream();
    String batch =
        Json.write(
            Map.of(
                "Records",
                findings.stream()
                    .map(
                        finding ->
                            SampleEvents.message(
                                "message of " + finding.read().identifier(),
                                Json.write(SampleEvents.imported(finding))))
                    .toList()));
    new QuellHandler(Quell.enforcing(engine, hub), METRICS, CLOCK, log::addAll)
        .handleRequest(
            new ByteArrayInputStream(batch.getBytes(StandardCharsets.UTF_8)),
            output,
            new SampleContext(60_000));
    return output.toString(StandardCharsets.UTF_8);
  }

  private long lowered() {
    return local.findings().stream().filter(text -> text.contains("\"LOW\"")).count();
  }

  @Test
  void updatesTheInnocentAndLeavesOutTheRule() throws IOException {
    List<Sample> findings = new ArrayList<>();
    for (int at = 0; at < MANY; at++) {
      findings.add(seeded("hostile-" + at, HOSTILE));
      findings.add(seeded("innocent-" + at, "Buckets should be private"));
    }

    String answer = handle(engine(ENDLESS, LOW), findings);

    assertThat(lowered()).as("what another rule wants").isEqualTo(2 * MANY);
    assertThat(answer)
        .as("those that the rule has run away on are done")
        .doesNotContain("hostile-0", "hostile-" + (RunawayRules.MOST - 1) + "\"", "innocent-0")
        .as("those that it was not asked about come again")
        .contains("hostile-" + RunawayRules.MOST + "\"", "innocent-" + (MANY - 1) + "\"");
    assertThat(log)
        .filteredOn(line -> line.contains("\"message\":\"rule running away\""))
        .singleElement()
        .asString()
        .contains("\"level\":\"ERROR\"", "\"rule\":\"endless\"");
    int notAsked = 2 * MANY - 2 * RunawayRules.MOST + 1;
    assertThat(log)
        .filteredOn(line -> line.contains("\"notAskedRules\":[\"endless\"]"))
        .hasSize(notAsked);
    assertThat(log)
        .anyMatch(
            line ->
                line.contains("\"RulesRunningAway\":1")
                    && line.contains("\"FindingsNotReached\":" + notAsked))
        .anyMatch(
            line ->
                line.contains("\"RulesRunningAway\":1") && line.contains("\"Rule\":\"endless\""));
  }

  @Test
  void asksARuleThatHasRunAwayBefore() throws IOException {
    List<Sample> findings =
        IntStream.range(0, RunawayRules.MOST - 1)
            .mapToObj(at -> seeded("hostile-" + at, HOSTILE))
            .toList();
    List<Sample> all = new ArrayList<>(findings);
    all.add(seeded("last", "x"));

    assertThat(handle(engine(ENDLESS, LOW), all)).isEqualTo("{\"batchItemFailures\":[]}");

    assertThat(local.findings())
        .filteredOn(text -> text.contains("\"SUPPRESSED\""))
        .singleElement()
        .asString()
        .contains("\"last\"");
    assertThat(log).noneMatch(line -> line.contains("rule running away"));
  }

  @Test
  void keepsWhatALeftOutRuleHasSet() throws IOException {
    Sample suppressed = seeded("done", "x");
    SampleFinding marked =
        suppressed.after(engine(ENDLESS).evaluate(suppressed.read()).update()).title("Mended");
    local.seed(Json.write(marked.read().json()));
    List<SampleFinding> findings = new ArrayList<>();
    for (int at = 0; at < RunawayRules.MOST; at++) {
      findings.add(seeded("hostile-" + at, HOSTILE));
    }
    findings.add(marked);

    assertThat(handle(engine(ENDLESS), findings)).contains("message of done");

    assertThat(local.finding("done", suppressed.read().productArn().orElseThrow()).orElseThrow())
        .contains("\"SUPPRESSED\"");
  }

  @Test
  void looksAtTheClockBetweenFindings() {
    var now = new AtomicLong();
    TimeSource time = now::get;
    RuleEngine slow =
        engine(
            rule("slow")
                .decides(
                    _ -> {
                      now.addAndGet(Duration.ofSeconds(4).toNanos());
                      return severity(SeverityLabel.LOW);
                    }));
    List<Delivery> deliveries =
        IntStream.range(0, 10)
            .mapToObj(
                at ->
                    new Delivery(
                        "event-" + at,
                        EventReader.findings(List.of(seeded("f-" + at, "Slow").json())),
                        Optional.empty()))
            .toList();

    Report report =
        Quell.enforcing(slow, hub).process(deliveries, Deadline.in(Duration.ofSeconds(40), time));

    assertThat(lowered()).as("those of half of the time").isEqualTo(6);
    assertThat(report.entries().stream().map(entry -> entry.failure().isPresent()))
        .containsExactly(false, false, false, false, false, false, true, true, true, true);
    assertThat(report.entries().getLast().failure().orElseThrow())
        .contains("finding f-9", "ran out before the finding was decided on (NotReached)");
    assertThat(LogLines.of(report))
        .filteredOn(line -> line.contains("\"code\":\"NotReached\""))
        .hasSize(4)
        .allMatch(line -> line.contains("\"worthRetrying\":true"));
    assertThat(METRICS.lines(report, CLOCK.instant()).getFirst())
        .contains("\"FindingsNotReached\":4", "\"FindingsEvaluated\":6", "\"FindingsUpdated\":6");
  }
}
