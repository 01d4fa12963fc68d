package io.quell.lambda.reconciliation;

import static io.quell.lambda.reconciliation.LocalReconciliation.AT;
import static io.quell.lambda.reconciliation.LocalReconciliation.createdAt;
import static io.quell.lambda.reconciliation.LocalReconciliation.message;
import static io.quell.lambda.reconciliation.LocalReconciliation.sample;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.hub.call.Pace;
import io.quell.lambda.Mode;
import io.quell.lambda.Ruling;
import io.quell.lambda.queue.MessageRefusedException;
import io.quell.lambda.report.Metrics;
import io.quell.localhub.HubOptions;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.fault.Fault;
import io.quell.localhub.lag.Lag;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How far a run gets: slices, chains, limits, and what goes wrong.
final class ReconciliationHandlerTest {
  private static final SampleRule QUIET = rule("quiet").decides(suppress());
  private static final SampleRule ENDED = QUIET.expires("2026-05-31");
  /// So little time that one window is read in an invocation.
  private static final Duration SHORT = Duration.ofSeconds(8);

  private static void seedMarked(LocalReconciliation there, Format format, int count) {
    seedMarked(there, format, count, Duration.ofMinutes(1));
  }

  private static void seedMarked(
      LocalReconciliation there, Format format, int count, Duration between) {
    var marked =
        sample(format)
            .after(there.engine(RuleHistory.NONE, QUIET).evaluate(sample(format).read()).update());
    Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    for (int at = 0; at < count; at++) {
      there.seed(createdAt(marked, begin.plus(between.multipliedBy(at))));
    }
  }

  private static String atMost(String kind, Object number) {
    return "{\"reconcile\":\"%s\",\"at\":\"%s\",\"atMost\":%s}".formatted(kind, AT, number);
  }

  @ParameterizedTest
  @EnumSource
  void handsOnWhatTheTimeDoesNotReachAndEndsWithAllOfIt(Format format) {
    try (var there = new LocalReconciliation(ENDED)) {
      there.formats = List.of(format);
      there.pace = new Pace(1, 1); // a page is a window
      seedMarked(there, format, 700);
      int invocations = runBriefly(there, message("daily"), Duration.ofSeconds(6));
      assertThat(invocations).isBetween(3, RunMessage.DEEPEST);
      assertThat(there.metric("ReconciliationMended")).isEqualTo(700);
      assertThat(there.metric("ReconciliationAtOdds")).isEqualTo(700);
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(1);
      assertThat(there.metric("ReconciliationsUnfinished")).isZero();
      assertThat(there.local.findings()).noneMatch(text -> text.contains("\"SUPPRESSED\""));
      assertThat(
              there.local.calls("BatchUpdateFindings") + there.local.calls("BatchUpdateFindingsV2"))
          .isLessThan(12);
    }
  }

  @Test
  void readsAsFastAsItIsSetAndNotFaster() {
    try (var there = new LocalReconciliation(HubOptions.defaults().withAwsQuotas(), ENDED)) {
      there.formats = List.of(Format.ASFF);
      there.atMost = 999_999;
      seedMarked(there, Format.ASFF, 3_000);
      Instant begin = there.time.instant();

      there.run(message("daily"));

      Duration taken = Duration.between(begin, there.time.instant());
      int reads = there.local.calls("GetFindings");
      assertThat(reads).isBetween(30, 45);
      assertThat(taken.toSeconds()).isBetween(reads - 4L, reads + 20L);
      assertThat(there.local.refusedByQuota(HubOperation.GET_FINDINGS)).isZero();
      assertThat(there.suppressed()).isZero();
    }
  }

