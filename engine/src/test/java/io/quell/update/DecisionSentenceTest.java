package io.quell.update;

import static io.quell.update.Decision.capSeverity;
import static io.quell.update.Decision.confidence;
import static io.quell.update.Decision.floorSeverity;
import static io.quell.update.Decision.lowerSeverity;
import static io.quell.update.Decision.note;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.relatedFinding;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static io.quell.update.Decision.userDefinedField;
import static io.quell.update.Decision.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import org.junit.jupiter.api.Test;

/// Decisions as a person says them.
final class DecisionSentenceTest {
  @Test
  void saysWhatADecisionDoes() {
    assertThat(DecisionSentence.of(suppress().and(note("Look."))))
        .isEqualTo("suppress it, note “Look.”");
    assertThat(DecisionSentence.of(workflow(WorkflowStatus.NOTIFIED)))
        .isEqualTo("set the workflow status to NOTIFIED");
    assertThat(DecisionSentence.of(severity(SeverityLabel.LOW)))
        .isEqualTo("set the severity to LOW");
    assertThat(DecisionSentence.of(capSeverity(SeverityLabel.LOW)))
        .isEqualTo("lower the severity to at most LOW");
    assertThat(DecisionSentence.of(floorSeverity(SeverityLabel.HIGH)))
        .isEqualTo("raise the severity to at least HIGH");
    assertThat(DecisionSentence.of(raiseSeverity(1))).isEqualTo("raise the severity by 1 label");
    assertThat(DecisionSentence.of(lowerSeverity(2))).isEqualTo("lower the severity by 2 labels");
    assertThat(DecisionSentence.of(confidence(40))).isEqualTo("set the confidence to 40");
    assertThat(DecisionSentence.of(userDefinedField("team", "a")))
        .isEqualTo("set the user-defined field team to a");
    assertThat(DecisionSentence.of(relatedFinding("b", "arn")))
        .isEqualTo("add the related finding b");
  }
}
