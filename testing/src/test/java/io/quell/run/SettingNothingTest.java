package io.quell.run;

import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.lowerSeverity;
import static io.quell.update.Decision.note;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.rule.RuleHistory;
import io.quell.testing.Findings;
import io.quell.testing.OcsfFindings;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An engine that sets nothing new, and one of whose rules some are suspended from outside.
final class SettingNothingTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final SampleRule QUIET = rule("quiet").decides(suppress());
  private static final SampleRule LOW = rule("low").decides(severity(SeverityLabel.LOW));
  private static final SampleRule HIGH = rule("high").decides(severity(SeverityLabel.HIGH));

  private static SampleFinding sample(Format format) {
    SampleFinding sample =
        switch (format) {
          case ASFF -> Findings.finding();
          case OCSF -> OcsfFindings.ocsfFinding();
        };
    return sample.severity(SeverityLabel.MEDIUM).workflow(WorkflowStatus.NEW);
  }

  private static RuleEngine engine(SampleRule... rules) {
    return new RuleEngine(List.of(rules), CLOCK);
  }

  private static SampleFinding after(SampleFinding sample, SampleRule... rules) {
    Update update = engine(rules).evaluate(sample.read()).update();
    assertThat(update.isEmpty()).as("the rules change something").isFalse();
    return sample.after(update);
  }

  private static Evaluation stopped(SampleFinding sample, SampleRule... rules) {
    return engine(rules).settingNothing().evaluate(sample.read());
  }

  private static void isLeft(Evaluation evaluation, String... reasons) {
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.givenBack()).isEmpty();
    assertThat(evaluation.decidedBy()).isEmpty();
    assertThat(evaluation.kept()).hasSize(reasons.length);
    for (String reason : reasons) {
      assertThat(evaluation.kept()).anyMatch(sentence -> sentence.contains(reason));
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesAFreshFindingAndSaysWhatItWouldBe(Format format) {
    Evaluation evaluation = stopped(sample(format), QUIET, LOW);

    isLeft(
        evaluation,
        "which rule quiet wanted to be SUPPRESSED: nothing new is set now",
        "which rule low wanted to be LOW: nothing new is set now");
    assertThat(evaluation.matched()).extracting(Card::id).containsExactly("quiet", "low");
  }

  @ParameterizedTest
  @EnumSource
  void leavesWhatRulesWantAsItIs(Format format) {
    isLeft(stopped(after(sample(format), QUIET, LOW), QUIET, LOW));
  }

  @ParameterizedTest
  @EnumSource
  void givesBackWhatNoRuleWants(Format format) {
    SampleFinding changed = after(sample(format), QUIET, LOW);

    Evaluation evaluation = stopped(changed, QUIET.expires("2026-05-31"), LOW);

    SampleFinding back = changed.after(evaluation.update());
    assertThat(back.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(back.read().severity()).hasValue(SeverityLabel.LOW);
    assertThat(evaluation.givenBack()).hasSize(1);
    assertThat(evaluation.decidedBy()).isEmpty();
    isLeft(stopped(back, QUIET.expires("2026-05-31"), LOW));
  }

  /// The value goes to what was there before Quell, not to what the other rule wants; that comes
  /// when changing goes on.
  @ParameterizedTest
  @EnumSource
  void givesBackAndDoesNotSetWhatAnotherRuleWantsInstead(Format format) {
    SampleFinding low = after(sample(format), LOW);

    Evaluation evaluation = stopped(low, LOW.expires("2026-05-31"), HIGH);

    SampleFinding back = low.after(evaluation.update());
    assertThat(back.read().severity()).hasValue(SeverityLabel.MEDIUM);
    assertThat(evaluation.givenBack()).singleElement().asString().contains("MEDIUM again");
    assertThat(evaluation.kept())
        .singleElement()
        .asString()
        .contains("which rule high wanted to be HIGH: nothing new is set now");
    SampleFinding settled = back.after(engine(HIGH).evaluate(back.read()).update());
    assertThat(settled.read().severity()).hasValue(SeverityLabel.HIGH);
  }

  /// A later rule, perhaps the mistake, does not end what an earlier one still wants.
  @ParameterizedTest
  @EnumSource
  void keepsAValueThatARuleStillWantsAlthoughALaterOneWantsAnother(Format format) {
    SampleFinding low = after(sample(format), QUIET, LOW);
    SampleRule notify = rule("notify").decides(Decision.workflow(WorkflowStatus.NOTIFIED));

    isLeft(
        stopped(low, QUIET, LOW, HIGH, notify),
        "which rule high wanted to be HIGH",
        "which rule notify wanted to be NOTIFIED");
  }

  /// Each of the rules builds on what the others want, so none of their values counts alone.
  @ParameterizedTest
  @EnumSource
  void keepsWhatSeveralRelativeRulesHaveMadeTogether(Format format) {
    SampleRule[] chain = {
      rule("up").decides(raiseSeverity(2)), rule("down").decides(lowerSeverity(1))
    };
    SampleFinding high = after(sample(format), chain);
    assertThat(high.read().severity()).hasValue(SeverityLabel.HIGH);

    isLeft(stopped(high, chain));
  }

  @ParameterizedTest
  @EnumSource
  void writesNoNoteOfARuleAndKeepsTheOneThatIsThere(Format format) {
    SampleRule text = rule("text").decides(note("Ask the platform team."));
    isLeft(stopped(sample(format), text), "nothing new is set now");

    SampleFinding noted = after(sample(format), text, QUIET);
    isLeft(stopped(noted, text, QUIET));
    Evaluation evaluation = stopped(noted, text, QUIET.expires("2026-05-31"));
    assertThat(noted.after(evaluation.update()).read().workflowStatus())
        .hasValue(WorkflowStatus.NEW);
    assertThat(noted.after(evaluation.update()).json().toString())
        .contains("Ask the platform team.");
    assertThat(evaluation.decidedBy()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPersonsReleaseWorksAndSoDoesItsEnd(Format format) {
    SampleFinding changed = after(sample(format), QUIET);
    RuleEngine engine = engine(QUIET).settingNothing();

    SampleFinding released = changed.after(engine.release(changed.read()).update());
    assertThat(released.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
    SampleFinding undone = released.after(engine.undoRelease(released.read()).update());
    isLeft(engine.evaluate(undone.read()), "nothing new is set now");
    assertThat(undone.after(engine(QUIET).evaluate(undone.read()).update()).read().workflowStatus())
        .hasValue(WorkflowStatus.SUPPRESSED);
  }

  @ParameterizedTest
  @EnumSource
  void aSuspendedRuleSetsNothingAndWhatItHasSetGoesBack(Format format) {
    RuleEngine engine = engine(QUIET, LOW).suspending(Set.of("quiet"));
    SampleFinding changed = after(sample(format), QUIET, LOW);

    Evaluation evaluation = engine.evaluate(changed.read());
    assertThat(evaluation.matched()).extracting(Card::id).containsExactly("low");
    assertThat(changed.after(evaluation.update()).read().workflowStatus())
        .hasValue(WorkflowStatus.NEW);
    assertThat(engine.evaluate(sample(format).read()).decidedBy())
        .hasValueSatisfying(card -> assertThat(card.id()).isEqualTo("low"));
    assertThat(engine.due(LocalDate.parse("2026-05-31")).named()).containsExactly("quiet");
    assertThat(engine.explain("quiet", changed.read())).isInstanceOf(Explanation.Suspended.class);
  }

  @ParameterizedTest
  @EnumSource
  void suspensionByAFormerIdHoldsAndAnUnknownIdDoesNothing(Format format) {
    RuleEngine moved =
        new RuleEngine(
            List.of(QUIET),
            new RuleHistory(Set.of("gone"), Map.of("silent", "quiet"), Set.of()),
            "version",
            BookSettings.trial(),
            CLOCK);

    assertThat(moved.suspending(Set.of("silent")).evaluate(sample(format).read()).matched())
        .isEmpty();
    assertThat(moved.suspending(Set.of("nobody", "gone"))).isSameAs(moved);
    assertThat(moved.unknown(List.of("silent", "nobody", "quiet", "gone")))
        .containsExactly("nobody", "gone");
  }

  @ParameterizedTest
  @EnumSource
  void bothTogetherGiveBackAndSetNothing(Format format) {
    SampleFinding changed = after(sample(format), QUIET);

    Evaluation evaluation =
        engine(QUIET, LOW).suspending(Set.of("quiet")).settingNothing().evaluate(changed.read());

    SampleFinding back = changed.after(evaluation.update());
    assertThat(back.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(back.read().severity()).hasValue(SeverityLabel.MEDIUM);
  }

  @ParameterizedTest
  @EnumSource
  void decidedByNamesTheLastRuleWhoseValueIsInTheUpdate(Format format) {
    SampleFinding fresh = sample(format);
    RuleEngine engine = engine(LOW, HIGH, QUIET, rule("again").decides(suppress()));
    assertThat(engine.evaluate(fresh.read()).decidedBy().map(Card::id)).hasValue("again");

    assertThat(engine(QUIET, LOW, HIGH).evaluate(fresh.read()).decidedBy().map(Card::id))
        .as("what hides a finding goes first")
        .hasValue("quiet");

    SampleFinding suppressed = after(fresh, QUIET);
    assertThat(engine(LOW, HIGH, QUIET).evaluate(suppressed.read()).decidedBy().map(Card::id))
        .as("the status is as the last rule wants it already")
        .hasValue("high");
    assertThat(engine(QUIET).evaluate(suppressed.read()).decidedBy()).isEmpty();
    assertThat(engine(HIGH, LOW).evaluate(fresh.read()).decidedBy().map(Card::id)).hasValue("low");
    assertThat(engine(rule("none").decides(Decision.noMatch())).evaluate(fresh.read()).decidedBy())
        .isEmpty();
  }
}
