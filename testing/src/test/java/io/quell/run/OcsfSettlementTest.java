package io.quell.run;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static io.quell.finding.WorkflowStatus.NEW;
import static io.quell.finding.WorkflowStatus.RESOLVED;
import static io.quell.finding.WorkflowStatus.SUPPRESSED;
import static io.quell.run.Settled.LOWER;
import static io.quell.run.Settled.SUPPRESS;
import static io.quell.run.Settled.WITH_A_FULL_CARD;
import static io.quell.run.Settled.after;
import static io.quell.run.Settled.evaluate;
import static io.quell.run.Settled.settles;
import static io.quell.run.Settled.text;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.note;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.status;
import static io.quell.update.Decision.suppress;
import static io.quell.update.Decision.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.rule.Rule;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is sent, kept and said of findings in OCSF alone: there everything Quell says stands in the
/// comment. What holds for both formats is in [SettlementTest].
final class OcsfSettlementTest {
  private static final OcsfSample HIGH_BY_PROVIDER = ocsfFinding().severity(HIGH);
  private static final OcsfSample HIGH_WITHOUT_PROVIDER =
      HIGH_BY_PROVIDER.without("vendor_attributes");

  private static final String FOREIGN =
      "everything: it has a comment that somebody else wrote, beside which no mark has a place";

  // --- What the finding has already

  @Test
  void sendsOnceWhatLooksLikeAMarkOrOnlyOcsfKnows() {
    settles(ocsfFinding(), rule("a").decides(suppress().and(note("Look\n--\nhere."))));
    settles(
        ocsfFinding(),
        SUPPRESS,
        rule("a").decides(note("Look here. [quell:prod 1f3a ,b, 2 wf=SUPPRESSED<NEW]")),
        LOWER);
    settles(ocsfFinding(), rule("a").decides(status(OcsfStatus.ARCHIVED)));
    settles(ocsfFinding(), rule("a").decides(severity(OcsfSeverity.FATAL)));
    settles(ocsfFinding(), rule("a").decides(severity(OcsfSeverity.OTHER)), SUPPRESS);
  }

  // --- What a person wrote

  @ParameterizedTest
  @EnumSource(names = {"ARCHIVED", "DELETED", "OTHER"})
  void keepsAFindingThatSomebodyHasDoneWithInAWayThatOnlyOcsfKnows(OcsfStatus status) {
    for (SampleRule rule :
        List.of(
            SUPPRESS,
            rule("quiet").decides(workflow(NEW)),
            rule("quiet").decides(status(OcsfStatus.UNKNOWN)))) {
      Evaluation evaluation = evaluate(ocsfFinding().status(status), rule);
      assertThat(evaluation.update()).isEqualTo(Update.NONE);
      assertThat(evaluation.kept())
          .singleElement()
          .asString()
          .startsWith(
              "the workflow status "
                  + status
                  + " that Quell did not set, which rule quiet wanted to be ");
    }
  }

