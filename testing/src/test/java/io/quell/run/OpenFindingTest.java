package io.quell.run;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.RuleHistory;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a deployment changes: findings that are open, and those that it has closed itself.
final class OpenFindingTest {
  private static final SampleRule LOWER = rule("lower").decides(severity(SeverityLabel.LOW));
  private static final BookSettings PROD = BookSettings.of("prod", Set.of());

  private static RuleEngine engine(BookSettings settings, SampleRule... rules) {
    return new RuleEngine(
        List.of(rules),
        RuleHistory.NONE,
        "test",
        settings,
        Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC));
  }

  static Stream<SampleFinding> open() {
    return Stream.of(
            finding(),
            finding().workflow(WorkflowStatus.NOTIFIED),
            finding().without("Workflow"),
            finding().without("RecordState"),
            ocsfFinding(),
            ocsfFinding().workflow(WorkflowStatus.NOTIFIED),
            ocsfFinding().without("status_id").without("status"),
            ocsfFinding().status(OcsfStatus.UNKNOWN))
        .map(sample -> sample.severity(SeverityLabel.HIGH));
  }

  static Stream<SampleFinding> closed() {
    return Stream.of(
            finding().with("ARCHIVED", "RecordState"),
            finding().workflow(WorkflowStatus.RESOLVED),
            finding().workflow(WorkflowStatus.SUPPRESSED),
            finding().workflow(WorkflowStatus.RESOLVED).with("ARCHIVED", "RecordState"),
            finding().with("DONE", "Workflow", "Status"),
            finding().with("GONE", "RecordState"),
            ocsfFinding().with(3, "activity_id"),
            ocsfFinding().status(OcsfStatus.ARCHIVED),
            ocsfFinding().status(OcsfStatus.DELETED),
            ocsfFinding().status(OcsfStatus.OTHER),
            ocsfFinding().workflow(WorkflowStatus.RESOLVED),
            ocsfFinding().workflow(WorkflowStatus.SUPPRESSED),
            ocsfFinding().with(42, "status_id"))
        .map(sample -> sample.severity(SeverityLabel.HIGH));
  }

  @ParameterizedTest
  @MethodSource("open")
  void changesWhatIsOpen(SampleFinding sample) {
    assertThat(engine(PROD, LOWER).evaluate(sample.read()).update().isEmpty()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("closed")
  void leavesWhatIsNot(SampleFinding sample) {
    Evaluation evaluation = engine(PROD, LOWER).evaluate(sample.read());
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.matched()).hasSize(1);
    assertThat(evaluation.kept())
        .hasSize(1)
        .allSatisfy(
            kept -> assertThat(kept).startsWith("everything: the finding is not open, for"));
    assertThat(engine(PROD.lookingAtClosed(true), LOWER).evaluate(sample.read()).update().isEmpty())
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("open")
  void whatABookHasClosedIsItsToOpen(SampleFinding sample) {
    SampleRule quiet = rule("quiet").decides(suppress());
    SampleFinding suppressed = sample.after(engine(PROD, quiet).evaluate(sample.read()).update());
    assertThat(suppressed.read().workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    Evaluation evaluation =
        engine(PROD, quiet.expires("2026-05-31"), LOWER).evaluate(suppressed.read());
    assertThat(evaluation.givenBack()).hasSize(1);
    assertThat(suppressed.after(evaluation.update()).read().severity()).hasValue(SeverityLabel.LOW);
  }
}