  @Test
  void givesUpAtTheEndOfTheChainAndSaysWhatIsLeft() {
    try (var there = new LocalReconciliation(ENDED)) {
      there.formats = List.of(Format.ASFF);
      there.pace = new Pace(1, 1);
      there.atMost = 999_999;
      seedMarked(there, Format.ASFF, 2_500);
      int invocations = runBriefly(there, message("daily"), Duration.ofSeconds(6));
      assertThat(invocations).isEqualTo(RunMessage.DEEPEST);
      assertThat(there.metric("ReconciliationsUnfinished")).isEqualTo(1);
      assertThat(there.metric("ReconciliationsFinished")).isZero();
      assertThat(there.log)
          .anyMatch(line -> line.contains("given up") && line.contains("Left are [Slice"));
      assertThat(there.suppressed()).isPositive();
    }
  }

  @Test
  void storesNoTokenAndNoPlaceInAList() {
    try (var there = new LocalReconciliation(ENDED)) {
      there.pace = new Pace(1, 1);
      seedMarked(there, Format.ASFF, 900);
      there.invoke(message("daily"), 1, SHORT);
      assertThat(there.queue)
          .singleElement()
          .asString()
          .contains("\"depth\":2")
          .contains("\"from\"")
          .doesNotContainIgnoringCase("token");
    }
  }

  @ParameterizedTest
  @EnumSource
  void stopsAtTheMostThatItMayGiveBack(Format format) {
    try (var there = new LocalReconciliation(ENDED)) {
      there.atMost = 7;
      seedMarked(there, format, 20);

      there.run(message("daily"));

      assertThat(there.metric("ReconciliationMended")).isEqualTo(7);
      assertThat(there.metric("ReconciliationsStopped")).isEqualTo(1);
      assertThat(there.metric("ReconciliationsFinished")).isZero();
      assertThat(there.metric("ReconciliationLeft")).isEqualTo(13);

      there.run(atMost("daily", 13));
      assertThat(there.metric("ReconciliationMended")).isEqualTo(20);
      assertThat(there.metric("ReconciliationsStopped")).isEqualTo(1);
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(1);
    }
  }

  @Test
  void countsTheMostThatItMayGiveBackOverAllItsInvocations() {
    try (var there = new LocalReconciliation(ENDED)) {
      there.formats = List.of(Format.ASFF);
      there.pace = new Pace(1, 1);
      there.atMost = 250;
      seedMarked(there, Format.ASFF, 600);
      runBriefly(there, message("daily"), SHORT);
      assertThat(there.suppressed()).isEqualTo(350);
      assertThat(there.metric("ReconciliationMended")).isEqualTo(250);
      assertThat(there.metric("ReconciliationsStopped")).isEqualTo(1);
    }
  }

  /// What an invocation that was killed has given back nobody knows.
  @Test
  void givesHalfAsMuchBackWhenAMessageComesAgain() {
    try (var there = new LocalReconciliation(ENDED)) {
      seedMarked(there, Format.ASFF, 20);
      there.invoke(atMost("daily", 12), 3);
      assertThat(there.suppressed()).isEqualTo(17);
    }
  }

  /// The machine is gone between the update and the message that would have told of the rest.
  @Test
  void endsWithAllOfItWhenAnInvocationIsKilled() {
    try (var there = new LocalReconciliation(ENDED)) {
      there.formats = List.of(Format.ASFF);
      there.pace = new Pace(1, 1);
      seedMarked(there, Format.ASFF, 700);
      there.invoke(message("daily"), 1, SHORT);
      there.queue.clear(); // as if it had not been sent
      long left = there.suppressed();
      assertThat(left).isBetween(100L, 699L);

      there.invoke(message("daily"), 2);

      assertThat(there.suppressed()).isZero();
      assertThat(there.metric("ReconciliationMended")).isEqualTo(700);
      assertThat(there.local.findings())
          .hasSize(700)
          .allSatisfy(text -> assertThat(text).contains("\"NEW\""));
    }
  }

