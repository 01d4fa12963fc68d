package io.quell.run;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static io.quell.finding.WorkflowStatus.NEW;
import static io.quell.finding.WorkflowStatus.NOTIFIED;
import static io.quell.finding.WorkflowStatus.RESOLVED;
import static io.quell.finding.WorkflowStatus.SUPPRESSED;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.lowerSeverity;
import static io.quell.update.Decision.note;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static io.quell.update.Decision.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Note;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Change;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is sent, kept and said of findings in ASFF, and where the format does not matter of both.
final class SettlementTest {
  private static final SampleRule SUPPRESS = rule("quiet").decides(suppress());
  private static final SampleRule LOWER = rule("lower").decides(lowerSeverity(1));
  private static final Sample HIGH_BY_PROVIDER = finding().severity(HIGH);
  private static final Sample HIGH_WITHOUT_PROVIDER =
      finding().without("FindingProviderFields").severityInForce(HIGH);

  private static Evaluation evaluate(SampleFinding sample, Rule... rules) {
    Clock clock = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    return new RuleEngine(List.of(rules), clock).evaluate(sample.read());
  }

  private static Sample after(Sample sample, Rule... rules) {
    return sample.after(evaluate(sample, rules).update());
  }

  private static SampleFinding after(SampleFinding sample, Rule... rules) {
    return sample.after(evaluate(sample, rules).update());
  }

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

