package io.quell.lambda;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.event.Delivery.Task;
import io.quell.lambda.report.Report;
import io.quell.lambda.report.Result;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.fault.Fault;
import io.quell.rule.Rule;
import io.quell.run.RuleEngine;
import io.quell.testing.SampleFinding;
import io.quell.update.Decision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An event that is not news any more is not what is decided by.
final class LateFindingsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Instant OLD = Instant.parse("2026-06-01T11:44:00Z");
  private static final Rule QUIET =
      rule("quiet")
          .when(Criteria.not(Named.SEVERITY.is(SeverityLabel.CRITICAL)))
          .decides(suppress());
  private static final Rule RAISE = rule("raise").decides(raiseSeverity(1));
  private static final Duration PLENTY = Duration.ofMinutes(1);

  /// A clock that moves when somebody waits.
  private static final class Waiting implements TimeSource {
    private long now = 7_000_000_000L;
    private Duration waited = Duration.ZERO;

    @Override
    public long nanoseconds() {
      return now;
    }

    @Override
    public void sleep(Duration duration) {
      now += duration.toNanos();
      waited = waited.plus(duration);
    }
  }

  private final Waiting time = new Waiting();
  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = SecurityHub.local(local.endpoint());

  @AfterEach
  void stop() {
    hub.close();
    local.close();
  }

  private Report process(int mostGivenBack, Duration left, List<Delivery> events, Rule... rules) {
    var engine = new RuleEngine(List.of(rules), CLOCK);
    var safeguards = new Safeguards(mostGivenBack, Optional.of(Duration.ofMinutes(15)), CLOCK);
    return new Quell(_ -> Ruling.of(engine), Optional.of(hub), safeguards, time)
        .process(events, Deadline.in(left, time));
  }

  private String result(Delivery event, Rule... rules) {
    return process(1_000, PLENTY, List.of(event), rules).results().getFirst().outcome().word();
  }

  private static SampleFinding sample(Format format, SeverityLabel label) {
    SampleFinding sample =
        switch (format) {
          case ASFF -> finding();
          case OCSF -> ocsfFinding();
        };
    return sample.severity(label);
  }

  private SampleFinding held(SampleFinding sample) {
    String json = Json.write(sample.read().json());
    switch (sample.read().format()) {
      case ASFF -> local.seed(json);
      case OCSF -> local.importOcsf(json);
    }
    return sample;
  }

  private static Delivery event(
      SampleFinding seen, Instant time, boolean hasComeBefore, Task task) {
    return new Delivery(
        "event",
        new Delivery.Findings(List.of(seen.read()), List.of(), task),
        Optional.of(time),
        hasComeBefore);
  }

  private static Delivery late(SampleFinding seen) {
    return event(seen, OLD, false, Task.DECIDE);
  }

  private int reads() {
    return local.calls(HubOperation.GET_FINDINGS) + local.calls(HubOperation.GET_FINDINGS_V2);
  }

  private int updates() {
    return local.calls(HubOperation.BATCH_UPDATE_FINDINGS)
        + local.calls(HubOperation.BATCH_UPDATE_FINDINGS_V2);
  }

  @ParameterizedTest
  @EnumSource
  void decidesByWhatTheHubHasNow(Format format) {
    held(sample(format, SeverityLabel.CRITICAL));
    assertThat(result(late(sample(format, SeverityLabel.MEDIUM)), QUIET)).isEqualTo("no match");
    assertThat(reads()).isEqualTo(1);
    assertThat(updates()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWhereTheHubHasTheSame(Format format) {
    SampleFinding same = held(sample(format, SeverityLabel.MEDIUM));
    assertThat(result(late(same), QUIET)).isEqualTo("processed");
    assertThat(updates()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatHasComeBeforeAndWhatAPersonWantsDecided(Format format) {
    held(sample(format, SeverityLabel.CRITICAL));
    SampleFinding seen = sample(format, SeverityLabel.MEDIUM);
    assertThat(result(event(seen, CLOCK.instant(), true, Task.DECIDE), QUIET))
        .isEqualTo("no match");
    assertThat(result(event(seen, CLOCK.instant(), false, Task.TRIAGE), QUIET))
        .isEqualTo("no match");
    assertThat(reads()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void readsNothingWhereTheEventIsNewsOrChangesNothing(Format format) {
    SampleFinding seen = held(sample(format, SeverityLabel.MEDIUM));
    assertThat(result(event(seen, CLOCK.instant(), false, Task.DECIDE), QUIET))
        .isEqualTo("processed");
    assertThat(result(late(sample(format, SeverityLabel.CRITICAL)), QUIET)).isEqualTo("no match");
    assertThat(reads()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void waitsForAnotherTryWhereThereIsNoTimeToRead(Format format) {
    SampleFinding seen = held(sample(format, SeverityLabel.MEDIUM));
    Report report = process(1_000, Duration.ofSeconds(10), List.of(late(seen)), QUIET);
    assertThat(report.results().getFirst().failure())
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.code()).isEqualTo("NotReadFirst");
              assertThat(failure.worthRetrying()).isTrue();
            });
    assertThat(report.entries().getFirst().failure()).isPresent();
    assertThat(updates()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void raisesASeverityAlsoWhereItCannotRead(Format format) {
    SampleFinding seen = held(sample(format, SeverityLabel.MEDIUM));
    local.faults().inject(Fault.parse("deny@GetFindings"));
    local.faults().inject(Fault.parse("deny@GetFindingsV2"));
    assertThat(result(late(seen), RAISE)).isEqualTo("processed");
    assertThat(result(late(seen), QUIET)).isEqualTo("unprocessed");
    assertThat(result(late(seen), RAISE, QUIET)).isEqualTo("unprocessed");
  }

  @Test
  void waitsForAFindingThatTheHubDoesNotShow() {
    Report report =
        process(1_000, PLENTY, List.of(late(sample(Format.ASFF, SeverityLabel.MEDIUM))), QUIET);
    assertThat(report.results().getFirst().failure())
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.code()).isEqualTo("NotShown");
              assertThat(failure.message()).contains("the hub does not show it");
            });
    assertThat(report.entries().getFirst().failure()).isPresent();
    assertThat(updates()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void letsGoOfAFindingThatIsGoneAtTheSecondTry(Format format) {
    Delivery again =
        event(sample(format, SeverityLabel.MEDIUM), CLOCK.instant(), true, Task.DECIDE);
    Report report = process(1_000, PLENTY, List.of(again), QUIET);
    assertThat(report.results().getFirst().failure())
        .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("NotShown"));
    assertThat(report.entries().getFirst().failure()).isEmpty();
    assertThat(updates()).isZero();
  }

  @Test
  void readsTwentyAtOnceAndOnceASecond() {
    List<Delivery> events =
        IntStream.range(0, 45)
            .mapToObj(
                at -> late(held(finding().severity(SeverityLabel.MEDIUM).with("f-" + at, "Id"))))
            .toList();
    Report report = process(1_000, PLENTY, events, QUIET);
    assertThat(report.results())
        .allSatisfy(result -> assertThat(result.outcome().word()).isEqualTo("processed"));
    assertThat(reads()).isEqualTo(3);
    assertThat(time.waited).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void observesWithoutReading() {
    var engine = new RuleEngine(List.of(QUIET), CLOCK);
    var safeguards = new Safeguards(1_000, Optional.of(Duration.ofMinutes(15)), CLOCK);
    Report report =
        Quell.observing(_ -> Ruling.of(engine), safeguards)
            .process(List.of(late(finding().severity(SeverityLabel.MEDIUM))));
    assertThat(report.results().getFirst().outcome()).isInstanceOf(Result.Observed.class);
  }

  // --- How much is given back at once

  @Test
  void givesBackOnAsManyFindingsAsItMay() {
    var suppressing = new RuleEngine(List.of(QUIET), CLOCK);
    List<Delivery> events =
        IntStream.range(0, 3)
            .mapToObj(
                at -> {
                  var fresh = finding().severity(SeverityLabel.MEDIUM).with("f-" + at, "Id");
                  return held(fresh.after(suppressing.evaluate(fresh.read()).update()));
                })
            .map(sample -> event(sample, CLOCK.instant(), false, Task.DECIDE))
            .toList();
    Rule expired = rule("quiet").expires("2026-05-31").decides(Decision.suppress());
    assertThat(process(1, PLENTY, events, expired).results())
        .extracting(result -> result.outcome().word())
        .containsExactly("processed", "not given back", "not given back");
    assertThat(process(0, PLENTY, events, expired).results())
        .extracting(result -> result.outcome().word())
        .containsOnly("not given back");
  }

  /// The function is made ready on one machine and restored on another, whose clock may be behind.
  @Test
  void areReadWhereTheClockHasGoneBackSinceTheStart() {
    held(sample(Format.ASFF, SeverityLabel.CRITICAL));
    var engine = new RuleEngine(List.of(QUIET), CLOCK);
    var safeguards = new Safeguards(1, Optional.of(Duration.ofMinutes(15)), CLOCK);
    var quell = new Quell(_ -> Ruling.of(engine), Optional.of(hub), safeguards, time);
    time.now -= Duration.ofDays(20).toNanos();

    Report report =
        quell.process(
            List.of(late(sample(Format.ASFF, SeverityLabel.MEDIUM))), Deadline.in(PLENTY, time));

    assertThat(report.results().getFirst().outcome().word()).isEqualTo("no match");
    assertThat(time.waited).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }
}
