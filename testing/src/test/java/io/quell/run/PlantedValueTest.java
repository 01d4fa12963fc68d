package io.quell.run;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.suppress;
import static io.quell.update.Decision.types;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.RuleHistory;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.Update;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What whoever imports findings can put there, and what no update may set.
final class PlantedValueTest {
  private static final SampleRule QUIET = rule("quiet").decides(suppress());

  /// It would take the other findings of its invocation with it.
  @Test
  void noMarkMakesAnEvaluationThrow() {
    Sample planted =
        finding()
            .with(1, "Severity", "Product")
            .with(
                Map.of(
                    "QuellBook", "adhoc", "QuellRules", ",quiet,", "QuellMark", "2 ps=1.0<1e999"),
                "UserDefinedFields");
    var engine = new RuleEngine(List.of(QUIET.expires("2026-05-31")), Clock.systemUTC());
    assertThat(engine.evaluate(planted.read()).failures()).isEmpty();
    assertThat(engine.release(planted.read()).failures()).isEmpty();
  }

  /// What cannot be given back stays, and keeps nothing else from going back.
  @Test
  void givesBackTheStatusWhereTheProvidersTypesAreNoneThatAnUpdateTakes() {
    Sample sample =
        finding()
            .with(List.of("Custom/x/y"), "Types")
            .with(List.of("Custom/x/y"), "FindingProviderFields", "Types");
    SampleRule both = rule("quiet").decides(suppress().and(types("TTPs/Discovery")));
    Sample set = Settled.after(sample, both);
    assertThat(set.read().workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    Evaluation evaluation = Settled.evaluate(set, both.expires("2026-05-31"));
    assertThat(evaluation.failures()).isEmpty();
    assertThat(set.after(evaluation.update()).read().workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(evaluation.kept()).hasSize(1);
  }

  @Test
  void readsTheMarkOfAnySeverityOfTheProduct() {
    SampleRule scores =
        rule("scores")
            .when(Named.NORMALIZED_SEVERITY.isAtLeast(0))
            .decides(suppress().and(Decision.productSeverity(3)));
    for (double product : List.of(1e300, 1e-50, -0.0, 9.5)) {
      Sample set = Settled.after(finding().with(product, "Severity", "Product"), scores);
      assertThat(Settled.evaluate(set, scores).update()).isEqualTo(Update.NONE);
      assertThat(Settled.after(set, scores.expires("2026-05-31")).read().workflowStatus())
          .hasValue(WorkflowStatus.NEW);
    }
  }

  /// In OCSF marks have long ids in short.
  @Test
  void aRuleOfALongIdMoves() {
    String old = "a-very-long-rule-id-that-no-comment-has-room-for";
    for (SampleFinding sample : List.of(finding(), ocsfFinding())) {
      SampleFinding set = Settled.after(sample, rule(old).decides(suppress()));
      var engine =
          new RuleEngine(
              List.of(rule("now").expires("2026-05-31").decides(suppress())),
              new RuleHistory(Set.of(), Map.of(old, "now"), Set.of()),
              "test",
              BookSettings.trial(),
              Clock.systemUTC());
      Evaluation evaluation = engine.evaluate(set.read());
      assertThat(evaluation.unknownRules()).isEmpty();
      assertThat(evaluation.givenBack()).hasSize(1);
    }
  }

  @Test
  void nothingUnreadableOfAVulnerabilitySuppresses() {
    Sample sample =
        finding()
            .with(
                List.of(
                    Map.of(
                        "Id",
                        "CVE-2026-1",
                        "ExploitAvailable",
                        Map.of("is", "yes"),
                        "EpssScore",
                        "0.9x")),
                "Vulnerabilities");
    SampleRule quiet =
        rule("quiet").when(Criteria.not(Named.EPSS.isAtLeast(0.5))).decides(suppress());
    assertThat(Settled.evaluate(sample, quiet).update()).isEqualTo(Update.NONE);
    assertThat(Settled.evaluate(sample, quiet).kept())
        .hasSize(1)
        .first()
        .asString()
        .contains("0.9x");
  }

  /// A person has released it before any book had marked it: each book may undo that.
  @Test
  void anyBookUndoesAReleaseThatIsNobodys() {
    var prod =
        new RuleEngine(
            List.of(QUIET),
            RuleHistory.NONE,
            "test",
            BookSettings.of("prod", Set.of()),
            Clock.systemUTC());
    var byHand = new RuleEngine(List.of(), Clock.systemUTC());
    for (SampleFinding sample : List.of(finding(), ocsfFinding())) {
      SampleFinding released = sample.after(byHand.release(sample.read()).update());
      assertThat(Settled.marks(released)).containsEntry("book", "any");
      assertThat(prod.evaluate(released.read()).update()).isEqualTo(Update.NONE);
      SampleFinding undone = released.after(prod.undoRelease(released.read()).update());
      assertThat(prod.evaluate(undone.read()).update().workflowStatus())
          .hasValue(WorkflowStatus.SUPPRESSED);
    }
  }
}
