package io.quell.infra;

import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.util.List;

/// The numbers that OCSF has for workflow statuses and severities.
final class Ocsf {
  /// All values of `status_id`, as text, of every version of the API's reference.
  static final List<String> STATUS_IDS = List.of("0", "1", "2", "3", "4", "5", "6", "99");
  /// All values of `severity_id`, as text, of every version of the API's reference.
  static final List<String> SEVERITY_IDS = List.of("0", "1", "2", "3", "4", "5", "6", "99");

  private Ocsf() {}

  static int statusId(WorkflowStatus status) {
    return switch (status) {
      case NEW -> 1;
      case NOTIFIED -> 2;
      case SUPPRESSED -> 3;
      case RESOLVED -> 4;
    };
  }

  static int severityId(SeverityLabel label) {
    return switch (label) {
      case INFORMATIONAL -> 1;
      case LOW -> 2;
      case MEDIUM -> 3;
      case HIGH -> 4;
      case CRITICAL -> 5;
    };
  }
}
