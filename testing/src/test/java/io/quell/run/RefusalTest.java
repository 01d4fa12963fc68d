package io.quell.run;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.capSeverity;
import static io.quell.update.Decision.confidence;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static io.quell.update.Decision.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Field.Named;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Quell writes a field at most once against anybody: then it has been refused.
final class RefusalTest {
  private static final SampleRule LOWER = rule("lower").decides(severity(SeverityLabel.LOW));
  private static final SampleRule QUIET = rule("quiet").decides(suppress());

  static Stream<SampleFinding> bothFormats() {
    return Stream.of(
        finding().severity(SeverityLabel.MEDIUM), ocsfFinding().severity(SeverityLabel.MEDIUM));
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void aRuleDoesNotSetAgainWhatSomebodyHasChanged(SampleFinding sample) {
    SampleFinding changed = Settled.after(sample, LOWER).severityInForce(SeverityLabel.MEDIUM);
    Evaluation evaluation = Settled.evaluate(changed, LOWER);
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept())
        .containsExactly(
            "the severity, which rule lower does not set again: somebody else has changed it"
                + " since");
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void anotherRuleMaySetIt(SampleFinding sample) {
    SampleFinding changed = Settled.after(sample, LOWER).severityInForce(SeverityLabel.MEDIUM);
    SampleRule other = rule("other").decides(capSeverity(SeverityLabel.INFORMATIONAL));
    SampleFinding after = Settled.after(changed, other, LOWER);
    assertThat(after.read().severity()).hasValue(SeverityLabel.INFORMATIONAL);
    assertThat(Settled.marks(after))
        .containsEntry("no", "sev:lower")
        .containsEntry("sev", "INFORMATIONAL<MEDIUM")
        .containsEntry("rules", ",other,");
    SampleFinding again = after.severityInForce(SeverityLabel.MEDIUM);
    assertThat(Settled.evaluate(again, other, LOWER).update()).isEqualTo(Update.NONE);
  }

  /// The refusal is written down with the next change, and outlives the rule's own absence.
  @ParameterizedTest
  @MethodSource("bothFormats")
  void aRefusalStaysWhenTheRuleComesBack(SampleFinding sample) {
    SampleRule lower = LOWER.when(Named.WORKFLOW_STATUS.is(WorkflowStatus.NEW));
    SampleFinding changed = Settled.after(sample, lower).severityInForce(SeverityLabel.MEDIUM);
    SampleFinding quiet = Settled.after(changed, QUIET, lower);
    assertThat(Settled.marks(quiet))
        .containsEntry("no", "sev:lower")
        .containsEntry("wf", "SUPPRESSED<NEW");
    SampleFinding open = Settled.after(quiet, QUIET.expires("2026-05-31"), lower);
    assertThat(open.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(open.read().severity()).hasValue(SeverityLabel.MEDIUM);
    assertThat(Settled.marks(open)).containsEntry("no", "sev:lower");
    assertThat(Settled.evaluate(open, lower).update()).isEqualTo(Update.NONE);
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void aPersonUndoesRefusalsAndReleases(SampleFinding sample) {
    var engine = new RuleEngine(List.of(LOWER), Clock.systemUTC());
    SampleFinding changed = Settled.after(sample, LOWER).severityInForce(SeverityLabel.MEDIUM);
    SampleFinding undone = changed.after(engine.undoRelease(changed.read()).update());
    assertThat(Settled.after(undone, LOWER).read().severity()).hasValue(SeverityLabel.LOW);

    SampleFinding released = sample.after(engine.release(sample.read()).update());
    assertThat(engine.evaluate(released.read()).update()).isEqualTo(Update.NONE);
    SampleFinding again = released.after(engine.undoRelease(released.read()).update());
    assertThat(Settled.after(again, LOWER).read().severity()).hasValue(SeverityLabel.LOW);
    assertThat(engine.undoRelease(again.read()).update()).isEqualTo(Update.NONE);
  }

  private static OcsfSample changedOn(OcsfSample sample, String day) {
    return sample.with(
        Instant.parse(day + "T08:00:00Z").toEpochMilli(), "finding_info", "modified_time");
  }

  @Test
  void aStatusInOcsfIsSetAgainOnceADay() {
    OcsfSample quiet = Settled.after(changedOn(ocsfFinding(), "2026-05-20"), QUIET);

    OcsfSample reset = changedOn(quiet.workflow(WorkflowStatus.NEW), "2026-05-21");
    OcsfSample again = Settled.after(reset, QUIET);
    assertThat(again.read().workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(Settled.marks(again)).containsEntry("re", "2026-05-21");
    assertThat(Settled.marks(again)).containsEntry("wf", "SUPPRESSED<NEW");

    OcsfSample sameDay = again.workflow(WorkflowStatus.NEW);
    assertThat(Settled.evaluate(sameDay, QUIET).update()).isEqualTo(Update.NONE);
    assertThat(Settled.evaluate(sameDay, QUIET).kept()).hasSize(1);

    OcsfSample nextDay = changedOn(sameDay, "2026-05-22");
    assertThat(Settled.after(nextDay, QUIET).read().workflowStatus())
        .hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(Settled.evaluate(reset.workflow(WorkflowStatus.NOTIFIED), QUIET).update())
        .as("an import sets New alone")
        .isEqualTo(Update.NONE);
  }

  /// A customer's choice leaves the provider's as it is.
  private static Sample customerSays(Sample sample, int confidence) {
    Object providers = sample.read().raw("FindingProviderFields", "Confidence").getFirst();
    return sample
        .with(confidence, "Confidence")
        .with(providers, "FindingProviderFields", "Confidence");
  }

  @Test
  void keepsAConfidenceThatIsNotTheProviders() {
    SampleRule sure = rule("sure").decides(confidence(20));
    Sample providers =
        finding().with(10, "Confidence").with(10, "FindingProviderFields", "Confidence");
    Sample customers = customerSays(providers, 50);
    assertThat(Settled.evaluate(customers, sure).update()).isEqualTo(Update.NONE);
    assertThat(Settled.evaluate(customers, sure).kept())
        .containsExactly(
            "the confidence 50 that Quell did not set, which rule sure wanted to be 20");
    Sample unknown = finding().without("FindingProviderFields").with(10, "Confidence");
    assertThat(Settled.evaluate(unknown, sure).update()).isEqualTo(Update.NONE);

    Sample set = Settled.after(providers, sure);
    assertThat(set.read().confidence()).hasValue(20);
    assertThat(Settled.marks(set)).containsEntry("cf", "20");
    assertThat(Settled.after(set, sure.expires("2026-05-31")).read().confidence()).hasValue(10);
    assertThat(Settled.evaluate(customerSays(set, 50), sure).update()).isEqualTo(Update.NONE);
  }

  /// Two rules that set what the other tests: the same finding always gets the same decision.
  @Test
  void noRuleMeetsWhatAnotherHasSet() {
    SampleRule up = rule("a").when(Named.CONFIDENCE.isAtLeast(0)).decides(confidence(20));
    SampleRule down = rule("b").when(Named.CONFIDENCE.isAtLeast(20)).decides(confidence(10));
    for (Sample sample :
        List.of(
            finding().with(10, "Confidence").with(10, "FindingProviderFields", "Confidence"),
            finding().with(10, "Confidence"),
            finding().without("FindingProviderFields").with(10, "Confidence"),
            finding().without("FindingProviderFields"))) {
      List<?> first = Settled.evaluate(sample, up, down).matched();
      SampleFinding now = sample;
      for (int event = 0; event < 4; event++) {
        Evaluation evaluation = Settled.evaluate(now, up, down);
        assertThat(evaluation.matched()).isEqualTo(first);
        now = now.after(evaluation.update());
      }
      assertThat(Settled.evaluate(now, up, down).update()).isEqualTo(Update.NONE);
    }
  }

  @Test
  void aUserDefinedFieldIsSetOnceAgainstAnybody() {
    SampleRule blue = rule("blue").decides(Decision.userDefinedField("team", "blue"));
    Sample set = Settled.after(finding(), blue);
    assertThat(Settled.evaluate(set.userDefinedField("team", "red"), blue).update())
        .isEqualTo(Update.NONE);
    Sample taken = set.without("UserDefinedFields", "team");
    assertThat(Settled.evaluate(taken, blue).update()).isEqualTo(Update.NONE);
    assertThat(Settled.evaluate(taken, blue).kept()).hasSize(1);
    SampleRule red = rule("blue").decides(Decision.userDefinedField("team", "red"));
    assertThat(Settled.after(set, red).read().userDefinedFields()).containsEntry("team", "red");
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void aStatusThatSomebodyHasChangedIsTheirs(SampleFinding sample) {
    SampleRule notify = rule("notify").decides(workflow(WorkflowStatus.NOTIFIED));
    SampleFinding resolved = Settled.after(sample, notify).workflow(WorkflowStatus.RESOLVED);
    assertThat(Settled.evaluate(resolved, notify).update()).isEqualTo(Update.NONE);
    assertThat(Settled.evaluate(resolved).update()).isEqualTo(Update.NONE);
  }

  /// So the tests above mean what they say.
  @Test
  void marksOfNothingAreEmpty() {
    assertThat(Settled.marks(finding())).isEqualTo(Map.of());
  }
}
