package io.quell.run;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static io.quell.finding.WorkflowStatus.NEW;
import static io.quell.finding.WorkflowStatus.NOTIFIED;
import static io.quell.finding.WorkflowStatus.RESOLVED;
import static io.quell.finding.WorkflowStatus.SUPPRESSED;
import static io.quell.run.Settled.LOWER;
import static io.quell.run.Settled.SUPPRESS;
import static io.quell.run.Settled.WITH_A_FULL_CARD;
import static io.quell.run.Settled.after;
import static io.quell.run.Settled.evaluate;
import static io.quell.run.Settled.marks;
import static io.quell.run.Settled.noted;
import static io.quell.run.Settled.settles;
import static io.quell.run.Settled.text;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.lowerSeverity;
import static io.quell.update.Decision.note;
import static io.quell.update.Decision.productSeverity;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static io.quell.update.Decision.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Note;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Rule;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.ReservedFields;
import io.quell.update.Update;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is sent, kept and said of findings in ASFF, and where the format does not matter of both.
final class SettlementTest {
  private static final Sample HIGH_BY_PROVIDER = finding().severity(HIGH);
  private static final Sample HIGH_WITHOUT_PROVIDER =
      finding().without("FindingProviderFields").severityInForce(HIGH);

  static List<SampleFinding> bothFormats() {
    return List.of(finding(), ocsfFinding());
  }

  /// Findings with the severity HIGH, by their providers and by somebody else.
  static List<SampleFinding> highInBothFormats() {
    return List.of(
        HIGH_BY_PROVIDER,
        HIGH_WITHOUT_PROVIDER,
        ocsfFinding().severity(HIGH),
        ocsfFinding().severity(HIGH).without("vendor_attributes"));
  }

  private static Sample filled(Sample sample, int fields) {
    Sample filled = sample;
    for (int at = 0; at < fields; at++) {
      filled = filled.userDefinedField("field " + at, "value");
    }
    return filled;
  }

  // --- What the finding has already

