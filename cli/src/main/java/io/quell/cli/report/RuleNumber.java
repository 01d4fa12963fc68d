package io.quell.cli.report;

import io.quell.finding.OcsfStatus;
import io.quell.finding.WorkflowStatus;
import io.quell.run.Evaluation;
import io.quell.run.RuleChange;
import java.util.Optional;

/// What is counted of a rule, in the order of the columns.
public enum RuleNumber {
  /// Findings that it decided on.
  MATCHED,
  /// Findings that it suppresses.
  SUPPRESSED,
  /// Findings to which it gives another workflow status.
  STATUS,
  /// Findings whose severity it moves.
  SEVERITY,
  /// Findings of which it sets something else.
  OTHER,
  /// Findings that lose what it had set.
  GIVEN_BACK;

  /// What stands above the numbers.
  String title() {
    return name().replace('_', ' ');
  }

  /// What a rule does to a finding. Of a field that another rule sets now, the one that had set it
  /// loses its value.
  static RuleNumber of(RuleChange change, String rule, Evaluation evaluation) {
    boolean isWanted = evaluation.matched().stream().anyMatch(card -> card.id().equals(rule));
    if (change.isGivenBack() || !isWanted) {
      return GIVEN_BACK;
    }
    return switch (change.field().owner()) {
      case WORKFLOW_STATUS -> isSuppressed(evaluation) ? SUPPRESSED : STATUS;
      case SEVERITY -> SEVERITY;
      case VERIFICATION_STATE, NOBODY -> OTHER;
    };
  }

  private static boolean isSuppressed(Evaluation evaluation) {
    return evaluation.update().workflowStatus().equals(Optional.of(WorkflowStatus.SUPPRESSED))
        || evaluation.update().statusId().equals(Optional.of(OcsfStatus.SUPPRESSED));
  }
}