  @Test
  void updatesNoFindingTwiceThoughReadsAreLate() {
    try (var there =
        new LocalReconciliation(
            HubOptions.defaults()
                .withLag(
                    Lag.NONE.withReads(Duration.ofMinutes(5)).withUpdates(Duration.ofMinutes(3))),
            QUIET.from("2026-05-31").expires("2026-06-30"),
            rule("young").when(Named.AGE.newerThan(Duration.ofDays(500))).decides(suppress()))) {
      String id = there.seed(sample(Format.ASFF));
      there.time.pass(Duration.ofMinutes(10));

      there.run(message("daily")); // the finding is in several slices

      there.time.pass(Duration.ofMinutes(10));
      there.local.catchUp();
      assertThat(there.status(id)).isEqualTo("SUPPRESSED");
      assertThat(there.updates()).isEqualTo(1);
      assertThat(there.metric("ReconciliationAtOdds")).isEqualTo(1);
    }
  }

  @Test
  void twoMessagesOfOneDayAreTwoRunsOfWhichOneChangesSomething() {
    try (var there = new LocalReconciliation(ENDED)) {
      seedMarked(there, Format.ASFF, 3);
      there.queue.add(message("daily"));
      there.run(message("daily"));
      assertThat(there.updates()).isEqualTo(1);
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{}",
        "{\"reconcile\":\"monthly\",\"at\":\"2026-06-01T02:00:00Z\"}",
        "{\"reconcile\":\"daily\"}",
        "{\"reconcile\":\"daily\",\"at\":\"today\"}",
        "{\"reconcile\":\"daily\",\"at\":\"2026-07-01T02:00:00Z\"}",
        "{\"reconcile\":\"daily\",\"at\":\"2026-06-01T02:00:00Z\",\"atMost\":-1}",
        "{\"reconcile\":\"daily\",\"at\":\"2026-06-01T02:00:00Z\",\"atMost\":1000000}",
        "{\"reconcile\":\"daily\",\"at\":\"2026-06-01T02:00:00Z\",\"atMost\":\"many\"}",
        "{\"reconcile\":\"daily\",\"at\":\"2026-06-01T02:00:00Z\",\"atMost\":null}",
        "{\"reconcile\":\"daily\",\"at\":\"2026-06-01T02:00:00Z\",\"slices\":[]}",
        "{\"reconcile\":\"daily\",\"at\":\"2026-06-01T02:00:00Z\",\"depth\":9,\"slices\":[]}",
        "{\"reconcile\":\"daily\",\"at\":\"2026-06-01T02:00:00Z\",\"depth\":2,\"slices\":[null]}",
        "{\"reconcile\":\"daily\",\"at\":\"2026-06-01T02:00:00Z\",\"depth\":2,\"slices\":[{\"format\":\"CSV\"}]}",
        "{\"reconcile\":\"daily\",\"at\":\"2026-06-01T02:00:00Z\",\"depth\":2,\"slices\":[{\"format\":\"ASFF\",\"find\":\"open\",\"from\":\"2026-06-02T00:00:00Z\",\"to\":\"2026-06-01T00:00:00Z\"}]}"
      })
  void tellsWhatItCannotReadAndTakesItForDone(String body) {
    try (var there = new LocalReconciliation(ENDED)) {
      seedMarked(there, Format.ASFF, 1);
      there.invoke(body, 1);
      assertThat(there.metric("EventsUnreadable")).isEqualTo(1);
      assertThat(there.log)
          .anyMatch(line -> line.contains("\"ERROR\"") && line.contains("message unreadable"));
      assertThat(there.local.calls("GetFindings")).isZero();
      assertThat(there.queue).isEmpty();
    }
  }

