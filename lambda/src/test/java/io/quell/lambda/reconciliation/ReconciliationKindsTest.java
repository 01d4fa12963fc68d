package io.quell.lambda.reconciliation;

import static io.quell.lambda.reconciliation.LocalReconciliation.message;
import static io.quell.lambda.reconciliation.LocalReconciliation.sample;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.call.Pace;
import io.quell.lambda.Mode;
import io.quell.localhub.HubOptions;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.fault.Fault;
import io.quell.localhub.filter.ReadComparisons;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.Levers;
import io.quell.rulefile.RuleFileException;
import io.quell.testing.SampleRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each kind of run looks at, and what it does about it. It is 02:00 on the first of June.
final class ReconciliationKindsTest {
  private static final SampleRule QUIET = rule("quiet").decides(suppress());
  private static final SampleRule ENDED = QUIET.expires("2026-05-31");
  private static final SampleRule LOW =
      rule("low").decides(severity(SeverityLabel.LOW)).expires("2026-12-31");

  @ParameterizedTest
  @EnumSource
  void theDayAfterItsLastDayARuleGivesBack(Format format) {
    try (var there = new LocalReconciliation(ENDED, LOW)) {
      String one = there.seedAfter(sample(format), QUIET);
      String both = there.seedAfter(sample(format), QUIET, LOW);

      there.run(message("daily"));

      assertThat(there.status(one)).isEqualTo("NEW");
      assertThat(there.status(both)).isEqualTo("NEW");
      assertThat(there.finding(both).severity()).contains(SeverityLabel.LOW);
      assertThat(there.metric("ReconciliationMended")).isEqualTo(2);
      assertThat(there.log)
          .as("whose alarm would roll back rules that are being published")
          .noneMatch(line -> line.contains("FindingsGivenBack"));
      assertThat(there.metric("ReconciliationLeft")).isZero();
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(1);
      assertThat(there.log).anyMatch(line -> line.contains("\"message\":\"decision\""));
    }
  }

  @ParameterizedTest
  @EnumSource
  void makesUpForTheRunsOfAWeekThatWereMissed(Format format) {
    try (var there = new LocalReconciliation(QUIET.expires("2026-05-26"))) {
      String missed = there.seedAfter(sample(format), QUIET);
      there.run(message("daily"));
      assertThat(there.status(missed)).isEqualTo("NEW");
    }
  }

  /// Security Hub need not be enabled for both.
  @ParameterizedTest
  @EnumSource
  void looksAtTheOneFormatWhereTheHubDoesNotShowTheOther(Format other) {
    Format shown = other == Format.ASFF ? Format.OCSF : Format.ASFF;
    try (var there = new LocalReconciliation(ENDED)) {
      HubOperation refused =
          switch (other) {
            case ASFF -> HubOperation.GET_FINDINGS;
            case OCSF -> HubOperation.GET_FINDINGS_V2;
          };
      there.local.faults().inject(Fault.refuse(ServiceError.DENIED).on(refused));
      String ended = there.seedAfter(sample(shown), QUIET);
      there.run(message("daily"));
      assertThat(there.status(ended)).isEqualTo("NEW");
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(1);
      assertThat(there.log).anyMatch(line -> line.contains("\"message\":\"format not readable\""));

      there.expectedFindings = 1_000_000;
      String marked = there.seedAfter(sample(shown), QUIET);
      there.run(message("weekly"));
      assertThat(there.status(marked)).isEqualTo("NEW");
    }
  }

  /// Who gives back too much for one run does not keep a new rule from what it wants.
  @ParameterizedTest
  @EnumSource
  void setsWhatANewRuleWantsAlthoughItHasStoppedGivingBack(Format format) {
    SampleRule fresh =
        rule("fresh")
            .when(Named.TITLE.is("Red"))
            .decides(severity(SeverityLabel.LOW))
            .from("2026-06-01");
    try (var there = new LocalReconciliation(ENDED, fresh)) {
      there.atMost = 1;
      String red = there.seed(sample(format).title("Red"));
      String ended = there.seedAfter(sample(format), QUIET);
      String more = there.seedAfter(sample(format), QUIET);
      there.run(message("daily"));
      assertThat(there.finding(red).severity()).contains(SeverityLabel.LOW);
      assertThat(List.of(there.status(ended), there.status(more)))
          .containsExactlyInAnyOrder("NEW", "SUPPRESSED");
      assertThat(there.metric("ReconciliationsStopped")).isEqualTo(1);
      assertThat(there.metric("ReconciliationsFinished")).isZero();
    }
  }

