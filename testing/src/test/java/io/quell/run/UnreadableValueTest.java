package io.quell.run;

import static io.quell.criteria.Criteria.not;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.SeverityLabel;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A value of a wrong form is not an absent one: it is named, and suppresses nothing.
final class UnreadableValueTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final SampleRule YOUNG =
      rule("young").when(not(Named.AGE.olderThan(Duration.ofDays(30)))).decides(suppress());
  private static final SampleRule BUT_CRITICAL =
      rule("but-critical")
          .when(Criteria.not(Named.SEVERITY.is(SeverityLabel.CRITICAL)))
          .decides(suppress());

  private static Evaluation evaluate(SampleFinding sample, SampleRule rule) {
    return new RuleEngine(List.of(rule), CLOCK).evaluate(sample.read());
  }

  private static SampleFinding observed(String time) {
    return finding().with(time, "FirstObservedAt").with(time, "CreatedAt");
  }

  @Test
  void aTimeIsNamedAndSuppressesNothing() {
    SampleFinding sample = observed("2026-01-01 08:00:00Z");

    Evaluation evaluation = evaluate(sample, YOUNG);

    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.matched()).isEmpty();
    assertThat(evaluation.kept())
        .containsExactly(
            "rule young would suppress the finding, but its age cannot be told: 2026-01-01"
                + " 08:00:00Z");
    assertThat(new RuleEngine(List.of(YOUNG), CLOCK).explain("young", sample.read()).toString())
        .isEqualTo(evaluation.kept().getFirst());
  }

  @Test
  void aTimeThatCanBeReadSuppresses() {
    assertThat(evaluate(observed("2026-05-30t08:00:00-0500"), YOUNG).update().workflowStatus())
        .isPresent();
    assertThat(evaluate(observed("2026-01-01T08:00:00-1753"), YOUNG).update())
        .isEqualTo(Update.NONE);
  }

  @Test
  void anAbsentTimeIsAsItWas() {
    SampleFinding sample = finding().without("FirstObservedAt").without("CreatedAt");
    assertThat(evaluate(sample, YOUNG).update().workflowStatus()).isPresent();
  }

  @Test
  void whatIsNoSuppressionGoesOn() {
    assertThat(
            evaluate(observed("2026-01-01 08:00:00Z"), YOUNG.decides(severity(SeverityLabel.LOW)))
                .update()
                .severity())
        .hasValue(SeverityLabel.LOW);
  }

  @Test
  void explainNamesIt() {
    SampleRule old = rule("old").when(Named.AGE.olderThan(Duration.ofDays(30))).decides(suppress());
    assertThat(
            new RuleEngine(List.of(old), CLOCK)
                .explain("old", observed("2026-01-01 08:00:00Z").read())
                .toString())
        .endsWith("but saw 2026-01-01 08:00:00Z, which cannot be read");
  }

  /// A text that is no account is no other account either.
  @Test
  void whatTheReaderRefusesSuppressesNothing() {
    SampleRule others =
        rule("others").when(not(Named.ACCOUNT.is("111122223333"))).decides(suppress());
    SampleFinding wrong = finding().account("11112222333").with("own", "Id");

    Evaluation evaluation = evaluate(wrong, others);

    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept())
        .containsExactly(
            "rule others would suppress the finding, but its account cannot be told: 11112222333");
    assertThat(evaluate(finding().account("444455556666"), others).update().workflowStatus())
        .isPresent();
  }

  static Stream<SampleFinding> unknownSeverities() {
    return Stream.of(
        finding().without("Severity").without("FindingProviderFields"),
        finding()
            .without("FindingProviderFields")
            .with("Huge", "Severity", "Label")
            .without("Severity", "Normalized"),
        ocsfFinding().with(0, "severity_id").without("vendor_attributes"),
        ocsfFinding().with(99, "severity_id").without("vendor_attributes"),
        ocsfFinding().without("severity_id").without("severity").without("vendor_attributes"));
  }

  @ParameterizedTest
  @MethodSource("unknownSeverities")
  void anUnknownSeverityIsNotTakenForLessThanCritical(SampleFinding sample) {
    Evaluation evaluation = evaluate(sample, BUT_CRITICAL);
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept()).hasSize(1).first().asString().contains("its severity cannot");
  }
}
