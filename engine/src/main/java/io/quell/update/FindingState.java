package io.quell.update;

import io.quell.finding.AsffFinding;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfStatus;
import java.util.Optional;

/// The severity and the status of a finding, or those that an update leads to, by the names that
/// both formats share; by OCSF's own where ASFF has none.
///
/// @param severity a label such as LOW, or OCSF's FATAL, OTHER and UNKNOWN; empty where there is
///     none, or where it is left alone
/// @param workflowStatus a status such as SUPPRESSED, or OCSF's ARCHIVED, DELETED, OTHER and
///     UNKNOWN; empty likewise
public record FindingState(Optional<String> severity, Optional<String> workflowStatus) {
  /// Nothing is known.
  public static final FindingState UNKNOWN = new FindingState(Optional.empty(), Optional.empty());

  /// What the finding has.
  public static FindingState of(Finding finding) {
    return new FindingState(severity(finding), workflowStatus(finding));
  }

  /// The severity that the finding has.
  public static Optional<String> severity(Finding finding) {
    return switch (finding) {
      case AsffFinding asff -> asff.severity().map(Enum::name);
      case OcsfFinding ocsf -> ocsf.severityId().or(ocsf::providerSeverityId).map(Enum::name);
    };
  }

  /// The status that the finding has.
  public static Optional<String> workflowStatus(Finding finding) {
    return switch (finding) {
      case AsffFinding asff -> asff.workflowStatus().map(Enum::name);
      case OcsfFinding ocsf -> ocsf.statusId().map(FindingState::name);
    };
  }

  /// What an update leads to on a finding of the format: a normalized severity sets a label too.
  public static FindingState of(Update update, Format format) {
    return switch (format) {
      case ASFF ->
          new FindingState(
              update.severityLabel().map(Enum::name), update.workflowStatus().map(Enum::name));
      case OCSF ->
          new FindingState(
              update.severityId().map(Enum::name), update.statusId().map(FindingState::name));
    };
  }

  /// What a finding of the format has after the update.
  public FindingState after(Update update, Format format) {
    FindingState set = of(update, format);
    return new FindingState(
        set.severity.or(this::severity), set.workflowStatus.or(this::workflowStatus));
  }

  /// What a status is called: as a workflow status, where it is one.
  public static String name(OcsfStatus status) {
    return status.workflowStatus().<Enum<?>>map(same -> same).orElse(status).name();
  }
}
