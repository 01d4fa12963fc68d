package io.quell.compile.pattern;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.Format;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.RuleHistory;
import io.quell.run.BookSettings;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which events the pattern takes that looks for a book's marks, on findings that the engine itself
/// has marked.
final class MarkedFindingsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Set<Format> BOTH = EnumSet.allOf(Format.class);
  private static final String BOOK = "Quell";
  private static final BookSettings SETTINGS = BookSettings.of(BOOK, Set.of("unnamed"));
  private static final EventBus MARKED = watching(BOOK, "unnamed");
  private static final SampleRule QUIET = SampleRule.rule("quiet").decides(Decision.suppress());
  private static final SampleRule LOW =
      SampleRule.rule("low").decides(Decision.severity(SeverityLabel.LOW));

  private static EventBus watching(String... books) {
    return new EventBus(List.of(FindingPattern.marked(BOTH, Set.of(books))));
  }

  private static SampleFinding sample(Format format) {
    SampleFinding sample =
        switch (format) {
          case ASFF -> finding();
          case OCSF -> ocsfFinding();
        };
    return sample.severity(SeverityLabel.MEDIUM).workflow(WorkflowStatus.NEW);
  }

  private static RuleEngine engine(BookSettings settings, SampleRule... rules) {
    return new RuleEngine(List.of(rules), RuleHistory.NONE, "version", settings, CLOCK);
  }

  private static SampleFinding after(SampleFinding sample, SampleRule... rules) {
    return after(sample, SETTINGS, rules);
  }

  private static SampleFinding after(
      SampleFinding sample, BookSettings settings, SampleRule... rules) {
    return after(sample, engine(settings, rules).evaluate(sample.read()));
  }

  private static SampleFinding after(SampleFinding sample, Evaluation evaluation) {
    assertThat(evaluation.update().isEmpty()).as("something is changed").isFalse();
    return sample.after(evaluation.update());
  }

  /// A comment, or note, that somebody else has written in the place of what was there.
  private static SampleFinding noted(SampleFinding sample, String text) {
    return switch (sample.read().format()) {
      case ASFF -> sample.with(text, "Note", "Text").with("somebody", "Note", "UpdatedBy");
      case OCSF -> sample.with(text, "comment");
    };
  }

  private static boolean isTaken(SampleFinding sample) {
    return MARKED.takes(sample.read());
  }

  @ParameterizedTest
  @EnumSource
  void takesWhatQuellHasSuppressed(Format format) {
    SampleFinding suppressed = after(sample(format), QUIET);

    assertThat(suppressed.read().workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(isTaken(suppressed)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void takesWhatQuellHasLoweredWhateverItsStatus(Format format) {
    SampleFinding lowered = after(sample(format), LOW);

    for (WorkflowStatus status : WorkflowStatus.values()) {
      assertThat(isTaken(lowered.workflow(status))).as("%s", status).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesEveryStatusThatARuleSets(Format format) {
    for (WorkflowStatus status : WorkflowStatus.values()) {
      if (status != WorkflowStatus.NEW) {
        SampleFinding set =
            after(sample(format), SampleRule.rule("a").decides(Decision.workflow(status)));
        assertThat(set.read().workflowStatus()).hasValue(status);
        assertThat(isTaken(set)).as("%s", status).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = OcsfStatus.class,
      names = {"ARCHIVED", "DELETED", "OTHER"})
  void takesEveryStatusOfOcsfThatARuleSets(OcsfStatus status) {
    SampleFinding set =
        after(sample(Format.OCSF), SampleRule.rule("a").decides(Decision.status(status)));

    assertThat(set.json()).containsEntry("status_id", status.id());
    assertThat(isTaken(set)).isTrue();
  }

  /// Whose mark has neither a status nor a severity.
  @Test
  void takesWhatHasOtherFieldsOfQuells() {
    assertThat(
            Stream.of(
                    Decision.confidence(7),
                    Decision.userDefinedField("team", "a"),
                    Decision.relatedFinding(
                        "x", "arn:aws:securityhub:eu-west-1::product/aws/guardduty"))
                .map(
                    decision -> after(sample(Format.ASFF), SampleRule.rule("a").decides(decision))))
        .allMatch(MarkedFindingsTest::isTaken);
  }

  @ParameterizedTest
  @EnumSource
  void takesNoSuppressionOfAPersons(Format format) {
    SampleFinding suppressed = sample(format).workflow(WorkflowStatus.SUPPRESSED);

    assertThat(isTaken(suppressed)).isFalse();
    assertThat(isTaken(noted(suppressed, "Accepted until spring, see [quell] in the wiki.")))
        .isFalse();
    assertThat(isTaken(noted(suppressed, "Quell: ask the team [quell:other 1f3a"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void takesNothingThatQuellHasNotChanged(Format format) {
    for (WorkflowStatus status : WorkflowStatus.values()) {
      assertThat(isTaken(sample(format).workflow(status))).as("%s", status).isFalse();
    }
  }

  @Test
  void takesNothingThatItsProviderHasArchivedOrClosed() {
    assertThat(isTaken(after(sample(Format.ASFF), QUIET).with("ARCHIVED", "RecordState")))
        .isFalse();
    assertThat(isTaken(after(sample(Format.OCSF), QUIET).with(3, "activity_id"))).isFalse();
  }

  /// OCSF asks for it, and an event need not have it.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 99})
  void takesWhatIsNotClosedWhateverHappenedToIt(int activity) {
    SampleFinding suppressed = after(sample(Format.OCSF), QUIET);

    assertThat(isTaken(suppressed.with(activity, "activity_id"))).isTrue();
    assertThat(isTaken(suppressed.without("activity_id"))).isTrue();
  }

  @Test
  void takesAMarkBesideANoteOfAnothers() {
    assertThat(isTaken(after(noted(sample(Format.ASFF), "Seen by the team."), QUIET))).isTrue();
  }

  /// The mark of ASFF is in its user-defined fields, which the note of a ticket bot leaves alone.
  @Test
  void takesAMarkWhoseNoteAnotherHasReplaced() {
    assertThat(isTaken(noted(after(sample(Format.ASFF), QUIET), "OPS-17"))).isTrue();
  }

  @Test
  void takesAMarkBehindWhichAnotherHasWritten() {
    SampleFinding suppressed = after(sample(Format.OCSF), QUIET);

    assertThat(isTaken(suppressed.with(suppressed.json().get("comment") + " OPS-17", "comment")))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void takesNoMarkOfAnotherBook(Format format) {
    for (String other : List.of("Quell-pilot", "Quel", "quell", "pilot-Quell", "adhoc")) {
      SampleFinding others = after(sample(format), BookSettings.of(other, Set.of()), QUIET);

      assertThat(isTaken(others)).as(other).isFalse();
      assertThat(watching(other).takes(others.read())).as(other).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesTheMarksOfFormerBooks(Format format) {
    SampleFinding old = after(sample(format), BookSettings.of("Old", Set.of()), QUIET);

    assertThat(watching("New", "Older", "Old").takes(old.read())).isTrue();
    SampleFinding adopted =
        after(old, BookSettings.of("New", Set.of("Older", "Old")), QUIET.expires("2026-05-31"));
    assertThat(adopted.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  /// As versions left them whose books had no name.
  @ParameterizedTest
  @EnumSource
  void takesTheMarksOfEarlierVersions(Format format) {
    SampleFinding suppressed = sample(format).workflow(WorkflowStatus.SUPPRESSED);
    SampleFinding old =
        switch (format) {
          case ASFF ->
              suppressed.with(
                  Map.of(
                      "quell.rules",
                      "quiet",
                      "quell.expires",
                      "never",
                      "quell.workflow",
                      "SUPPRESSED",
                      "quell.workflowBefore",
                      "NOTIFIED"),
                  "UserDefinedFields");
          case OCSF ->
              suppressed.with(
                  "Quell rule quiet: suppressed. It is known. Owner: team. [quell:235d"
                      + " expires=never rules=quiet workflow=SUPPRESSED workflowBefore=NOTIFIED]",
                  "comment");
        };

    assertThat(isTaken(old)).isTrue();
    assertThat(watching(BOOK).takes(old.read())).isFalse();
    SampleFinding back = after(old, QUIET.expires("2026-05-31"));
    assertThat(back.read().workflowStatus())
        .as("the engine reads it as a mark of its own")
        .hasValue(WorkflowStatus.NOTIFIED);
  }

  /// A function that is told no name of a book marks so.
  @ParameterizedTest
  @EnumSource
  void takesMarksOfThisVersionUnderNoName(Format format) {
    assertThat(isTaken(after(sample(format), BookSettings.of("unnamed", Set.of()), QUIET)))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void takesWhatAPersonHasReleasedUntilThatIsUndone(Format format) {
    RuleEngine engine = engine(SETTINGS, QUIET);
    SampleFinding suppressed = after(sample(format), QUIET);
    SampleFinding released = after(suppressed, engine.release(suppressed.read()));
    SampleFinding undone = after(released, engine.undoRelease(released.read()));

    assertThat(isTaken(released)).isTrue();
    assertThat(isTaken(undone)).as("nothing of Quell's is left on it").isFalse();
  }

  @Test
  void takesTheFormatsThatAreAskedForAlone() {
    for (Format format : Format.values()) {
      EventBus bus = new EventBus(List.of(FindingPattern.marked(EnumSet.of(format), Set.of(BOOK))));
      for (Format other : Format.values()) {
        assertThat(bus.takes(after(sample(other), QUIET).read())).isEqualTo(other == format);
      }
    }
  }

  /// More books than the options allow, under the longest names.
  @ParameterizedTest
  @EnumSource
  void hasRoomForAllBooks(Format format) {
    Set<String> names =
        IntStream.range(0, 6).mapToObj(at -> "a".repeat(63) + at).collect(Collectors.toSet());
    names.add("unnamed");
    FindingPattern pattern = FindingPattern.marked(BOTH, names);
    EventBus bus = new EventBus(List.of(pattern));

    assertThat(pattern.length()).isLessThanOrEqualTo(2_048);
    assertThat(names)
        .allSatisfy(
            name ->
                assertThat(
                        bus.takes(
                            after(sample(format), BookSettings.of(name, Set.of()), QUIET).read()))
                    .isTrue());
  }

  /// Whatever rules have done, and whatever was on the finding before.
  @ParameterizedTest
  @EnumSource
  void takesEveryFindingThatRulesChange(Format format) {
    int changed = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      SampleFinding sample =
          sample(format)
              .severity(any(random, SeverityLabel.values()))
              .workflow(any(random, WorkflowStatus.NEW, WorkflowStatus.NOTIFIED));
      if (random.nextInt(4) == 0) {
        sample = noted(sample, any(random, "*", "\\*", "\\", "]\n--\n[", "\"quell\"", " [quell:"));
      }
      SampleRule named =
          SampleRule.rule("a-".repeat(random.nextInt(20)) + "b")
              .decides(Decision.workflow(any(random, WorkflowStatus.values())));
      Update update =
          engine(SETTINGS, random.nextBoolean() ? LOW : QUIET, named)
              .evaluate(sample.read())
              .update();
      if (!update.isEmpty()) {
        changed++;
        SampleFinding after = sample.after(update);
        assertThat(isTaken(after)).as("seed %d: %s", seed, after.text()).isTrue();
      }
    }
    assertThat(changed).as("findings that are changed").isGreaterThan(1_000);
  }

  @SafeVarargs
  private static <T> T any(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  /// Rules that end give back what they had set: only this pattern brings them the finding.
  @ParameterizedTest
  @EnumSource
  void bringsWhatRulesGiveBack(Format format) {
    SampleRule quiet = QUIET.when(Criteria.product("aws/guardduty"));
    SampleFinding suppressed = after(sample(format).product("aws/guardduty"), quiet);
    EventBus rules = new EventBus(FindingPattern.of(List.of(quiet), BOTH));

    assertThat(rules.takes(suppressed.read())).isFalse();
    assertThat(isTaken(suppressed)).isTrue();
    SampleFinding open = after(suppressed, quiet.expires("2026-05-31"));
    assertThat(open.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(rules.takes(open.read())).isTrue();
    assertThat(isTaken(open)).as("nothing of Quell's is left on it").isFalse();
  }
}
