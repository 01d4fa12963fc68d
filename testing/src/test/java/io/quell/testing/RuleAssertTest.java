package io.quell.testing;

import static io.quell.criteria.Criteria.control;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.WorkflowStatus.NEW;
import static io.quell.finding.WorkflowStatus.NOTIFIED;
import static io.quell.finding.WorkflowStatus.RESOLVED;
import static io.quell.finding.WorkflowStatus.SUPPRESSED;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.RuleAssert.assertThat;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.noMatch;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.finding.WorkflowStatus;
import io.quell.update.Decision;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// An assertion is worth what it refuses.
final class RuleAssertTest {
  private static final SampleRule RULE = rule("a").when(control("S3.9")).decides(suppress());
  private static final Findings.Sample S3_9 = finding().control("S3.9");

  private static void refuses(String message, ThrowingCallable claim) {
    assertThatThrownBy(claim).isInstanceOf(AssertionError.class).hasMessageContaining(message);
  }

  @Test
  void refusesARuleThatDoesNotMatchAndSaysWhy() {
    refuses(
        "rule a must match, but does not: control is S3.9, but saw S3.1",
        () -> assertThat(RULE).on(finding()).suppresses());
    refuses(
        "the rule's code decided for no match",
        () -> assertThat(RULE.decides(noMatch())).on(S3_9).changesNothing());
  }

  @Test
  void refusesARuleThatMatchesAgainstTheClaim() {
    refuses(
        "rule a must not match, but control is S3.9",
        () -> assertThat(RULE).on(S3_9).doesNotMatch());
  }

  @Test
  void refusesARuleThatMatchesAndChangesNothing() {
    refuses(
        "rule a must set the workflow status SUPPRESSED, but leaves it at SUPPRESSED",
        () -> assertThat(RULE).on(S3_9.workflow(SUPPRESSED)).suppresses());
    refuses(
        "a person's choice is kept: [the workflow status RESOLVED",
        () -> assertThat(RULE).on(S3_9.workflow(RESOLVED)).suppresses());
    refuses(
        "rule a must set the severity LOW, but leaves it at LOW",
        () -> assertThat(RULE.decides(severity(LOW))).on(S3_9.severity(LOW)).setsSeverity(LOW));
  }

  @Test
  void refusesAnotherChange() {
    refuses(
        "rule a must set the severity LOW, but sets HIGH",
        () -> assertThat(RULE.decides(severity(HIGH))).on(S3_9).setsSeverity(LOW));
    refuses(
        "rule a must set the workflow status NOTIFIED, but sets SUPPRESSED",
        () -> assertThat(RULE).on(S3_9).setsWorkflow(NOTIFIED));
    refuses(
        "rule a must change nothing, but leads to ",
        () -> assertThat(RULE).on(S3_9).changesNothing());
    refuses(
        "rule a must note 'x', but notes 'Quell rule a: ",
        () -> assertThat(RULE).on(S3_9).notes("x"));
  }

  @Test
  void refusesARuleThatFails() {
    refuses(
        "rule a failed on the finding",
        () ->
            assertThat(
                    RULE.decides(
                        _ -> {
                          throw new IllegalStateException("broken");
                        }))
                .on(S3_9)
                .doesNotMatch());
  }

  @Test
  void refusesARuleThatDoesNotSettle() {
    var asked = new AtomicInteger();
    SampleRule fickle =
        RULE.decides(
            _ ->
                asked.getAndIncrement() % 2 == 0
                    ? suppress()
                    : Decision.workflow(WorkflowStatus.NOTIFIED));
    refuses("rule a does not settle", () -> assertThat(fickle).on(S3_9).suppresses());
  }

  @Test
  void settlesARuleThatLooksAtWhatItChanges() {
    SampleRule flips =
        RULE.decides(
            found ->
                found.workflowStatus().filter(NEW::equals).isPresent()
                    ? suppress()
                    : Decision.workflow(NEW));
    assertThat(flips).on(S3_9).suppresses();
  }

  @Test
  void runsARuleOnADayItIsInForce() {
    assertThat(RULE.expires("2025-01-31")).on(S3_9).suppresses();
    assertThat(RULE.from("2030-01-31")).on(S3_9).suppresses();
    assertThat(RULE.from("2030-01-31").expires("2030-01-31")).on(S3_9).suppresses();
  }
}