  /// The API reference has CONTAINS for automation rules alone.
  @ParameterizedTest
  @EnumSource
  void readsMoreWhereAHubTakesNoFilterByPartsOfAText(Format format) {
    var documented = HubOptions.defaults().withComparisons(ReadComparisons.DOCUMENTED);
    try (var there = new LocalReconciliation(documented, ENDED)) {
      String ended = there.seedAfter(sample(format), QUIET);
      there.run(message("daily"));
      assertThat(there.status(ended)).isEqualTo("NEW");
      assertThat(there.log).anyMatch(line -> line.contains("\"message\":\"filter refused\""));
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(1);

      String other = there.seedAfter(sample(format), QUIET);
      there.run(message("weekly"));
      assertThat(there.status(other)).isEqualTo("NEW");

      there.expectedFindings = 1_000_000;
      String third = there.seedAfter(sample(format), QUIET);
      there.run(message("weekly"));
      assertThat(there.status(third)).isEqualTo("NEW");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSecondRunChangesNothing(Format format) {
    try (var there = new LocalReconciliation(ENDED)) {
      there.seedAfter(sample(format), QUIET);
      there.run(message("daily"));
      int updates = there.updates();

      there.run(message("daily"));
      there.run(message("weekly"));

      assertThat(there.updates()).isEqualTo(updates).isEqualTo(1);
      assertThat(there.metric("ReconciliationAtOdds")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesWhatAPersonHasChanged(Format format) {
    try (var there = new LocalReconciliation(ENDED)) {
      String edited =
          there.seed(
              sample(format)
                  .after(
                      there
                          .engine(RuleHistory.NONE, QUIET)
                          .evaluate(sample(format).read())
                          .update())
                  .workflow(WorkflowStatus.NOTIFIED));

      there.run(message("daily"));

      assertThat(there.status(edited)).isEqualTo("NOTIFIED");
      assertThat(there.updates()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void looksOnlyAtTheRulesThatTheDayIsAbout(Format format) {
    try (var there = new LocalReconciliation(QUIET.expires("2026-05-20"))) {
      String other = there.seedAfter(sample(format), QUIET);

      there.run(message("daily"));
      assertThat(there.status(other)).isEqualTo("SUPPRESSED");
      assertThat(there.metric("FindingsEvaluated")).isZero();
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(1);

      there.run(message("weekly"));
      assertThat(there.status(other)).isEqualTo("NEW");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theDayAfterItsFirstDayARuleHasWhatItWants(Format format) {
    try (var there = new LocalReconciliation(QUIET.from("2026-05-31"))) {
      String found = there.seed(sample(format));

      there.run(message("daily"));

      assertThat(there.status(found)).isEqualTo("SUPPRESSED");
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsForARuleWhatItsCriteriaSay(Format format) {
    SampleRule red =
        QUIET
            .when(Named.TITLE.is("Red").and(Named.AGE.olderThan(Duration.ofDays(5))))
            .from("2026-05-01");
    try (var there = new LocalReconciliation(red)) {
      String found = there.seed(sample(format).title("Red"));
      there.seed(sample(format).title("Green"));

      there.run(message("daily"));

      assertThat(there.status(found)).isEqualTo("SUPPRESSED");
      assertThat(there.metric("FindingsEvaluated")).isEqualTo(1);
    }
  }

  /// A severity cannot be asked for, so that all open findings are read.
  @ParameterizedTest
  @EnumSource
  void readsAllOpenFindingsWhereAFilterCannotSayIt(Format format) {
    SampleRule old =
        QUIET.when(
            Named.AGE
                .olderThan(Duration.ofDays(5))
                .and(Criteria.not(Named.SEVERITY.is(SeverityLabel.CRITICAL))));
    try (var there = new LocalReconciliation(old)) {
      String found = there.seed(sample(format));
      String critical = there.seed(sample(format).severity(SeverityLabel.CRITICAL));

      there.run(message("daily"));

      assertThat(there.status(found)).isEqualTo("SUPPRESSED");
      assertThat(there.status(critical)).isEqualTo("NEW");
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesBackWhatIsNotYoungAnyMore(Format format) {
    SampleRule young = QUIET.when(Named.AGE.newerThan(Duration.ofDays(5)));
    try (var there = new LocalReconciliation(young)) {
      String grown = there.seedAfter(sample(format), QUIET);

      there.run(message("daily"));

      assertThat(there.status(grown)).isEqualTo("NEW");
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesBackWhatSuspendedRemovedAndMovedRulesHadSet(Format format) {
    try (var there = new LocalReconciliation()) {
      String suspended = there.seedAfter(sample(format), QUIET);
      String removed = there.seedAfter(sample(format), rule("gone").decides(suppress()));
      String moved = there.seedAfter(sample(format), rule("former").decides(suppress()));
      there.publish(
          new RuleHistory(Set.of("gone"), Map.of("former", "gone"), Set.of("quiet")), QUIET);

      there.run(message("daily"));

      assertThat(List.of(suspended, removed, moved))
          .allSatisfy(id -> assertThat(there.status(id)).isEqualTo("NEW"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"weekly", "changed"})
  void looksAtAllThatTheBookHasMarked(String kind) {
    try (var there = new LocalReconciliation()) {
      SampleRule edited = QUIET.decides(severity(SeverityLabel.LOW));
      String asff = there.seedAfter(sample(Format.ASFF), QUIET);
      String ocsf = there.seedAfter(sample(Format.OCSF), QUIET);
      String unmarked = there.seed(sample(Format.ASFF));
      there.publish(RuleHistory.NONE, edited);

      there.run(message(kind));

      assertThat(List.of(asff, ocsf))
          .allSatisfy(
              id -> {
                assertThat(there.status(id)).isEqualTo("NEW");
                assertThat(there.finding(id).severity()).contains(SeverityLabel.LOW);
              });
      assertThat(there.finding(unmarked).severity()).contains(SeverityLabel.MEDIUM);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsAndCountsWhatAnUnknownRuleHasSet(Format format) {
    try (var there = new LocalReconciliation(LOW.when(Named.TITLE.is("none")))) {
      String unknown = there.seedAfter(sample(format), QUIET);

      there.run(message("weekly"));

      assertThat(there.status(unknown)).isEqualTo("SUPPRESSED");
      assertThat(there.metric("FindingsOfUnknownRules")).isEqualTo(1);
      assertThat(there.log).anyMatch(line -> line.contains("\"unknownRules\":[\"quiet\"]"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitsWhileAFindingIsOver(Format format) {
    try (var there = new LocalReconciliation(ENDED)) {
      var passed =
          switch (format) {
            case ASFF -> sample(format).with("PASSED", "Compliance", "Status");
            case OCSF -> sample(format).with("Pass", "compliance", "status");
          };
      String over = there.seedAfter(passed, QUIET);

      there.run(message("daily"));

      assertThat(there.status(over)).isEqualTo("SUPPRESSED");
      assertThat(there.updates()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendsNothingInObserveModeAndCounts(Format format) {
    try (var there = new LocalReconciliation(ENDED)) {
      there.mode = Mode.OBSERVE;
      there.atMost = 1;
      String one = there.seedAfter(sample(format), QUIET);
      there.seedAfter(sample(format), QUIET);

      there.run(message("daily"));

      assertThat(there.status(one)).isEqualTo("SUPPRESSED");
      assertThat(there.updates()).isZero();
      assertThat(there.metric("ReconciliationAtOdds")).isEqualTo(2);
      assertThat(there.metric("ReconciliationLeft")).isEqualTo(2);
      assertThat(there.metric("ReconciliationsStopped")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsTheFormatsThatItIsSetTo(Format format) {
    try (var there = new LocalReconciliation(ENDED)) {
      there.formats = List.of(format);
      there.run(message("weekly"));

      assertThat(there.local.calls("GetFindings")).isEqualTo(format == Format.ASFF ? 1 : 0);
      assertThat(there.local.calls("GetFindingsV2")).isEqualTo(format == Format.OCSF ? 1 : 0);
    }
  }

  private static Levers levers(String text) {
    try {
      return Levers.read("levers", text.getBytes(StandardCharsets.UTF_8), "test");
    } catch (RuleFileException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void changesNothingAndCountsWhereALeverObserves(Format format) {
    try (var there = new LocalReconciliation(ENDED)) {
      there.atMost = 1;
      List<String> ended =
          List.of(
              there.seedAfter(sample(format), QUIET),
              there.seedAfter(sample(format), QUIET),
              there.seedAfter(sample(format), QUIET));
      there.levers = levers("mode: observe");
      there.run(message("daily"));

      assertThat(ended).allSatisfy(id -> assertThat(there.status(id)).isEqualTo("SUPPRESSED"));
      assertThat(there.updates()).isZero();
      assertThat(there.metric("ReconciliationAtOdds")).isEqualTo(3);
      assertThat(there.metric("ReconciliationLeft")).isEqualTo(3);
      assertThat(there.metric("ReconciliationsStopped")).isZero();
      assertThat(there.metric("FindingsWouldUpdate")).isEqualTo(3);
      assertThat(there.log)
          .filteredOn(line -> line.contains("\"message\":\"decision\""))
          .hasSize(3)
          .allMatch(line -> line.contains("\"levers\":\"observe test "));
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesBackInTheDailyRunWhatARuleHasSetThatALeverSuspends(Format format) {
    try (var there = new LocalReconciliation(QUIET, LOW)) {
      String both = there.seedAfter(sample(format), QUIET, LOW);
      there.run(message("daily"));
      assertThat(there.status(both)).isEqualTo("SUPPRESSED");

      there.levers = levers("suspended: [quiet, nobody]");
      there.run(message("daily"));

      assertThat(there.status(both)).isEqualTo("NEW");
      assertThat(there.finding(both).severity()).contains(SeverityLabel.LOW);
      assertThat(there.metric("ReconciliationMended")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesBackAndSetsNothingWhereALeverStopsChanging(Format format) {
    SampleRule fresh = rule("fresh").decides(severity(SeverityLabel.HIGH)).from("2026-06-01");
    try (var there = new LocalReconciliation(ENDED, fresh)) {
      String ended = there.seedAfter(sample(format), QUIET);
      String untouched = there.seed(sample(format));
      there.levers = levers("mode: stop-changing");
      there.run(message("daily"));

      assertThat(there.status(ended)).isEqualTo("NEW");
      assertThat(there.finding(ended).severity()).contains(SeverityLabel.MEDIUM);
      assertThat(there.finding(untouched).severity()).contains(SeverityLabel.MEDIUM);

      there.levers = Levers.NORMAL;
      there.run(message("daily"));
      assertThat(there.finding(untouched).severity()).contains(SeverityLabel.HIGH);
    }
  }

  /// An invocation may last for 15 minutes: it asks for the levers before each window of findings.
  @ParameterizedTest
  @EnumSource
  void keepsToALeverThatIsPulledWhileItRuns(Format format) {
    try (var there = new LocalReconciliation(ENDED)) {
      there.pace = new Pace(1, 1);
      there.formats = List.of(format);
      for (int finding = 0; finding < 300; finding++) {
        Instant created = Instant.parse("2026-05-01T00:00:00Z").plusSeconds(finding);
        there.seedAfter(LocalReconciliation.createdAt(sample(format), created), QUIET);
      }
      there.pullAfterRulings = 2;
      there.run(message("daily"));

      assertThat(there.updates()).isPositive();
      assertThat(there.metric("ReconciliationMended")).isBetween(1L, 299L);
      assertThat(there.metric("ReconciliationAtOdds")).isEqualTo(300);
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(1);
    }
  }
}
