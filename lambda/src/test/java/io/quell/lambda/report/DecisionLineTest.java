package io.quell.lambda.report;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import io.quell.finding.VerificationState;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a decision's line says was there before, and is there after, of what the engine decides.
final class DecisionLineTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final String OWN = "Effects/Data Exposure";

  private static SampleRule rule(Decision decision) {
    return SampleRule.rule("a").decides(decision);
  }

  private static Evaluation evaluate(SampleFinding sample, SampleRule... rules) {
    Evaluation evaluation = new RuleEngine(List.of(rules), CLOCK).evaluate(sample.read());
    assertThat(evaluation.update().isEmpty()).as("the rules change something").isFalse();
    return evaluation;
  }

  private static Map<?, ?> line(Evaluation evaluation) {
    try {
      return Json.read(
                  LogLines.decision(new Result(evaluation, new Result.Observed()), "rules")
                      .toString())
              instanceof Map<?, ?> members
          ? members
          : Map.of();
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  /// Pairs of a name and a value, beside what every line has.
  private static Map<String, @Nullable Object> state(@Nullable Object... more) {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("severity", "MEDIUM");
    state.put("workflowStatus", "NEW");
    for (int at = 0; at < more.length; at += 2) {
      state.put(String.valueOf(more[at]), more[at + 1]);
    }
    return state;
  }

  @Test
  void hasEachFieldThatIsChangedAndNoOther() {
    SampleFinding sample = finding().with(90, "Confidence").with(1.5, "Severity", "Product");
    Map<?, ?> line =
        line(
            evaluate(
                sample,
                rule(
                    Decision.criticality(7)
                        .and(Decision.types(OWN))
                        .and(Decision.verificationState(VerificationState.FALSE_POSITIVE))
                        .and(Decision.productSeverity(8)))));

    assertThat(line.get("before"))
        .isEqualTo(
            state(
                "productSeverity",
                new BigDecimal("1.5"),
                "verificationState",
                null,
                "criticality",
                null,
                "types",
                List.of("Software and Configuration Checks/Industry and Regulatory Standards")));
    assertThat(line.get("after"))
        .isEqualTo(
            state(
                "productSeverity",
                new BigDecimal("8.0"),
                "verificationState",
                "FALSE_POSITIVE",
                "criticality",
                7,
                "types",
                List.of(OWN)));
  }

  @Test
  void hasTheNumberBesideTheLabelThatItLeadsTo() {
    Map<?, ?> line = line(evaluate(finding(), rule(Decision.normalizedSeverity(95))));

    assertThat(line.get("before")).isEqualTo(state("normalizedSeverity", 40));
    assertThat(line.get("after"))
        .isEqualTo(state("severity", "CRITICAL", "normalizedSeverity", 95));
  }

  /// The number that contradicts the label is what was there, too.
  @Test
  void hasANumberThatTheLabelContradicts() {
    SampleFinding sample = finding().with(75, "Severity", "Normalized");

    assertThat(line(evaluate(sample, rule(Decision.normalizedSeverity(41)))).get("before"))
        .isEqualTo(state("normalizedSeverity", 75));
  }

  @Test
  void hasTheUserDefinedFieldsOfTheRuleAndNoneOfQuellsNorOfOthers() {
    SampleFinding sample = finding().with("x", "UserDefinedFields", "theirs");
    Evaluation evaluation =
        evaluate(sample, rule(Decision.userDefinedField("team", "a").and(Decision.suppress())));

    assertThat(evaluation.update().userDefinedFields()).containsKeys("theirs", "QuellMark");
    Map<?, ?> line = line(evaluation);
    Map<String, @Nullable Object> nothing = new LinkedHashMap<>();
    nothing.put("team", null);
    assertThat(line.get("before")).isEqualTo(state("userDefinedFields", nothing));
    assertThat(line.get("after"))
        .isEqualTo(state("workflowStatus", "SUPPRESSED", "userDefinedFields", Map.of("team", "a")));
  }

  /// Fields of versions whose books had no name end with the first update of this one.
  @Test
  void hasNoFieldsOfEarlierVersions() {
    SampleFinding sample =
        finding()
            .with(Map.of("quell.rules", "a", "quell.expires", "2027-01-01"), "UserDefinedFields");
    Evaluation evaluation = evaluate(sample, rule(Decision.suppress()));

    assertThat(evaluation.update().userDefinedFields()).containsEntry("quell.expires", "none");
    assertThat(line(evaluation).get("after")).isEqualTo(state("workflowStatus", "SUPPRESSED"));
  }

  @Test
  void hasTheRelatedFindingsBesideThoseThatAreThere() {
    String product = "arn:aws:securityhub:eu-west-1::product/aws/guardduty";
    SampleFinding sample =
        finding().with(List.of(Map.of("Id", "x", "ProductArn", product)), "RelatedFindings");
    Map<?, ?> line = line(evaluate(sample, rule(Decision.relatedFinding("y", product))));

    assertThat(line.get("before")).isEqualTo(state("relatedFindings", List.of("x")));
    assertThat(line.get("after")).isEqualTo(state("relatedFindings", List.of("x", "y")));
  }

  @Test
  void hasWhatIsGivenBack() {
    SampleFinding sample = finding().with(60, "FindingProviderFields", "Confidence");
    SampleFinding changed = sample.with(60, "Confidence");
    SampleRule rule = rule(Decision.confidence(5));
    changed = changed.after(evaluate(changed, rule).update());

    Map<?, ?> line = line(evaluate(changed, rule.expires("2026-05-31")));

    assertThat(line.get("before")).isEqualTo(state("confidence", 5));
    assertThat(line.get("after")).isEqualTo(state("confidence", 60));
    assertThat(line.containsKey("givenBack")).isTrue();
  }

  @Test
  void hasNothingThatAnOcsfFindingDoesNotHave() {
    Finding finding = ocsfFinding().severity(SeverityLabel.MEDIUM).read();
    Update update =
        Update.builder()
            .severity(SeverityLabel.LOW)
            .set(UpdateField.CONFIDENCE, new FieldValue.Percentage(7))
            .build();
    Evaluation evaluation =
        new Evaluation(
            finding,
            List.of(),
            Optional.empty(),
            update,
            List.of(),
            List.of(),
            List.of("gone", "lost"),
            List.of());

    Map<?, ?> line = line(evaluation);

    assertThat(line.get("before")).isEqualTo(state());
    assertThat(line.get("after")).isEqualTo(state("severity", "LOW"));
    assertThat(line.get("unknownRules")).isEqualTo(List.of("gone", "lost"));
  }

  @Test
  void namesTheRulesThatTheBookDoesNotKnow() {
    SampleFinding sample = finding();
    SampleRule rule = rule(Decision.suppress());
    SampleFinding changed = sample.after(evaluate(sample, rule).update());
    SampleRule other = SampleRule.rule("b").decides(Decision.severity(SeverityLabel.LOW));

    assertThat(line(evaluate(changed, other)).get("unknownRules")).isEqualTo(List.of("a"));
    assertThat(line(evaluate(changed, rule, other)).containsKey("unknownRules")).isFalse();
  }
}
