package io.quell.lambda;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.event.Delivery.Task;
import io.quell.lambda.report.LogLines;
import io.quell.lambda.report.Metrics;
import io.quell.lambda.report.Report;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import io.quell.testing.SampleFinding;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Several events about one finding in an invocation, in whatever order they come.
final class NewestVersionTest {
  private static final RuleEngine ENGINE =
      new RuleEngine(
          List.of(
              rule("quiet")
                  .when(Criteria.not(Named.SEVERITY.is(SeverityLabel.CRITICAL)))
                  .decides(suppress())),
          Clock.systemUTC());
  private static final Quell QUELL = Quell.observing(ENGINE);

  private static SampleFinding sample(Format format) {
    return switch (format) {
      case ASFF -> finding();
      case OCSF -> ocsfFinding();
    };
  }

  private static Delivery event(String name, SampleFinding finding, String time) {
    return event(name, finding, Optional.of(Instant.parse(time)), Task.DECIDE);
  }

  private static Delivery event(
      String name, SampleFinding finding, Optional<Instant> time, Task task) {
    return new Delivery(
        name, new Delivery.Findings(List.of(finding.read()), List.of(), task), time);
  }

  private static List<String> results(Delivery... deliveries) {
    return QUELL.process(List.of(deliveries)).entries().stream()
        .map(Report.Entry::results)
        .map(results -> results.getFirst().outcome().word())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void theNewerDecidesAlsoWhereItDecidesOnNothing(Format format) {
    Delivery older =
        event("older", sample(format).severity(SeverityLabel.MEDIUM), "2026-06-01T10:00:00Z");
    Delivery newer =
        event("newer", sample(format).severity(SeverityLabel.CRITICAL), "2026-06-01T10:05:00Z");
    assertThat(results(older, newer)).containsExactly("superseded", "no match");
    assertThat(results(newer, older)).containsExactly("no match", "superseded");
  }

  /// A customer's update leaves UpdatedAt as it is, and events are delivered late and twice.
  @Test
  void whenSecurityHubTookItInGoesBeforeTheEventsTime() {
    Delivery older =
        event(
            "older", finding().with("2026-06-01T10:00:00Z", "ProcessedAt"), "2026-06-01T10:09:00Z");
    Delivery newer =
        event(
            "newer",
            finding().severity(SeverityLabel.CRITICAL).with("2026-06-01T10:05:00Z", "ProcessedAt"),
            "2026-06-01T10:08:00Z");
    assertThat(results(newer, older)).containsExactly("no match", "superseded");
  }

  @ParameterizedTest
  @EnumSource
  void aReleaseGoesBeforeAll(Format format) {
    SampleFinding fresh = sample(format).severity(SeverityLabel.MEDIUM);
    SampleFinding suppressed = fresh.after(ENGINE.evaluate(fresh.read()).update());
    Delivery release =
        event(
            "release",
            suppressed,
            Optional.of(Instant.parse("2026-06-01T10:00:00Z")),
            Task.RELEASE);
    Delivery imported = event("imported", fresh, "2026-06-01T10:05:00Z");
    assertThat(results(imported, release)).containsExactly("superseded", "observed");
    assertThat(results(release, imported)).containsExactly("observed", "superseded");
  }

  @Test
  void ofTwoThatCannotBeToldApartTheLaterDecides() {
    Delivery first = event("first", finding(), Optional.empty(), Task.DECIDE);
    Delivery second =
        event("second", finding().severity(SeverityLabel.CRITICAL), Optional.empty(), Task.DECIDE);
    assertThat(results(first, second)).containsExactly("superseded", "no match");
  }

  /// No rule is asked about the others, so that nothing is told of them twice.
  @Test
  void nothingIsSaidOfTheOthersButThatTheyAreSuperseded() {
    Delivery older = event("older", finding().severity(SeverityLabel.LOW), "2026-06-01T10:00:00Z");
    Delivery newer = event("newer", finding().severity(SeverityLabel.LOW), "2026-06-01T10:05:00Z");
    Report report = QUELL.process(List.of(older, newer));
    assertThat(report.results().getFirst().evaluation())
        .isEqualTo(Evaluation.none(finding().severity(SeverityLabel.LOW).read()));
    assertThat(LogLines.of(report).getFirst())
        .contains("\"result\":\"superseded\"", "\"rules\":[]")
        .doesNotContain("kept", "givenBack");
    assertThat(Metrics.of(Map.of()).lines(report, Instant.EPOCH).getFirst())
        .contains("\"FindingsEvaluated\":1", "\"FindingsSuperseded\":1");
  }

  @Test
  void oneDecidesWhateverTheOrder() {
    List<Delivery> deliveries = new ArrayList<>();
    for (int at = 0; at < 10; at++) {
      deliveries.add(
          event(
              "event " + at,
              finding().severity(at == 9 ? SeverityLabel.CRITICAL : SeverityLabel.LOW),
              "2026-06-01T10:0%d:00Z".formatted(at)));
    }
    for (int seed = 0; seed < 200; seed++) {
      Collections.shuffle(deliveries, new Random(seed));
      assertThat(results(deliveries.toArray(Delivery[]::new)))
          .as("seed %d", seed)
          .containsOnlyOnce("no match")
          .filteredOn(word -> word.equals("superseded"))
          .hasSize(9);
    }
  }
}