  @ParameterizedTest
  @MethodSource("bothFormats")
  void sendsNothingThatTheFindingHas(SampleFinding sample) {
    assertThat(evaluate(sample.workflow(SUPPRESSED), SUPPRESS).update()).isEqualTo(Update.NONE);
    assertThat(evaluate(sample.severity(LOW), rule("a").decides(severity(LOW))).update())
        .isEqualTo(Update.NONE);
    assertThat(evaluate(sample.workflow(SUPPRESSED), SUPPRESS).kept()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void sendsOnlyWhatIsLeft(SampleFinding sample) {
    Update update =
        evaluate(sample.severity(LOW), rule("a").decides(suppress().and(severity(LOW)))).update();
    assertThat(update.severity()).isEmpty();
    assertThat(update.workflowStatus()).hasValue(SUPPRESSED);
  }

  @ParameterizedTest
  @MethodSource("highInBothFormats")
  void changesAHighSeverityOnce(SampleFinding sample) {
    settles(sample, SUPPRESS, LOWER);
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void sendsTheSameUpdateOnce(SampleFinding sample) {
    settles(sample, rule("a").decides(note("Look here.")));
    settles(sample, rule("a").decides(suppress().and(note("Look here."))));
    settles(finding().note("mine", "ann"), rule("a").decides(suppress().and(note("Look here."))));
    settles(sample, SUPPRESS, rule("a").decides(note("Look here.")), LOWER);
  }

  /// The wording of a note is no reason for an update.
  @ParameterizedTest
  @MethodSource("bothFormats")
  void keepsANoteWhoseRuleSaysItOtherwiseNow(SampleFinding sample) {
    SampleFinding noted = after(sample, rule("a").decides(note("old")));
    assertThat(evaluate(noted, rule("a").decides(note("new"))).update()).isEqualTo(Update.NONE);
    assertThat(evaluate(noted, rule("b").decides(note("new"))).update().note().orElseThrow().text())
        .startsWith("new\n");
  }

  // --- What a person wrote

  @ParameterizedTest
  @MethodSource("bothFormats")
  void keepsAFindingThatAPersonHasClosed(SampleFinding sample) {
    for (WorkflowStatus wanted : List.of(NEW, NOTIFIED, SUPPRESSED)) {
      Evaluation evaluation =
          evaluate(sample.workflow(RESOLVED), rule("a").decides(workflow(wanted)));
      assertThat(evaluation.update()).isEqualTo(Update.NONE);
      assertThat(evaluation.kept())
          .containsExactly(
              "the workflow status RESOLVED that Quell did not set, which rule a wanted to be "
                  + wanted);
    }
    for (WorkflowStatus wanted : List.of(NEW, NOTIFIED, RESOLVED)) {
      assertThat(
              evaluate(sample.workflow(SUPPRESSED), rule("a").decides(workflow(wanted))).update())
          .isEqualTo(Update.NONE);
    }
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void leavesFindingsThatAPersonIsAtWorkOn(SampleFinding sample) {
    SampleFinding atWork = noted(sample.workflow(NOTIFIED), "on it");
    Rule reopen = rule("a").decides(workflow(NEW));
    assertThat(evaluate(atWork, SUPPRESS).update()).isEqualTo(Update.NONE);
    assertThat(evaluate(atWork, reopen).update()).isEqualTo(Update.NONE);
    assertThat(evaluate(atWork, reopen).kept()).hasSize(1);
    SampleFinding notified = sample.workflow(NOTIFIED);
    assertThat(evaluate(notified, reopen).update().workflowStatus()).hasValue(NEW);
    assertThat(evaluate(notified, SUPPRESS).update().workflowStatus()).hasValue(SUPPRESSED);
  }

  @Test
  void takesANoteOfQuellsForNobodysWork() {
    Sample noted = after(finding().workflow(NOTIFIED), rule("b").decides(note("Look here.")));
    assertThat(evaluate(noted, rule("a").decides(workflow(NEW))).update().workflowStatus())
        .hasValue(NEW);
  }

  /// Without its mark nothing tells what Quell has set, and it would set it again and again.
  @Test
  void changesNothingWhereSomebodyHasTakenTheMarkAway() {
    Sample bare = after(finding(), SUPPRESS).with(Map.of("team", "blue"), "UserDefinedFields");
    Evaluation evaluation = evaluate(bare, SUPPRESS, LOWER);
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept())
        .contains("everything: it has a note of Quell's, whose mark somebody has taken away");
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void changesWhatQuellItselfHasSet(SampleFinding sample) {
    SampleFinding changed = after(after(sample, SUPPRESS), rule("a").decides(workflow(NOTIFIED)));
    assertThat(changed.read().workflowStatus()).hasValue(NOTIFIED);
    assertThat(marks(changed)).containsEntry("wf", "NOTIFIED<NEW");
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void keepsASeverityThatAPersonSet(SampleFinding sample) {
    Evaluation evaluation = evaluate(sample.severity(HIGH).severityInForce(CRITICAL), LOWER);
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept())
        .containsExactly(
            "the severity CRITICAL that Quell did not set, which rule lower wanted to be MEDIUM");
  }

  @ParameterizedTest
  @MethodSource("highInBothFormats")
  void keepsASeverityThatAPersonSetAfterQuell(SampleFinding sample) {
    SampleFinding lowered = after(sample, LOWER);
    assertThat(lowered.read().severity()).hasValue(MEDIUM);
    assertThat(evaluate(lowered.severityInForce(CRITICAL), LOWER).update()).isEqualTo(Update.NONE);
    assertThat(evaluate(lowered.severityInForce(HIGH), LOWER).update()).isEqualTo(Update.NONE);
    assertThat(evaluate(lowered.severityInForce(HIGH), LOWER).kept()).hasSize(1);
  }

  @Test
  void keepsAPersonsNoteAndPutsItsOwnBeside() {
    Sample noted = finding().note("Ask Ann first.", "ann");
    Update update = evaluate(noted, SUPPRESS).update();
    assertThat(update.note()).isEmpty();
    assertThat(update.userDefinedFields())
        .containsEntry(
            "QuellNote", "Quell rule quiet: suppressed. Owner: team. Reason: A sample reason.");
    assertThat(after(noted, SUPPRESS).read().note()).hasValue(new Note("Ask Ann first.", "ann"));
  }

  @Test
  void keepsANoteThatAPersonWroteOverQuells() {
    Sample noted = after(finding(), SUPPRESS).note("Quell rule quiet is wrong here.", "ann");
    assertThat(evaluate(noted, SUPPRESS, LOWER).update().note()).isEmpty();
  }

  @Test
  void keepsAPersonsUserDefinedFields() {
    Sample sample = finding().userDefinedField("team", "blue");
    assertThat(evaluate(sample, SUPPRESS).update().userDefinedFields())
        .containsEntry("team", "blue");
    assertThat(after(after(sample, SUPPRESS), LOWER).read().userDefinedFields())
        .containsEntry("team", "blue");
  }

  // --- What Quell says about itself

  @Test
  void saysWhereAChangeComesFrom() {
    Update update = evaluate(HIGH_BY_PROVIDER, WITH_A_FULL_CARD).update();
    assertThat(update)
        .isEqualTo(
            Update.builder()
                .severity(MEDIUM)
                .workflowStatus(SUPPRESSED)
                .note(
                    new Note(
                        "Quell rule quiet: suppressed, severity set to MEDIUM. Owner: platform,"
                            + " expires 2027-01-31. Ticket: SEC-1. Reason: Nobody reads it.",
                        "quell"))
                .userDefinedFields(
                    Map.of(
                        "QuellBook",
                        "adhoc",
                        "QuellRules",
                        ",quiet,",
                        "QuellMark",
                        "2 wf=SUPPRESSED<NEW sev=MEDIUM<HIGH"))
                .build());
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void keepsWhatWasBeforeQuellOnTheSecondChange(SampleFinding sample) {
    SampleFinding first = after(sample.severity(HIGH), LOWER, SUPPRESS);
    SampleFinding second =
        after(
            first, rule("raise").decides(raiseSeverity(1)), rule("a").decides(workflow(RESOLVED)));
    assertThat(second.read().severity()).hasValue(CRITICAL);
    assertThat(marks(second))
        .containsEntry("sev", "CRITICAL<HIGH")
        .containsEntry("wf", "RESOLVED<NEW")
        .containsEntry("rules", ",a,raise,");
  }

  @ParameterizedTest
  @MethodSource("highInBothFormats")
  void startsAgainFromWhatWasBeforeQuell(SampleFinding sample) {
    SampleFinding lowered = after(sample, LOWER);
    assertThat(lowered.read().severity()).hasValue(MEDIUM);
    assertThat(after(lowered, LOWER, SUPPRESS).read().severity()).hasValue(MEDIUM);
    assertThat(after(lowered, rule("two").decides(lowerSeverity(2))).read().severity())
        .hasValue(LOW);
  }

  @Test
  void startsFromNothingWhereNothingWasBeforeQuell() {
    Sample sample = finding().without("FindingProviderFields").without("Severity");
    Sample set = after(sample, rule("set").decides(severity(LOW)));
    assertThat(evaluate(set, rule("raise").decides(raiseSeverity(1))).update())
        .isEqualTo(Update.NONE);
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void namesEveryRuleWhoseChangeIsInForceAfterASecondUpdate(SampleFinding sample) {
    SampleRule quiet = SUPPRESS.expires("2026-12-31");
    SampleFinding second = after(after(sample.severity(HIGH), quiet), quiet, LOWER);
    assertThat(marks(second)).containsEntry("rules", ",lower,quiet,");
    assertThat(text(second))
        .contains("rule quiet: suppressed")
        .contains("rule lower: severity set to MEDIUM");
  }

  // --- Limits

  @Test
  void keepsWithinFiftyUserDefinedFields() {
    Evaluation fits = evaluate(filled(finding(), 47), SUPPRESS);
    assertThat(fits.update().userDefinedFields()).hasSize(50);
    assertThat(fits.kept()).isEmpty();
    Evaluation full = evaluate(filled(finding(), 48), SUPPRESS);
    assertThat(full.update()).isEqualTo(Update.NONE);
    assertThat(full.kept())
        .containsExactly(
            "everything: of at most 50 user-defined fields there is no room left for Quell's own"
                + " 3");
  }

  @Test
  void canTakeBackAlthoughNoFieldIsLeftForItsNote() {
    Sample sample = filled(finding().severity(MEDIUM).note("mine", "ann"), 47);
    Sample changed = after(sample, SUPPRESS);
    assertThat(changed.read().userDefinedFields())
        .hasSize(50)
        .containsKey(ReservedFields.MARK)
        .doesNotContainKey(ReservedFields.NOTE);
    assertThat(after(changed, SUPPRESS.expires("2026-01-01")).read().workflowStatus())
        .hasValue(NEW);
  }

  @Test
  void fillsTheLastFieldWithItsNote() {
    Sample changed =
        after(filled(finding().note("mine", "ann"), 46), SUPPRESS.expires("2026-12-31"), LOWER);
    assertThat(changed.read().userDefinedFields()).hasSize(50);
    assertThat(evaluate(changed, rule("a").decides(workflow(RESOLVED))).kept())
        .as("what other rules had set, and not that there was no room")
        .noneMatch(kept -> kept.startsWith("everything"));
  }

  /// The service refuses a blank value, but findings come with such.
  @Test
  void leavesOutAFieldOfOthersThatSaysNothing() {
    Sample sample = finding().userDefinedField("ticket", " ").userDefinedField("team", "blue");
    Update update = evaluate(sample, SUPPRESS).update();
    assertThat(update.workflowStatus()).isPresent();
    assertThat(update.userDefinedFields())
        .containsEntry("team", "blue")
        .doesNotContainKey("ticket");
    assertThat(evaluate(sample.after(update), SUPPRESS).update()).isEqualTo(Update.NONE);
  }

  @Test
  void setsANegativeZeroOnce() {
    Rule zero = rule("zero").decides(productSeverity(-0.0));
    Sample sample = finding().with(5, "Severity", "Product");
    Update update = evaluate(sample, zero).update();
    assertThat(update.isEmpty()).isFalse();
    assertThat(evaluate(sample.after(update), zero).update()).isEqualTo(Update.NONE);
  }

  @Test
  void settlesWithoutRoomForItsFields() {
    for (Sample sample :
        List.of(
            HIGH_BY_PROVIDER,
            HIGH_WITHOUT_PROVIDER,
            HIGH_BY_PROVIDER.note("mine", "ann"),
            HIGH_WITHOUT_PROVIDER.note("mine", "ann"))) {
      for (int fields = 42; fields <= 50; fields++) {
        settles(filled(sample, fields), SUPPRESS, LOWER);
        settles(filled(sample, fields), rule("a").decides(suppress().and(note("Look here."))));
        settles(filled(sample, fields), rule("a").decides(note("Look here.")));
      }
    }
  }
}
