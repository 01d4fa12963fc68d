package io.quell.run;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.INFORMATIONAL;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.capSeverity;
import static io.quell.update.Decision.confidence;
import static io.quell.update.Decision.lowerSeverity;
import static io.quell.update.Decision.normalizedSeverity;
import static io.quell.update.Decision.note;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.status;
import static io.quell.update.Decision.suppress;
import static io.quell.update.Decision.userDefinedField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.criteria.Criteria;
import io.quell.criteria.Mismatch;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.run.FieldResolution.Result;
import io.quell.run.FindingExplanation.OfRule;
import io.quell.testing.OcsfFindings;
import io.quell.testing.SampleFinding;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExplainingTest {
  private static final Rule LOWER = rule("lower").decides(severity(LOW));
  private static final Rule RAISE = rule("raise").decides(severity(HIGH));

  private static RuleEngine engine(Rule... rules) {
    return new RuleEngine(
        List.of(rules), Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC));
  }

  private static FindingExplanation explain(SampleFinding sample, Rule... rules) {
    return engine(rules).explain(sample.read());
  }

  private static FieldResolution resolution(SampleFinding sample, Rule... rules) {
    List<FieldResolution> resolutions = explain(sample, rules).fields();
    assertThat(resolutions).hasSize(1);
    return resolutions.getFirst();
  }

  // --- Rules

  @Test
  void explainsRulesInTheirOrder() {
    FindingExplanation explanation =
        explain(finding(), rule("b").when(control("S3.9")), LOWER, rule("a"));
    assertThat(explanation.rules())
        .extracting(of -> of.card().id() + ": " + of.explanation())
        .containsExactly(
            "b: control is S3.9, but saw S3.1",
            "lower: matched",
            "a: the criteria hold, but the rule's code decided for no match");
  }

  @Test
  void explainsOnlyTheRulesThatAreAskedForInTheRunOfAll() {
    RuleEngine engine = engine(LOWER, rule("other"), RAISE);
    FindingExplanation explanation = engine.explain(finding().read(), Set.of("raise"));
    assertThat(explanation.rules())
        .extracting(OfRule::card)
        .extracting(Card::id)
        .containsExactly("raise");
    assertThat(explanation.fields().getFirst().bids())
        .extracting(bid -> bid.rule().id())
        .containsExactly("lower", "raise");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.explain(finding().read(), Set.of("none")))
        .withMessage("no rule has the id 'none'; the rules are lower, other, raise");
  }

  @Test
  void listsAllPartsThatFailAndThoseThatHold() {
    Criteria logs = resourceTag("purpose", "logs");
    Explanation explanation =
        engine(rule("a").when(control("S3.1").and(logs).and(product("aws/macie"))))
            .explain("a", finding().read());
    assertThat(explanation)
        .isInstanceOfSatisfying(
            Explanation.Failed.class,
            failed -> {
              assertThat(failed.mismatches())
                  .extracting(Mismatch::criterion)
                  .isEqualTo(List.of(logs, product("aws/macie")));
              assertThat(failed.held()).containsExactly(control("S3.1"));
            });
  }

  @Test
  void saysThatAnEarlierTerminalRuleEndedTheRun() {
    FindingExplanation explanation =
        explain(
            finding(),
            rule("last").terminal().decides(suppress()),
            LOWER,
            rule("other").when(control("S3.9")));
    assertThat(explanation.rules())
        .extracting(of -> of.explanation().toString())
        .containsExactly(
            "matched",
            "not asked, for rule last ended the run; by itself: matched",
            "not asked, for rule last ended the run; by itself: control is S3.9, but saw S3.1");
    assertThat(explanation.fields())
        .extracting(FieldResolution::field)
        .containsExactly("workflow status");
  }

  @Test
  void aTerminalRuleThatDoesNotMatchHidesNothing() {
    assertThat(
            explain(
                    finding(),
                    rule("a").terminal().when(control("S3.9")).decides(suppress()),
                    rule("b").terminal().expires("2026-05-31").decides(suppress()),
                    rule("c").terminal(),
                    LOWER)
                .rules()
                .getLast()
                .explanation())
        .isInstanceOf(Explanation.Matched.class);
  }

  @Test
  void aHiddenRuleThatIsBrokenDoesNotFailTheRun() {
    FindingExplanation explanation =
        explain(
            finding(),
            rule("last").terminal().decides(suppress()),
            rule("broken")
                .decides(
                    _ -> {
                      throw new IllegalStateException("broken");
                    }));
    assertThat(explanation.rules().getLast().explanation().toString())
        .startsWith("not asked, for rule last ended the run; by itself: the rule failed: ");
    assertThat(explanation.failures()).isEmpty();
  }

  @Test
  void reportsARuleThatIsBroken() {
    FindingExplanation explanation =
        explain(
            finding(),
            rule("broken")
                .decides(
                    _ -> {
                      throw new IllegalStateException("broken");
                    }),
            LOWER);
    assertThat(explanation.rules().getFirst().explanation()).isInstanceOf(Explanation.Broken.class);
    assertThat(explanation.failures())
        .extracting(Evaluation.RuleFailure::rule)
        .containsExactly("broken");
    assertThat(explanation.fields()).hasSize(1);
  }

  @Test
  void saysOfEveryRuleThatAPersonHasReleasedTheFinding() {
    RuleEngine engine = engine(LOWER, RAISE);
    SampleFinding released = finding().after(engine.release(finding().read()).update());
    FindingExplanation explanation = engine.explain(released.read());
    assertThat(explanation.rules())
        .extracting(OfRule::explanation)
        .containsOnly(new Explanation.Released());
    assertThat(explanation.fields()).isEmpty();
    assertThat(explanation.kept()).containsExactly("everything: a person has released the finding");
  }

  @Test
  void aCriterionThatTheRunNeverCameToMayFailToBeTested() {
    Rule rule = rule("a").when(control("S3.9").and(TITLE.matches("(a|b)*"))).decides(suppress());
    FindingExplanation explanation = explain(finding().title("ab".repeat(100_000)), rule);
    assertThat(explanation.failures()).isEmpty();
    assertThat(explanation.rules().getFirst().explanation())
        .hasToString("control is S3.9, but saw S3.1")
        .isInstanceOfSatisfying(
            Explanation.Failed.class,
            failed ->
                assertThat(failed.mismatches())
                    .last()
                    .hasToString(
                        "title matches /(a|b)*/, which could not be tested:"
                            + " java.lang.StackOverflowError"));
  }

  @Test
  void aRegularExpressionThatWouldNotEndIsExplainedAsAFailure() {
    Criteria endless = TITLE.matches("(.*a){25}[bc]");
    FindingExplanation explanation =
        explain(
            finding().title("a".repeat(60)),
            rule("a").when(endless).decides(suppress()),
            rule("b").when(control("S3.9").and(endless)).decides(suppress()));
    String message =
        "the regular expression /(.*a){25}[bc]/ was given up: it had read 1,060,000 characters";
    assertThat(explanation.rules())
        .extracting(OfRule::explanation)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isInstanceOfSatisfying(
                        Explanation.Broken.class,
                        broken -> assertThat(broken.failure().message()).startsWith(message)),
            second ->
                assertThat(second)
                    .isInstanceOfSatisfying(
                        Explanation.Failed.class,
                        failed ->
                            assertThat(failed.mismatches())
                                .last()
                                .asString()
                                .startsWith(
                                    "title matches /(.*a){25}[bc]/, which could not be tested: "
                                        + message)));
    assertThat(explanation.failures())
        .extracting(Evaluation.RuleFailure::rule)
        .containsExactly("a");
  }

  // --- Fields that rules want

  @Test
  void whereNoRuleMatchesNoFieldIsResolved() {
    assertThat(
            explain(finding(), rule("a").when(control("S3.9")).decides(suppress()), rule("b"))
                .fields())
        .isEmpty();
  }

  @Test
  void theLaterRuleWins() {
    assertThat(resolution(finding(), LOWER, RAISE))
        .hasToString("severity: lower wanted LOW, raise wanted HIGH: raise wins, it runs later");
    assertThat(resolution(finding(), RAISE, LOWER))
        .hasToString("severity: raise wanted HIGH, lower wanted LOW: lower wins, it runs later");
    assertThat(resolution(finding(), LOWER)).hasToString("severity: lower wanted LOW and gets it");
  }

  @Test
  void rulesContendFieldByField() {
    FindingExplanation explanation =
        explain(
            finding(),
            rule("a")
                .decides(
                    suppress()
                        .and(userDefinedField("team", "a"))
                        .and(confidence(10))
                        .and(note("One."))),
            rule("b").decides(severity(LOW).and(userDefinedField("stage", "b")).and(note("Two."))));
    assertThat(explanation.fields())
        .extracting(Object::toString)
        .containsExactly(
            "workflow status: a wanted SUPPRESSED and gets it",
                "user-defined field team: a wanted a and gets it",
            "confidence: a wanted 10 and gets it",
                "note: a wanted “One.”, b wanted “Two.”: b wins, it runs later",
            "severity: b wanted LOW and gets it",
                "user-defined field stage: b wanted b and gets it");
  }

  @Test
  void aRelativeSeverityIsSaidByWhatItComesTo() {
    assertThat(resolution(finding().severity(MEDIUM), LOWER, rule("up").decides(raiseSeverity(1))))
        .hasToString(
            "severity: lower wanted LOW, up wanted MEDIUM: up wins, it runs later; the finding has"
                + " it already");
    assertThat(
            resolution(
                finding().severity(HIGH),
                rule("down").decides(lowerSeverity(2)),
                rule("cap").decides(capSeverity(HIGH))))
        .hasToString(
            "severity: down wanted LOW; cap wanted at most HIGH, which LOW is already: down wins");
  }

  @Test
  void aWishThatChangesNothingWinsNothing() {
    FieldResolution resolution =
        resolution(finding().severity(INFORMATIONAL), rule("cap").decides(capSeverity(LOW)));
    assertThat(resolution)
        .hasToString("severity: cap wanted at most LOW, which INFORMATIONAL is already");
    assertThat(resolution.winner()).isEmpty();
    assertThat(resolution.result()).isEqualTo(Result.UNCHANGED);
    assertThat(
            resolution(
                finding().without("Severity").without("FindingProviderFields"),
                rule("up").decides(raiseSeverity(1))))
        .hasToString(
            "severity: up wanted it higher by 1, and the finding has no severity to start from");
  }

  @Test
  void saysThatTheFindingHasItAlready() {
    FieldResolution resolution =
        resolution(finding().workflow(WorkflowStatus.SUPPRESSED), rule("a").decides(suppress()));
    assertThat(resolution)
        .hasToString("workflow status: a wanted SUPPRESSED; the finding has it already");
    assertThat(resolution.result()).isEqualTo(Result.UNCHANGED);
  }

  @Test
  void saysWhatAPersonsChangeKeeps() {
    FindingExplanation explanation =
        explain(
            finding().severity(MEDIUM).severityInForce(HIGH), LOWER, rule("a").decides(suppress()));
    String kept = "the severity HIGH that Quell did not set, which rule lower wanted to be LOW";
    assertThat(explanation.kept()).containsExactly(kept);
    assertThat(explanation.fields())
        .extracting(Object::toString)
        .containsExactly(
            "severity: lower wanted LOW; left as it was: " + kept,
            "workflow status: a wanted SUPPRESSED and gets it");
    assertThat(explanation.fields().getFirst().result()).isEqualTo(Result.KEPT);
  }

  @Test
  void saysThatThereIsNoRoomForAnything() {
    SampleFinding full =
        finding()
            .with(
                IntStream.range(0, 50)
                    .boxed()
                    .collect(Collectors.toMap(at -> "field" + at, at -> "x")),
                "UserDefinedFields");
    FieldResolution resolution = resolution(full, LOWER);
    assertThat(resolution.result()).isEqualTo(Result.KEPT);
    assertThat(resolution.kept())
        .singleElement()
        .asString()
        .startsWith("everything: of at most 50 user-defined fields ");
    assertThat(
            explain(full, rule("a").decides(userDefinedField("field0", "y").and(suppress())))
                .fields())
        .extracting(FieldResolution::result)
        .containsOnly(Result.KEPT);
  }

  @Test
  void saysWhatDoesNotFitAnyMore() {
    SampleFinding nearlyFull =
        finding()
            .with(
                IntStream.range(0, 47)
                    .boxed()
                    .collect(Collectors.toMap(at -> "field" + at, at -> "x")),
                "UserDefinedFields");
    assertThat(
            explain(
                    nearlyFull,
                    rule("a")
                        .decides(
                            userDefinedField("team", "a")
                                .and(userDefinedField("field0", "y"))
                                .and(suppress())))
                .fields())
        .extracting(resolution -> resolution.field() + " " + resolution.result())
        .containsExactly(
            "user-defined field team KEPT",
            "user-defined field field0 KEPT",
            "workflow status SET");
  }

  @Test
  void theNumberAndTheLabelAreOneSeverity() {
    assertThat(resolution(finding(), LOWER, rule("number").decides(normalizedSeverity(75))))
        .hasToString(
            "severity: lower wanted LOW, number wanted HIGH (75): number wins, it runs later");
    assertThat(resolution(finding(), rule("number").decides(normalizedSeverity(75)), LOWER))
        .hasToString(
            "severity: number wanted HIGH (75), lower wanted LOW: lower wins, it runs later");
  }

  @Test
  void ocsfsOwnValuesContendForTheSameFieldsThere() {
    Rule fatal =
        rule("fatal").decides(severity(OcsfSeverity.FATAL).and(status(OcsfStatus.ARCHIVED)));
    assertThat(
            explain(OcsfFindings.ocsfFinding(), LOWER, fatal, rule("quiet").decides(suppress()))
                .fields())
        .extracting(Object::toString)
        .containsExactly(
            "severity: lower wanted LOW, fatal wanted FATAL: fatal wins, it runs later",
            "workflow status: fatal wanted ARCHIVED, quiet wanted SUPPRESSED: quiet wins, it runs"
                + " later");
    assertThat(explain(finding(), LOWER, fatal).fields())
        .extracting(Object::toString)
        .containsExactly(
            "severity: lower wanted LOW and gets it",
            "severity id: fatal wanted FATAL, which ASFF does not have; left as it was: the"
                + " severity id, which ASFF does not have, which rule fatal wanted to be FATAL",
            "status id: fatal wanted ARCHIVED, which ASFF does not have; left as it was: the status"
                + " id, which ASFF does not have, which rule fatal wanted to be ARCHIVED");
  }

  @Test
  void cutsLongValues() {
    assertThat(
            resolution(finding(), rule("a").decides(userDefinedField("team", "x".repeat(900))))
                .toString())
        .hasSizeLessThan(160);
  }
}
