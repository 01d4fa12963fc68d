package io.quell.infra.pattern;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.run.RuleEngine;
import io.quell.run.mark.Marks;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which events the pattern takes that looks for Quell's marks, on findings that the engine itself
/// has changed.
final class MarkedFindingsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final EventBus MARKED =
      new EventBus(List.of(FindingPattern.marked(EnumSet.allOf(Format.class), Set.of("adhoc"))));
  private static final SampleRule QUIET = SampleRule.rule("quiet").decides(Decision.suppress());
  private static final SampleRule LOW =
      SampleRule.rule("low").decides(Decision.severity(SeverityLabel.LOW));

  private static SampleFinding sample(Format format) {
    SampleFinding sample =
        switch (format) {
          case ASFF -> finding();
          case OCSF -> ocsfFinding();
        };
    return sample.severity(SeverityLabel.MEDIUM).workflow(WorkflowStatus.NEW);
  }

  private static SampleFinding after(SampleFinding sample, SampleRule... rules) {
    Update update = new RuleEngine(List.of(rules), CLOCK).evaluate(sample.read()).update();
    assertThat(update.isEmpty()).as("the rules change something").isFalse();
    return sample.after(update);
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
  void takesWhatQuellHasLowered(Format format) {
    SampleFinding lowered = after(sample(format), LOW);

    assertThat(isTaken(lowered)).isTrue();
    assertThat(isTaken(lowered.workflow(WorkflowStatus.NOTIFIED))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void takesNoSuppressionOfAPersons(Format format) {
    SampleFinding suppressed = sample(format).workflow(WorkflowStatus.SUPPRESSED);

    assertThat(isTaken(suppressed)).isFalse();
    assertThat(isTaken(noted(suppressed, "Accepted until spring, see [quell] in the wiki.")))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void takesNothingThatQuellHasNotChanged(Format format) {
    assertThat(isTaken(sample(format))).isFalse();
    assertThat(isTaken(sample(format).workflow(WorkflowStatus.RESOLVED))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void takesNothingThatIsResolved(Format format) {
    assertThat(isTaken(after(sample(format), LOW).workflow(WorkflowStatus.RESOLVED))).isFalse();
  }

  @Test
  void takesNothingThatIsArchived() {
    assertThat(isTaken(after(sample(Format.ASFF), QUIET).with("ARCHIVED", "RecordState")))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void takesAMarkBesideWhatAnotherHasWritten(Format format) {
    assertThat(isTaken(after(noted(sample(format), "Seen by the team."), QUIET))).isTrue();
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

  @Test
  void takesTheFormatsThatAreAskedForAlone() {
    for (Format format : Format.values()) {
      EventBus bus =
          new EventBus(List.of(FindingPattern.marked(EnumSet.of(format), Set.of("adhoc"))));
      for (Format other : Format.values()) {
        assertThat(bus.takes(after(sample(other), QUIET).read())).isEqualTo(other == format);
      }
    }
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
      if (random.nextBoolean()) {
        sample = noted(sample, any(random, "*", "\\*", "\\", "]\n--\n[", "\"quell\"", " [quell:"));
      }
      SampleRule named =
          SampleRule.rule("a-".repeat(random.nextInt(20)) + "b")
              .decides(Decision.workflow(any(random, WorkflowStatus.values())));
      List<SampleRule> rules = List.of(random.nextBoolean() ? LOW : QUIET, named);
      Update update = new RuleEngine(rules, CLOCK).evaluate(sample.read()).update();
      if (update.workflowStatus().filter(WorkflowStatus.RESOLVED::equals).isEmpty()
          && !update.isEmpty()) {
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
    EventBus rules = new EventBus(FindingPattern.of(List.of(quiet), EnumSet.allOf(Format.class)));

    assertThat(rules.takes(suppressed.read())).isFalse();
    assertThat(isTaken(suppressed)).isTrue();
    SampleFinding open = after(suppressed, quiet.expires("2026-05-31"));
    assertThat(open.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(Stream.of(open, after(open, LOW))).allMatch(MarkedFindingsTest::isTaken);
  }

  @Test
  void knowsTheMarkByItsSignature() {
    assertThat(after(sample(Format.OCSF), QUIET).read().note().orElseThrow().text())
        .contains(Marks.opening("adhoc"));
  }
}