  @Test
  void suppressesWhatNobodyHasLookedAt() {
    assertThat(
            evaluate(ocsfFinding().status(OcsfStatus.UNKNOWN), SUPPRESS).update().workflowStatus())
        .hasValue(SUPPRESSED);
    assertThat(evaluate(ocsfFinding().without("status_id"), SUPPRESS).update().workflowStatus())
        .hasValue(SUPPRESSED);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNKNOWN", "FATAL", "OTHER"})
  void keepsASeverityThatAPersonSetAndThatOnlyOcsfKnows(OcsfSeverity severity) {
    for (OcsfSample sample :
        List.of(
            HIGH_BY_PROVIDER.severityInForce(severity),
            ocsfFinding().severity(CRITICAL).severityInForce(severity))) {
      Evaluation evaluation = evaluate(sample, rule("lower").decides(severity(LOW)));
      assertThat(evaluation.update()).isEqualTo(Update.NONE);
      assertThat(evaluation.kept())
          .containsExactly(
              "the severity "
                  + severity
                  + " that Quell did not set, which rule lower wanted to be LOW");
    }
  }

  @Test
  void keepsAFatalSeverityThatAPersonSetAfterQuell() {
    OcsfSample raised = after(HIGH_BY_PROVIDER, rule("raise").decides(raiseSeverity(1)));
    assertThat(
            evaluate(
                    raised.severityInForce(OcsfSeverity.FATAL),
                    rule("raise").decides(severity(LOW)))
                .update())
        .isEqualTo(Update.NONE);
  }

  @Test
  void changesNothingOnAFindingWithAPersonsComment() {
    for (String comment : List.of("Ask Ann first.", "f".repeat(512))) {
      OcsfSample noted = HIGH_BY_PROVIDER.comment(comment);
      for (SampleRule rule : List.of(SUPPRESS, LOWER, rule("a").decides(note("Look here.")))) {
        Evaluation evaluation = evaluate(noted, rule);
        assertThat(evaluation.update()).isEqualTo(Update.NONE);
        assertThat(evaluation.failures()).isEmpty();
        assertThat(evaluation.kept()).containsExactly(FOREIGN);
      }
    }
  }

  /// Whoever writes into a comment of Quell's makes it theirs, and the finding with it.
  @Test
  void changesNothingMoreWhereAPersonWroteInItsSentence() {
    OcsfSample suppressed = after(ocsfFinding(), SUPPRESS);
    for (String edited :
        List.of(
            "Wrong! " + text(suppressed),
            text(suppressed).replace("suppressed", "hidden"),
            text(suppressed) + "\nWhy?",
            "Mine now.")) {
      OcsfSample sample = suppressed.comment(edited);
      assertThat(evaluate(sample, SUPPRESS).update()).as(edited).isEqualTo(Update.NONE);
      assertThat(evaluate(sample, SUPPRESS, LOWER).update()).as(edited).isEqualTo(Update.NONE);
      assertThat(evaluate(sample, SUPPRESS, LOWER).kept()).as(edited).contains(FOREIGN);
      assertThat(evaluate(sample, rule("a").decides(workflow(RESOLVED))).update())
          .as(edited)
          .isEqualTo(Update.NONE);
    }
  }

  // --- What Quell says about itself

  @Test
  void saysWhereAChangeComesFrom() {
    Update update = evaluate(HIGH_BY_PROVIDER, WITH_A_FULL_CARD).update();
    assertThat(update.severityId()).hasValue(OcsfSeverity.MEDIUM);
    assertThat(update.statusId()).hasValue(OcsfStatus.SUPPRESSED);
    assertThat(update.userDefinedFields()).isEmpty();
    assertThat(update.note().orElseThrow().text())
        .matches(
            "Quell rule quiet: suppressed, severity set to MEDIUM\\. Owner: platform, expires"
                + " 2027-01-31\\. Ticket: SEC-1\\. Reason: Nobody reads it\\. \\[quell:adhoc"
                + " [0-9a-f]{4} ,quiet, 2 wf=SUPPRESSED<NEW sev=MEDIUM<HIGH]");
  }

  @Test
  void changesAgainWhatOnlyOcsfKnowsAndQuellHasSet() {
    OcsfSample archived = after(ocsfFinding(), rule("a").decides(status(OcsfStatus.ARCHIVED)));
    assertThat(archived.read().statusId()).hasValue(OcsfStatus.ARCHIVED);
    assertThat(evaluate(archived, SUPPRESS).update().workflowStatus()).hasValue(SUPPRESSED);
    OcsfSample other = after(HIGH_BY_PROVIDER, rule("a").decides(severity(OcsfSeverity.OTHER)));
    assertThat(other.read().severityId()).hasValue(OcsfSeverity.OTHER);
    assertThat(after(other, rule("a").decides(severity(HIGH))).read().severity()).hasValue(HIGH);
    assertThat(after(other, LOWER).read().severity()).hasValue(MEDIUM);
    assertThat(text(after(other, LOWER))).contains(" sev=MEDIUM<HIGH");
  }

  @Test
  void showsRulesTheFindingAsItIsWithoutQuell() {
    SampleRule high =
        rule("a")
            .when(
                Field.Named.SEVERITY
                    .is(HIGH)
                    .and(Field.Named.WORKFLOW_STATUS.is(NEW))
                    .and(Criteria.raw("severity").is("High"))
                    .and(Criteria.raw("status").is("New"))
                    .unless(Field.Named.NOTE_TEXT.isPresent()))
            .decides(suppress().and(severity(OcsfSeverity.FATAL)));
    OcsfSample sample = HIGH_BY_PROVIDER.with("High", "severity");
    OcsfSample changed = after(sample, high);
    assertThat(changed.read().workflowStatus()).hasValue(SUPPRESSED);
    assertThat(
            evaluate(changed.with("Fatal", "severity").with("Suppressed", "status"), high)
                .matched())
        .hasSize(1);
    settles(sample, high);
    SampleRule open =
        rule("a").when(Field.Named.RECORD_STATE.is("ACTIVE")).decides(status(OcsfStatus.ARCHIVED));
    SampleRule closed =
        rule("b").when(Field.Named.RECORD_STATE.is("ARCHIVED")).decides(workflow(NEW));
    settles(ocsfFinding(), open, closed);
  }

  @Test
  void showsRulesTheCommentThatAPersonWrote() {
    SampleRule rule =
        rule("a").when(Field.Named.NOTE_TEXT.is("Ask Ann first.")).decides(suppress());
    assertThat(evaluate(ocsfFinding().comment("Ask Ann first."), rule).matched()).hasSize(1);
    assertThat(evaluate(after(ocsfFinding(), SUPPRESS), rule).matched()).isEmpty();
  }

  // --- One field under two names

  @Test
  void letsTheLaterRuleWinWhicheverNameItUses() {
    SampleRule archive = rule("archive").decides(status(OcsfStatus.ARCHIVED));
    SampleRule fatal = rule("fatal").decides(severity(OcsfSeverity.FATAL));
    SampleRule low = rule("low").decides(severity(LOW));
    assertThat(after(ocsfFinding(), SUPPRESS, archive).read().statusId())
        .hasValue(OcsfStatus.ARCHIVED);
    assertThat(after(ocsfFinding(), archive, SUPPRESS).read().statusId())
        .hasValue(OcsfStatus.SUPPRESSED);
    assertThat(after(ocsfFinding(), low, fatal).read().severityId()).hasValue(OcsfSeverity.FATAL);
    assertThat(after(ocsfFinding(), fatal, low).read().severityId()).hasValue(OcsfSeverity.LOW);
    for (Rule[] rules :
        new Rule[][] {
          {SUPPRESS, archive},
          {archive, SUPPRESS},
          {low, fatal},
          {fatal, low},
          {fatal, LOWER},
          {fatal, rule("raise").decides(raiseSeverity(1))}
        }) {
      settles(ocsfFinding(), rules);
    }
  }

  @Test
  void startsARelativeSeverityFromTheOneThatAnEarlierRuleSet() {
    SampleRule fatal = rule("fatal").decides(severity(OcsfSeverity.FATAL));
    SampleRule other = rule("other").decides(severity(OcsfSeverity.OTHER));
    assertThat(after(ocsfFinding(), fatal, LOWER).read().severityId()).hasValue(OcsfSeverity.HIGH);
    assertThat(
            after(ocsfFinding(), fatal, rule("raise").decides(raiseSeverity(1)))
                .read()
                .severityId())
        .hasValue(OcsfSeverity.FATAL);
    assertThat(after(ocsfFinding(), other, LOWER).read().severityId()).hasValue(OcsfSeverity.OTHER);
  }

  @Test
  void changesNothingOfAFatalSeverityThatShouldBeCriticalAtLeast() {
    OcsfSample fatal =
        ocsfFinding()
            .severityInForce(OcsfSeverity.FATAL)
            .with(6, "vendor_attributes", "severity_id");
    assertThat(evaluate(fatal, rule("a").decides(Decision.floorSeverity(CRITICAL))).update())
        .isEqualTo(Update.NONE);
    assertThat(after(fatal, LOWER).read().severityId()).hasValue(OcsfSeverity.HIGH);
    assertThat(Optional.of(text(after(fatal, LOWER))))
        .hasValueSatisfying(comment -> assertThat(comment).contains("sev=HIGH<FATAL"));
    settles(fatal, LOWER);
  }

  @Test
  void releasesAFindingToWhatItWas() {
    Clock clock = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    for (OcsfSample sample :
        List.of(
            HIGH_BY_PROVIDER,
            HIGH_WITHOUT_PROVIDER,
            HIGH_WITHOUT_PROVIDER.severityInForce(OcsfSeverity.FATAL).status(OcsfStatus.UNKNOWN))) {
      OcsfSample changed = after(sample, rule("a").decides(suppress().and(severity(LOW))));
      assertThat(changed.read().severity()).hasValue(LOW);
      var engine = new RuleEngine(List.of(SUPPRESS), clock);
      OcsfSample released = changed.after(engine.release(changed.read()).update());
      assertThat(released.read().severityId()).isEqualTo(sample.read().severityId());
      assertThat(released.read().statusId()).isEqualTo(sample.read().statusId());
      assertThat(text(released)).startsWith("Released from Quell").doesNotContain("suppressed");
      assertThat(engine.evaluate(released.read()).update()).isEqualTo(Update.NONE);
      assertThat(engine.release(released.read()).update()).isEqualTo(Update.NONE);
    }
  }
}
