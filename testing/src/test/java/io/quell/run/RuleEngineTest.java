package io.quell.run;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.INFORMATIONAL;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.RuleAssert.assertThat;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.capSeverity;
import static io.quell.update.Decision.floorSeverity;
import static io.quell.update.Decision.lowerSeverity;
import static io.quell.update.Decision.noMatch;
import static io.quell.update.Decision.note;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static io.quell.update.Decision.workflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.criteria.Criteria;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleRule;
import io.quell.update.Change;
import io.quell.update.Decision;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleEngineTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private static RuleEngine engine(Rule... rules) {
    return new RuleEngine(List.of(rules), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Evaluation evaluate(Sample sample, Rule... rules) {
    return engine(rules).evaluate(sample.read());
  }

  private static List<String> matched(Evaluation evaluation) {
    return evaluation.matched().stream().map(Card::id).toList();
  }

  // --- One rule

  @Test
  void refusesTwoRulesOfOneId() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine(rule("a"), rule("b"), rule("a")))
        .withMessageStartingWith("two rules have the id 'a': ");
  }

  @Test
  void changesNothingWithoutRules() {
    assertThat(evaluate(finding()))
        .isEqualTo(
            new Evaluation(
                finding().read(),
                List.of(),
                Optional.empty(),
                Update.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of()));
  }

  @Test
  void leavesOutARuleWhoseCriteriaOrCodeDoNotMatch() {
    Evaluation evaluation =
        evaluate(
            finding(),
            rule("a").when(control("S3.9")).decides(suppress()),
            rule("b").decides(noMatch()),
            rule("c").when(TITLE.isAbsent()).decides(suppress()));
    assertThat(evaluation.matched()).isEmpty();
    assertThat(evaluation.update().isEmpty()).isTrue();
    assertThat(evaluation.failures()).isEmpty();
  }

  @Test
  void doesWhatARuleSays() {
    SampleRule rule = rule("a").when(control("S3.9"));
    assertThat(rule.decides(suppress()))
        .on(finding().control("S3.1"))
        .doesNotMatch()
        .on(finding().product("aws/guardduty"))
        .doesNotMatch()
        .on(finding().control("S3.9"))
        .suppresses()
        .on(finding().control("S3.9").workflow(WorkflowStatus.SUPPRESSED))
        .changesNothing();
    assertThat(rule.decides(workflow(WorkflowStatus.NOTIFIED)))
        .on(finding().control("S3.9"))
        .setsWorkflow(WorkflowStatus.NOTIFIED);
    assertThat(rule.decides(severity(LOW)))
        .on(finding().control("S3.9").severity(LOW))
        .changesNothing()
        .on(finding().control("S3.9"))
        .setsSeverity(LOW);
    assertThat(rule.decides(note("Look here."))).on(finding().control("S3.9")).notes("Look here.");
    assertThat(rule.decides(found -> severity(found.severity().orElseThrow())))
        .on(finding().control("S3.9"))
        .changesNothing();
  }

  // --- Order

  @Test
  void laysTheLaterRuleOverTheEarlierFieldByField() {
    Evaluation evaluation =
        evaluate(
            finding(),
            rule("a").decides(suppress().and(severity(LOW)).and(note("first"))),
            rule("b").decides(severity(HIGH)),
            rule("c").when(control("S3.9")).decides(note("third")));
    assertThat(matched(evaluation)).containsExactly("a", "b");
    assertThat(evaluation.update().workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(evaluation.update().severity()).hasValue(HIGH);
    assertThat(evaluation.update().note().orElseThrow().text())
        .isEqualTo(
            "first\n"
                + "Quell rule a: suppressed, noted. Owner: team. Reason: A sample reason.\n"
                + "Quell rule b: severity set to HIGH. Owner: team. Reason: A sample reason.");
  }

  @Test
  void doesTheOppositeInTheOppositeOrder() {
    Rule low = rule("low").decides(severity(LOW));
    Rule high = rule("high").decides(severity(HIGH));
    assertThat(evaluate(finding(), low, high).update().severity()).hasValue(HIGH);
    assertThat(evaluate(finding(), high, low).update().severity()).hasValue(LOW);
  }

  @Test
  void dropsWhatALaterRuleHasPutBack() {
    Evaluation evaluation =
        evaluate(
            finding().severity(MEDIUM),
            rule("a").decides(severity(LOW)),
            rule("b").decides(severity(MEDIUM)));
    assertThat(matched(evaluation)).containsExactly("a", "b");
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
  }

  @Test
  void endsTheRunAtATerminalRuleThatMatches() {
    Rule last = rule("last").decides(severity(HIGH));
    assertThat(
            matched(
                evaluate(
                    finding(),
                    rule("a").terminal().when(control("S3.9")).decides(suppress()),
                    last)))
        .containsExactly("last");
    assertThat(matched(evaluate(finding(), rule("a").terminal().decides(noMatch()), last)))
        .containsExactly("last");
    assertThat(
            matched(
                evaluate(
                    finding(),
                    rule("a")
                        .terminal()
                        .decides(
                            _ -> {
                              throw new IllegalStateException("broken");
                            }),
                    last)))
        .containsExactly("last");
    assertThat(matched(evaluate(finding(), rule("a").terminal().decides(suppress()), last)))
        .containsExactly("a");
  }

  // --- Days

  private static List<String> matchedAt(String time, ZoneId zone, Rule rule) {
    return matched(
        new RuleEngine(List.of(rule), Clock.fixed(Instant.parse(time), zone))
            .evaluate(finding().read()));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-31T23:59:59.999Z, false",
    "2026-07-01T00:00:00Z, false",
    "2026-06-01T00:00:00Z, true",
    "2026-06-15T12:00:00Z, true",
    "2026-06-30T23:59:59.999Z, true"
  })
  void runsARuleFromItsFirstDayToTheEndOfItsLastInUtc(String time, boolean inForce) {
    Rule rule = rule("a").from("2026-06-01").expires("2026-06-30").decides(suppress());
    for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneOffset.ofHours(14), ZoneOffset.ofHours(-12))) {
      assertThat(matchedAt(time, zone, rule)).hasSize(inForce ? 1 : 0);
    }
  }

  @Test
  void endsNoRunAtATerminalRuleThatIsNotInForce() {
    assertThat(
            matched(
                evaluate(
                    finding(),
                    rule("a").terminal().expires("2026-05-31").decides(suppress()),
                    rule("b").decides(severity(LOW)))))
        .containsExactly("b");
  }

  // --- Failures

  @Test
  void goesOnAfterARuleThatThrows() {
    Evaluation evaluation =
        evaluate(
            finding(),
            rule("a")
                .decides(
                    _ -> {
                      throw new IllegalStateException("broken");
                    }),
            rule("b").decides(suppress()));
    assertThat(matched(evaluation)).containsExactly("b");
    assertThat(evaluation.update().workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(evaluation.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.rule()).isEqualTo("a");
              assertThat(failure.message())
                  .startsWith("java.lang.IllegalStateException: broken at ")
                  .contains("RuleEngineTest.java");
            });
  }

  @Test
  void goesOnAfterARegularExpressionThatOverflowsTheStack() {
    Evaluation evaluation =
        evaluate(
            finding().title("ab".repeat(100_000)),
            rule("a").when(TITLE.matches("(a|b)*")).decides(severity(LOW)),
            rule("b").decides(suppress()));
    assertThat(matched(evaluation)).containsExactly("b");
    assertThat(evaluation.failures())
        .singleElement()
        .satisfies(
            failure -> assertThat(failure.message()).startsWith("java.lang.StackOverflowError"));
  }

  @Test
  void goesOnAfterARegularExpressionThatWouldNotEnd() {
    Evaluation evaluation =
        evaluate(
            finding().title("a".repeat(60)),
            rule("a").when(TITLE.matches("(.*a){25}[bc]")).decides(severity(LOW)),
            rule("b").decides(suppress()));
    assertThat(matched(evaluation)).containsExactly("b");
    assertThat(evaluation.update().workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(evaluation.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.rule()).isEqualTo("a");
              assertThat(failure.message())
                  .startsWith(
                      "the regular expression /(.*a){25}[bc]/ was given up: it had read 1,060,000"
                          + " characters of a text that has 60. Mend it so that");
            });
  }

  /// An exception that cannot be tested must not count as one that does not hold.
  @Test
  void neverMatchesBecauseAnExceptionWouldNotEnd() {
    Evaluation evaluation =
        evaluate(
            finding().title("a".repeat(60)),
            rule("a").when(Criteria.not(TITLE.matches("(.*a){25}[bc]"))).decides(suppress()));
    assertThat(evaluation.matched()).isEmpty();
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.failures()).hasSize(1);
  }

  @Test
  void goesOnAfterARuleThatAnswersNull() {
    @SuppressWarnings("NullAway") // what a rule in Java may still do
    Evaluation evaluation =
        evaluate(finding(), rule("a").decides(_ -> null), rule("b").decides(suppress()));
    assertThat(matched(evaluation)).containsExactly("b");
    assertThat(evaluation.failures()).extracting(Evaluation.RuleFailure::rule).containsExactly("a");
  }

  @Test
  void refusesADecisionThatTheCardDoesNotAllow() {
    for (Decision decision :
        List.of(
            severity(LOW),
            raiseSeverity(1),
            lowerSeverity(1),
            capSeverity(LOW),
            floorSeverity(HIGH),
            workflow(WorkflowStatus.RESOLVED),
            note("x"),
            suppress().and(note("x")))) {
      Evaluation evaluation =
          evaluate(finding(), rule("a").mayOnly(Change.SUPPRESSION).decides(decision));
      assertThat(evaluation.matched()).isEmpty();
      assertThat(evaluation.update()).isEqualTo(Update.NONE);
      assertThat(evaluation.failures())
          .singleElement()
          .satisfies(
              failure ->
                  assertThat(failure.message()).contains("but its card allows only [SUPPRESSION]"));
    }
    assertThat(
            evaluate(finding(), rule("a").mayOnly(Change.WORKFLOW).decides(suppress())).failures())
        .hasSize(1);
    assertThat(rule("a").mayOnly(Change.SUPPRESSION).decides(suppress()))
        .on(finding())
        .suppresses();
    assertThat(rule("a").mayOnly(Change.SEVERITY).decides(lowerSeverity(1)))
        .on(finding())
        .setsSeverity(LOW);
  }

  @Test
  void refusesDecisionsThatMeanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> raiseSeverity(0))
        .withMessage("a severity is shifted by at least one label, not by 0");
    assertThatIllegalArgumentException().isThrownBy(() -> lowerSeverity(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> lowerSeverity(Integer.MIN_VALUE));
    assertThatIllegalArgumentException().isThrownBy(() -> note(" "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> note("x".repeat(301)))
        .withMessageContaining("1 to 300 characters");
    assertThatIllegalArgumentException().isThrownBy(() -> new Decision.Apply(List.of()));
  }

  // --- Relative severities

  @Test
  void leavesAFindingWithoutSeverityToRulesThatSetOne() {
    Sample sample = finding().without("Severity").without("FindingProviderFields");
    assertThat(rule("a").decides(raiseSeverity(1))).on(sample).changesNothing();
    assertThat(rule("a").decides(capSeverity(LOW))).on(sample).changesNothing();
    assertThat(rule("a").decides(floorSeverity(HIGH))).on(sample).changesNothing();
    assertThat(rule("a").decides(severity(LOW).and(raiseSeverity(1))))
        .on(sample)
        .setsSeverity(MEDIUM);
  }

  @Test
  void staysOnTheScale() {
    assertThat(rule("a").decides(raiseSeverity(9)))
        .on(finding().severity(CRITICAL))
        .changesNothing()
        .on(finding().severity(LOW))
        .setsSeverity(CRITICAL);
    assertThat(rule("a").decides(lowerSeverity(9)))
        .on(finding().severity(INFORMATIONAL))
        .changesNothing()
        .on(finding().severity(HIGH))
        .setsSeverity(INFORMATIONAL);
  }

  @Test
  void capsOnlyWhatIsHigherAndFloorsOnlyWhatIsLower() {
    assertThat(rule("a").decides(capSeverity(MEDIUM)))
        .on(finding().severity(LOW))
        .changesNothing()
        .on(finding().severity(MEDIUM))
        .changesNothing()
        .on(finding().severity(HIGH))
        .setsSeverity(MEDIUM);
    assertThat(rule("a").decides(floorSeverity(MEDIUM)))
        .on(finding().severity(HIGH))
        .changesNothing()
        .on(finding().severity(LOW))
        .setsSeverity(MEDIUM);
  }

  @Test
  void composesRelativeChangesInOrder() {
    Rule lower = rule("lower").decides(lowerSeverity(2));
    Rule floor = rule("floor").decides(floorSeverity(MEDIUM));
    Rule raise = rule("raise").decides(raiseSeverity(1));
    Sample high = finding().severity(HIGH);
    assertThat(evaluate(high, lower, floor, raise).update().isEmpty()).isTrue();
    assertThat(evaluate(high, lower, raise, floor).update().severity()).hasValue(MEDIUM);
    assertThat(evaluate(high, raise, lower).update().severity()).hasValue(MEDIUM);
    assertThat(evaluate(high, rule("set").decides(severity(LOW)), raise).update().severity())
        .hasValue(MEDIUM);
    assertThat(evaluate(high, raise, rule("set").decides(severity(LOW))).update().severity())
        .hasValue(LOW);
  }

  @Test
  void namesTheRuleThatChangedTheSeverityAndNotTheOneThatHadNothingToAdd() {
    Update update =
        evaluate(
                finding().severity(HIGH),
                rule("lower").decides(lowerSeverity(2)),
                rule("cap").decides(capSeverity(HIGH)))
            .update();
    assertThat(update.userDefinedFields()).containsEntry("QuellRules", ",lower,");
  }

  // --- Explaining

  @Test
  void explainsOneRule() {
    RuleEngine engine =
        engine(
            rule("matches").when(control("S3.1")).decides(suppress()),
            rule("criteria").when(control("S3.9").or(product("aws/macie"))).decides(suppress()),
            rule("declines").decides(noMatch()),
            rule("late").expires("2026-05-31").decides(suppress()),
            rule("early").from("2026-06-02").decides(suppress()),
            rule("throws")
                .decides(
                    _ -> {
                      throw new IllegalStateException("broken");
                    }),
            rule("beyond").mayOnly(Change.NOTE).decides(suppress()));
    assertThat(engine.explain("criteria", finding().read()))
        .hasToString(
            "none of 2 alternatives holds: control is S3.9, but saw S3.1; product is aws/macie, but"
                + " saw aws/securityhub");
    assertThat(engine.explain("declines", finding().read()))
        .hasToString("the criteria hold, but the rule's code decided for no match");
    assertThat(engine.explain("late", finding().read())).hasToString("expired after 2026-05-31");
    assertThat(engine.explain("early", finding().read()))
        .hasToString("not in force before 2026-06-02");
    assertThat(engine.explain("throws", finding().read()).toString())
        .startsWith("the rule failed: java.lang.IllegalStateException: broken at ");
    assertThat(engine.explain("beyond", finding().read()).toString())
        .contains("its card allows only [NOTE]");
    assertThat(engine.explain("matches", finding().read()))
        .isEqualTo(new Explanation.Matched(suppress()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.explain("none", finding().read()))
        .withMessageStartingWith("no rule has the id 'none'; the rules are matches, criteria, ");
  }

  @Test
  void namesItsRulesInOrder() {
    assertThat(engine(rule("b"), rule("a")).cards()).extracting(Card::id).containsExactly("b", "a");
  }
}
