package io.quell.cli.terminal;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Update;
import java.util.Optional;

/// Severity and workflow status of a finding in a person's words: those of ASFF, and OCSF's own
/// where ASFF has none.
///
/// @param severity a label such as LOW, or OCSF's FATAL, OTHER and UNKNOWN
/// @param workflowStatus a status such as SUPPRESSED, or OCSF's ARCHIVED, DELETED, OTHER and
///     UNKNOWN
public record FindingState(Optional<String> severity, Optional<String> workflowStatus) {
  /// Nothing is known.
  public static final FindingState UNKNOWN = new FindingState(Optional.empty(), Optional.empty());

  /// What the finding has.
  public static FindingState of(Finding finding) {
    Optional<String> severity =
        finding instanceof OcsfFinding ocsf
            ? ocsf.severityId().map(FindingState::word).or(() -> finding.severity().map(Enum::name))
            : finding.severity().map(Enum::name);
    Optional<String> workflowStatus =
        finding instanceof OcsfFinding ocsf
            ? ocsf.statusId().map(FindingState::word)
            : finding.workflowStatus().map(Enum::name);
    return new FindingState(severity, workflowStatus);
  }

  /// What a finding of the format has after the update.
  public FindingState after(Update update, Format format) {
    return switch (format) {
      case ASFF ->
          new FindingState(
              update.severityLabel().map(Enum::name).or(this::severity),
              update.workflowStatus().map(Enum::name).or(this::workflowStatus));
      case OCSF ->
          new FindingState(
              update.severityId().map(FindingState::word).or(this::severity),
              update.statusId().map(FindingState::word).or(this::workflowStatus));
    };
  }

  private static String word(OcsfSeverity severity) {
    return severity == OcsfSeverity.FATAL
        ? severity.name()
        : severity.label().map(Enum::name).orElse(severity.name());
  }

  private static String word(OcsfStatus status) {
    return status.workflowStatus().map(WorkflowStatus::name).orElse(status.name());
  }
}
