package io.quell.run;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.capSeverity;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.run.FieldResolution.Result;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What Quell has set goes back when no rule in force wants it any more.
final class GivingBackTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final SampleRule LOWER =
      rule("lower")
          .when(Named.SEVERITY.is(SeverityLabel.MEDIUM))
          .decides(severity(SeverityLabel.LOW));
  private static final SampleRule QUIET =
      rule("quiet")
          .when(Criteria.not(Named.SEVERITY.is(SeverityLabel.CRITICAL)))
          .decides(suppress());

  private static SampleFinding sample(Format format) {
    SampleFinding sample =
        switch (format) {
          case ASFF -> finding();
          case OCSF -> ocsfFinding();
        };
    return sample.severity(SeverityLabel.MEDIUM).workflow(WorkflowStatus.NEW);
  }

  private static Evaluation evaluate(SampleFinding sample, SampleRule... rules) {
    return new RuleEngine(List.of(rules), CLOCK).evaluate(sample.read());
  }

  private static SampleFinding after(SampleFinding sample, SampleRule... rules) {
    Update update = evaluate(sample, rules).update();
    assertThat(update.isEmpty()).as("the rules change something").isFalse();
    return sample.after(update);
  }

  /// The provider's import, which leaves what a customer has set as it is.
  private static SampleFinding providerSays(SampleFinding sample, SeverityLabel label) {
    return switch (sample.read().format()) {
      case ASFF -> sample.with(label.name(), "FindingProviderFields", "Severity", "Label");
      case OCSF -> {
        SeverityLabel inForce = sample.read().severity().orElseThrow();
        yield sample.severity(label).severityInForce(inForce);
      }
    };
  }

  private static void isAsAtFirst(SampleFinding sample) {
    assertThat(sample.read().severity()).hasValue(SeverityLabel.MEDIUM);
    assertThat(sample.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  @ParameterizedTest
  @EnumSource
  void theProvidersSeverityWhenItRises(Format format) {
    SampleFinding risen = providerSays(after(sample(format), LOWER), SeverityLabel.CRITICAL);
    assertThat(risen.read().severity()).hasValue(SeverityLabel.LOW);

    Evaluation evaluation = evaluate(risen, LOWER);

    SampleFinding after = risen.after(evaluation.update());
    assertThat(after.read().severity()).hasValue(SeverityLabel.CRITICAL);
    assertThat(evaluation.matched()).isEmpty();
    assertThat(evaluation.givenBack()).hasSize(1).first().asString().contains("CRITICAL again");
    assertThat(after.read().note().orElseThrow().text())
        .startsWith("Quell gave back: severity")
        .contains("CRITICAL");
    assertThat(evaluate(after, LOWER).update()).isEqualTo(Update.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void aSuppressionThatItsExceptionEnds(Format format) {
    SampleFinding risen = after(sample(format), QUIET).severity(SeverityLabel.CRITICAL);

    SampleFinding after = risen.after(evaluate(risen, QUIET).update());

    assertThat(after.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(evaluate(after, QUIET).update()).isEqualTo(Update.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasThereBefore(Format format) {
    SampleFinding notified = sample(format).workflow(WorkflowStatus.NOTIFIED);
    SampleFinding after = after(notified, QUIET);

    assertThat(
            after
                .after(evaluate(after, QUIET.expires("2026-05-31")).update())
                .read()
                .workflowStatus())
        .hasValue(WorkflowStatus.NOTIFIED);
  }

  @ParameterizedTest
  @EnumSource
  void whatARuleLeavesThatHasExpired(Format format) {
    SampleFinding suppressed = after(sample(format), QUIET, LOWER);

    Evaluation evaluation =
        evaluate(suppressed, QUIET.expires("2026-05-31"), LOWER.expires("2026-05-31"));

    isAsAtFirst(suppressed.after(evaluation.update()));
    assertThat(evaluation.givenBack()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void oneFieldWhileTheOtherStays(Format format) {
    SampleFinding both = after(sample(format), QUIET, LOWER);

    SampleFinding after = both.after(evaluate(both, QUIET, LOWER.expires("2026-05-31")).update());

    assertThat(after.read().workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(after.read().severity()).hasValue(SeverityLabel.MEDIUM);
    assertThat(after.read().note().orElseThrow().text())
        .startsWith("Quell gave back: ")
        .contains("Quell rule quiet: suppressed.");
    SampleRule[] none = {QUIET.expires("2026-05-31"), LOWER.expires("2026-05-31")};
    isAsAtFirst(after.after(evaluate(after, none).update()));
  }

  @ParameterizedTest
  @EnumSource
  void toTheEarlierRuleWhenTheLaterEnds(Format format) {
    SampleRule lowest = rule("lowest").decides(severity(SeverityLabel.INFORMATIONAL));
    SampleFinding after = after(sample(format), LOWER, lowest);
    assertThat(after.read().severity()).hasValue(SeverityLabel.INFORMATIONAL);

    Evaluation evaluation = evaluate(after, LOWER, lowest.expires("2026-05-31"));

    assertThat(after.after(evaluation.update()).read().severity()).hasValue(SeverityLabel.LOW);
    assertThat(evaluation.givenBack()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void nothingOfARuleThatTheBookDoesNotKnow(Format format) {
    SampleFinding suppressed = after(sample(format), QUIET);

    Evaluation evaluation = evaluate(suppressed, LOWER.expires("2026-05-31"));

    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept()).hasSize(1).first().asString().endsWith(": quiet");
  }

  @ParameterizedTest
  @EnumSource
  void nothingOfARuleThatFails(Format format) {
    SampleFinding suppressed = after(sample(format), QUIET);
    SampleRule broken =
        QUIET.decides(
            _ -> {
              throw new IllegalStateException("no network");
            });

    Evaluation evaluation = evaluate(suppressed, broken);

    assertThat(evaluation.failures()).hasSize(1);
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
  }

  @Test
  void nothingWhileTheFindingIsOver() {
    for (SampleFinding over :
        List.of(
            after(sample(Format.ASFF), QUIET).with("ARCHIVED", "RecordState"),
            after(sample(Format.ASFF), QUIET).with("PASSED", "Compliance", "Status"),
            after(sample(Format.OCSF), QUIET).with(3, "activity_id"),
            after(sample(Format.OCSF), QUIET).with("Pass", "compliance", "status"))) {
      Evaluation evaluation = evaluate(over, QUIET.expires("2026-05-31"));
      assertThat(evaluation.update()).isEqualTo(Update.NONE);
      assertThat(evaluation.kept())
          .containsExactly("the workflow status that Quell set, until the finding is open again");
    }
  }

  @Test
  void noMarkIsTouchedWhileTheFindingIsOver() {
    for (SampleFinding over :
        List.of(
            after(sample(Format.ASFF), QUIET).with("ARCHIVED", "RecordState"),
            after(sample(Format.ASFF), QUIET).with("PASSED", "Compliance", "Status"),
            after(sample(Format.OCSF), QUIET).with(3, "activity_id"),
            after(sample(Format.OCSF), QUIET).with("Pass", "compliance", "status"))) {
      for (SampleRule quiet : List.of(QUIET, QUIET.expires("2026-05-31"))) {
        Evaluation evaluation = evaluate(over, quiet, LOWER);
        assertThat(evaluation.update()).isEqualTo(Update.NONE);
        assertThat(evaluation.kept())
            .contains("everything: the finding is over, and its mark waits until it is open again");
      }
    }
  }

  @Test
  void aSuppressionThatAPersonHasEndedIsNotSetAgain() {
    SampleFinding reopened = after(sample(Format.ASFF), QUIET).workflow(WorkflowStatus.NEW);

    Evaluation evaluation = evaluate(reopened, QUIET);

    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept())
        .containsExactly(
            "the workflow status, which rule quiet does not set again: somebody else has changed it"
                + " since");
  }

  /// An import of the provider may set any status of OCSF back to New.
  @Test
  void aSuppressionInOcsfIsSetAgainAfterAnImport() {
    SampleFinding imported = after(sample(Format.OCSF), QUIET).workflow(WorkflowStatus.NEW);
    assertThat(evaluate(imported, QUIET).update().workflowStatus())
        .hasValue(WorkflowStatus.SUPPRESSED);
  }

  /// A finding without a severity cannot get back to none: no update takes one away.
  @Test
  void nothingWhereNothingWasBefore() {
    SampleFinding bare = finding().without("Severity").without("FindingProviderFields");
    SampleRule low = rule("low").decides(severity(SeverityLabel.LOW));
    SampleFinding lowered = after(bare, low);

    Evaluation evaluation = evaluate(lowered, low.expires("2026-05-31"));

    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept())
        .containsExactly(
            "the severity that Quell set, for nothing was there before that it could go back to");
  }

  @ParameterizedTest
  @EnumSource
  void andSaysSo(Format format) {
    SampleFinding risen = providerSays(after(sample(format), LOWER), SeverityLabel.HIGH);

    FindingExplanation explanation = new RuleEngine(List.of(LOWER), CLOCK).explain(risen.read());

    assertThat(explanation.fields()).hasSize(1);
    FieldResolution field = explanation.fields().getFirst();
    assertThat(field.result()).isEqualTo(Result.GIVEN_BACK);
    assertThat(field.toString())
        .isEqualTo(
            "severity: given back: it is HIGH again, for no rule in force wants what Quell had"
                + " set");
  }

  /// Two rules that each set what the other tests.
  @Test
  void rulesDoNotMeetEachOthersChanges() {
    SampleRule up = rule("up").when(Named.CONFIDENCE.isAtMost(10)).decides(Decision.confidence(90));
    SampleRule down =
        rule("down").when(Named.CONFIDENCE.isAtLeast(50)).decides(Decision.confidence(10));
    SampleFinding sample =
        finding().with(10, "FindingProviderFields", "Confidence").with(10, "Confidence");
    SampleFinding after = after(sample, up, down);
    assertThat(after.read().confidence()).hasValue(90);
    assertThat(evaluate(after, up, down).update()).isEqualTo(Update.NONE);
  }

  // --- Laws

  private static final int SEEDS = 4_000;
  private static final List<SeverityLabel> LABELS = List.of(SeverityLabel.values());
  private static final List<WorkflowStatus> OPEN =
      List.of(WorkflowStatus.NEW, WorkflowStatus.NOTIFIED);

  private static SampleRule[] rules(Random random, boolean inForce) {
    return IntStream.range(0, 1 + random.nextInt(4))
        .mapToObj(
            at -> {
              SeverityLabel label = LABELS.get(random.nextInt(LABELS.size()));
              Decision.Apply decision =
                  switch (random.nextInt(5)) {
                    case 0 -> suppress();
                    case 1 -> severity(label);
                    case 2 -> capSeverity(label);
                    case 3 -> suppress().and(severity(label));
                    default -> Decision.workflow(WorkflowStatus.NOTIFIED);
                  };
              SampleRule rule = rule("r-" + at).decides(decision);
              return inForce ? rule : rule.expires("2026-05-31");
            })
        .toArray(SampleRule[]::new);
  }

  /// What rules do is undone when they have left, and what rules see was the same all the time.
  @ParameterizedTest
  @EnumSource
  void endsWhereItBegan(Format format) {
    int changed = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SampleFinding fresh =
          sample(format)
              .severity(LABELS.get(new Random(seed).nextInt(LABELS.size())))
              .workflow(OPEN.get(new Random(seed).nextInt(OPEN.size())));
      Update first = evaluate(fresh, rules(new Random(seed), true)).update();
      if (!first.isEmpty()) {
        changed++;
        SampleFinding applied = fresh.after(first);
        Update back = evaluate(applied, rules(new Random(seed), false)).update();
        SampleFinding undone = applied.after(back);
        String which = "seed %d: %s, then %s".formatted(seed, first, back);
        assertThat(undone.read().severity()).as(which).isEqualTo(fresh.read().severity());
        assertThat(undone.read().workflowStatus())
            .as(which)
            .isEqualTo(fresh.read().workflowStatus());
        assertThat(evaluate(undone, rules(new Random(seed), false)).update())
            .as(which)
            .isEqualTo(Update.NONE);
        SampleFinding again =
            undone.after(evaluate(undone, rules(new Random(seed), true)).update());
        assertThat(state(again)).as(which).isEqualTo(state(applied));
      }
    }
    assertThat(changed).as("findings that are changed").isGreaterThan(SEEDS / 3);
  }

  private static List<Optional<?>> state(SampleFinding sample) {
    Finding finding = sample.read();
    return List.of(finding.severity(), finding.workflowStatus());
  }
}