  private static void settles(Sample sample, Rule... rules) {
    assertThat(evaluate(after(sample, rules), rules).update()).isEqualTo(Update.NONE);
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

  @Test
  void sendsOnlyWhatIsLeft() {
    Update update =
        evaluate(finding().severity(LOW), rule("a").decides(suppress().and(severity(LOW))))
            .update();
    assertThat(update.severity()).isEmpty();
    assertThat(update.workflowStatus()).hasValue(SUPPRESSED);
  }

  @Test
  void sendsTheSameUpdateOnce() {
    settles(HIGH_BY_PROVIDER, SUPPRESS, LOWER);
    settles(HIGH_WITHOUT_PROVIDER, SUPPRESS, LOWER);
    settles(finding(), rule("a").decides(note("Look here.")));
    settles(finding(), rule("a").decides(suppress().and(note("Look here."))));
    settles(finding().note("mine", "ann"), rule("a").decides(suppress().and(note("Look here."))));
    settles(finding(), SUPPRESS, rule("a").decides(note("Look here.")), LOWER);
  }

  @Test
  void sendsANewNoteAgain() {
    Sample noted = after(finding(), rule("a").decides(note("old")));
    assertThat(evaluate(noted, rule("a").decides(note("new"))).update().note().orElseThrow().text())
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

  @Test
  void leavesFindingsThatAPersonIsAtWorkOn() {
    assertThat(evaluate(finding().workflow(NOTIFIED).note("on it", "ann"), SUPPRESS).update())
        .isEqualTo(Update.NONE);
    Rule reopen = rule("a").decides(workflow(NEW));
    assertThat(evaluate(finding().workflow(NOTIFIED).note("on it", "ann"), reopen).update())
        .isEqualTo(Update.NONE);
    assertThat(evaluate(finding().workflow(NOTIFIED).note("on it", "ann"), reopen).kept())
        .hasSize(1);
    assertThat(evaluate(finding().workflow(NOTIFIED), reopen).update().workflowStatus())
        .hasValue(NEW);
    assertThat(
            evaluate(finding().workflow(NOTIFIED).note("by a rule", "quell"), reopen)
                .update()
                .workflowStatus())
        .hasValue(NEW);
  }

  @Test
  void changesWhatQuellItselfHasSet() {
    Sample suppressed = after(finding(), SUPPRESS);
    Update update = evaluate(suppressed, rule("a").decides(workflow(NOTIFIED))).update();
    assertThat(update.workflowStatus()).hasValue(NOTIFIED);
    assertThat(update.userDefinedFields())
        .containsEntry("quell.workflow", "NOTIFIED")
        .containsEntry("quell.workflowBefore", "NEW");
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
            "quell.note", "Quell rule quiet: suppressed. Owner: team. Reason: A sample reason.");
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
    Rule rule =
        rule("quiet")
            .with(
                Card.builder("quiet", "A title", "Nobody reads it.", "platform")
                    .ticket("SEC-1")
                    .expires(LocalDate.of(2027, 1, 31))
                    .changes(Set.of(Change.SUPPRESSION, Change.SEVERITY))
                    .build())
            .decides(suppress().and(lowerSeverity(1)));
    Update update = evaluate(HIGH_BY_PROVIDER, rule).update();
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
                        "quell.rules",
                        "quiet",
                        "quell.expires",
                        "2027-01-31",
                        "quell.severity",
                        "MEDIUM",
                        "quell.severityBefore",
                        "HIGH",
                        "quell.workflow",
                        "SUPPRESSED",
                        "quell.workflowBefore",
                        "NEW"))
                .build());
  }

  @Test
  void keepsWhatWasBeforeQuellOnTheSecondChange() {
    Sample first = after(HIGH_BY_PROVIDER, LOWER, SUPPRESS);
    Sample second =
        after(
            first, rule("raise").decides(raiseSeverity(1)), rule("a").decides(workflow(RESOLVED)));
    assertThat(second.read().severity()).hasValue(CRITICAL);
    assertThat(second.read().userDefinedFields())
        .containsEntry("quell.severity", "CRITICAL")
        .containsEntry("quell.severityBefore", "HIGH")
        .containsEntry("quell.workflow", "RESOLVED")
        .containsEntry("quell.workflowBefore", "NEW")
        .containsEntry("quell.rules", "a,raise");
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

  @Test
  void namesEveryRuleWhoseChangeIsInForceAfterASecondUpdate() {
    Sample second =
        after(
            after(HIGH_BY_PROVIDER, SUPPRESS.expires("2026-12-31")),
            SUPPRESS.expires("2026-12-31"),
            LOWER);
    assertThat(second.read().userDefinedFields())
        .containsEntry("quell.rules", "quiet,lower")
        .containsEntry("quell.expires", "2026-12-31");
    assertThat(second.read().note().orElseThrow().text())
        .contains("rule quiet: suppressed")
        .contains("rule lower: severity set to MEDIUM");
  }

  @Test
  void takesTheFirstOfTheLastDays() {
    Update update =
        evaluate(HIGH_BY_PROVIDER, SUPPRESS.expires("2027-12-31"), LOWER.expires("2026-12-31"))
            .update();
    assertThat(update.userDefinedFields()).containsEntry("quell.expires", "2026-12-31");
    assertThat(evaluate(finding(), SUPPRESS).update().userDefinedFields())
        .doesNotContainKey("quell.expires");
  }

  /// A field that an update leaves out stays, should the service add an update's fields to those
  /// that are there.
  @Test
  void overwritesALastDayThatHoldsNoMore() {
    Sample first = after(finding(), SUPPRESS.expires("2026-12-31"));
    Update second = evaluate(first, rule("a").decides(workflow(RESOLVED))).update();
    assertThat(second.userDefinedFields()).containsEntry("quell.expires", "never");
  }

  // --- Limits

  @Test
  void keepsWithinFiftyUserDefinedFields() {
    Evaluation fits = evaluate(filled(finding(), 42), SUPPRESS);
    assertThat(fits.update().userDefinedFields()).hasSize(45);
    assertThat(fits.kept()).isEmpty();
    Evaluation full = evaluate(filled(finding(), 43), SUPPRESS);
    assertThat(full.update()).isEqualTo(Update.NONE);
    assertThat(full.kept())
        .containsExactly(
            "everything: of at most 50 user-defined fields there is no room left for Quell's own"
                + " 8");
    Sample changed =
        after(filled(finding().note("mine", "ann"), 42), SUPPRESS.expires("2026-12-31"), LOWER);
    assertThat(changed.read().userDefinedFields()).hasSize(49);
    assertThat(evaluate(changed, rule("a").decides(workflow(RESOLVED))).kept())
        .as("what other rules had set, and not that there was no room")
        .noneMatch(kept -> kept.startsWith("everything"));
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