  @Test
  void tellsAnInvocationThatIsNoBatchOfMessages() {
    try (var there = new LocalReconciliation(ENDED)) {
      there.invoke(Map.of("source", "aws.securityhub"), LocalReconciliation.INVOCATION);
      there.invoke(
          Map.of("Records", List.of(Map.of("eventSource", "aws:s3"))),
          LocalReconciliation.INVOCATION);
      assertThat(there.metric("EventsUnreadable")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"daily 25", "weekly 169", "changed 169"})
  void givesUpARunWhosePeriodIsOver(String kindAndHours) {
    String kind = kindAndHours.split(" ", -1)[0];
    try (var there = new LocalReconciliation(ENDED)) {
      seedMarked(there, Format.ASFF, 1);
      there.time.pass(Duration.ofHours(Long.parseLong(kindAndHours.split(" ", -1)[1])));
      there.invoke(message(kind), 1);
      assertThat(there.metric("ReconciliationsUnfinished")).isEqualTo(1);
      assertThat(there.log).anyMatch(line -> line.contains("its period is over"));
      assertThat(there.local.calls("GetFindings")).isZero();
    }
  }

  private static void failsAndEndsWithTheNextTry(Fault fault, String said) {
    try (var there = new LocalReconciliation(ENDED)) {
      seedMarked(there, Format.ASFF, 3);
      there.local.faults().inject(fault);

      assertThatExceptionOfType(ReconciliationFailedException.class)
          .isThrownBy(() -> there.invoke(message("daily"), 1))
          .withMessageContaining(said);
      assertThat(there.log).anyMatch(line -> line.contains("\"result\":\"failed\""));
      assertThat(there.metric("ReconciliationsFinished")).isZero();
      assertThat(there.queue).isEmpty();

      there.local.faults().clear();
      there.invoke(message("daily"), 2);
      assertThat(there.suppressed()).isZero();
    }
  }

  @Test
  void failsWhereAReadIsRefused() {
    failsAndEndsWithTheNextTry(
        Fault.refuse(ServiceError.DENIED)
            .on(HubOperation.GET_FINDINGS, HubOperation.GET_FINDINGS_V2),
        "refused a read");
  }

  @Test
  void failsWhereReadsAreThrottledForLong() {
    failsAndEndsWithTheNextTry(
        Fault.refuse(ServiceError.THROTTLED).on(HubOperation.GET_FINDINGS), "refused a read");
  }

  @Test
  void failsWhereUpdatesAreDenied() {
    failsAndEndsWithTheNextTry(
        Fault.refuse(ServiceError.DENIED).on(HubOperation.BATCH_UPDATE_FINDINGS),
        "3 updates did not go through");
  }

  /// One finding that stays busy does not keep those behind it from what they need; it comes again
  /// alone, and then as long as the queue lets it.
  @ParameterizedTest
  @EnumSource
  void doesNotWaitForAFindingThatIsBusy(Format format) {
    try (var there = new LocalReconciliation(ENDED)) {
      there.pace = new Pace(1, 1);
      seedMarked(there, format, 450);
      there
          .local
          .faults()
          .inject(
              Fault.unprocessed(
                      format == Format.ASFF
                          ? UnprocessedCode.CONCURRENT_UPDATE_ERROR
                          : UnprocessedCode.CONFLICT)
                  .of("finding-1"));
      there.invoke(message("weekly"), 1);
      assertThat(there.metric("ReconciliationMended")).isEqualTo(449);
      assertThat(there.status("finding-1")).isEqualTo("SUPPRESSED");
      String again = there.queue.removeFirst();
      assertThat(there.queue).isEmpty();
      assertThatExceptionOfType(ReconciliationFailedException.class)
          .isThrownBy(() -> there.invoke(again, 1))
          .withMessageContaining("1 updates did not go through, the first: finding finding-1");

      there.local.faults().clear();
      there.invoke(again, 2);
      assertThat(there.status("finding-1")).isEqualTo("NEW");
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(1);
    }
  }

  /// A finding that is gone comes no further by another try.
  @Test
  void leavesAFindingThatTheHubDoesNotHaveAnyMore() {
    try (var there = new LocalReconciliation(ENDED)) {
      seedMarked(there, Format.ASFF, 3);
      there
          .local
          .faults()
          .inject(Fault.unprocessed(UnprocessedCode.FINDING_NOT_FOUND).of("finding-1"));
      there.run(message("daily"));
      assertThat(there.metric("ReconciliationMended")).isEqualTo(2);
      assertThat(there.metric("ReconciliationLeft")).isEqualTo(1);
      assertThat(there.metric("FindingsUnprocessed")).isEqualTo(1);
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(1);
    }
  }

  @Test
  void failsWhereTheRestFindsNoPlaceInTheQueue() {
    try (var there = new LocalReconciliation(ENDED)) {
      there.pace = new Pace(1, 1);
      seedMarked(there, Format.ASFF, 500);
      var full =
          new ReconciliationHandler(
              _ -> Ruling.of(there.engine(RuleHistory.NONE, ENDED)),
              Metrics.of(Map.of()),
              there.hub,
              new ReconciliationSettings(Mode.ENFORCE, there.formats, 1_000, there.pace, 1),
              body -> {
                throw new MessageRefusedException(
                    "the queue is away", new IllegalStateException(body));
              },
              there.time,
              there.time,
              there.log::add);
      assertThatExceptionOfType(ReconciliationFailedException.class)
          .isThrownBy(
              () ->
                  LocalReconciliation.invoke(
                      full, LocalReconciliation.records(message("daily"), 1), SHORT))
          .withMessageContaining("the queue is away");
    }
  }

  /// More findings than one chain can read are cut into several.
  @Test
  void startsAsManyChainsAsItTakes() {
    try (var there = new LocalReconciliation(ENDED)) {
      there.formats = List.of(Format.ASFF);
      there.expectedFindings = 1_000_000;
      there.atMost = 151;
      seedMarked(there, Format.ASFF, 90, Duration.ofDays(1));
      there.invoke(message("weekly"), 1);

      assertThat(there.queue)
          .hasSize(3)
          .allSatisfy(body -> assertThat(body).contains("\"depth\":2"));
      assertThat(there.queue).filteredOn(body -> body.contains("\"atMost\":50")).hasSize(2);
      assertThat(there.queue).filteredOn(body -> body.contains("\"atMost\":51")).hasSize(1);
      assertThat(there.updates()).isZero();

      there.run(there.queue.removeFirst());
      assertThat(there.suppressed()).isZero();
      assertThat(there.metric("ReconciliationMended")).isEqualTo(90);
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(3);
    }
  }

  /// Of a second in which more findings were created than an invocation can read, the others of the
  /// run are looked at nevertheless, and nothing goes on for ever.
  @Test
  void tellsASecondWithoutEnd() {
    SampleRule gone = rule("gone").decides(suppress());
    SampleRule crowd = QUIET.when(Criteria.not(Named.TITLE.is("Later")));
    try (var there = new LocalReconciliation(crowd)) {
      there.formats = List.of(Format.ASFF);
      there.pace = new Pace(1, 1);
      var marked = marked(there, sample(Format.ASFF), crowd);
      Instant crowded = Instant.parse("2026-01-01T00:00:00Z");
      for (int at = 0; at < 900; at++) {
        there.seed(createdAt(marked, crowded));
      }
      String later =
          there.seed(
              createdAt(
                  marked(there, sample(Format.ASFF).title("Later"), gone), crowded.plusSeconds(5)));
      there.publish(new RuleHistory(Set.of("gone"), Map.of(), Set.of()), crowd);

      int invocations = runBriefly(there, message("weekly"), Duration.ofSeconds(6));

      assertThat(invocations).isLessThanOrEqualTo(RunMessage.DEEPEST);
      assertThat(there.status(later)).isEqualTo("NEW");
      assertThat(there.metric("ReconciliationsUnfinished")).isEqualTo(1);
      assertThat(there.log)
          .anyMatch(
              line -> line.contains("slice without end") && line.contains("2026-01-01T00:00:00Z"));
    }
  }

  private static SampleFinding marked(LocalReconciliation there, SampleFinding sample, Rule rule) {
    return sample.after(there.engine(RuleHistory.NONE, rule).evaluate(sample.read()).update());
  }

  private static int runBriefly(LocalReconciliation there, String first, Duration left) {
    int invocations = 0;
    for (String next = first; next != null; next = there.queue.pollFirst()) {
      there.invoke(next, 1, left);
      invocations++;
    }
    return invocations;
  }
}
