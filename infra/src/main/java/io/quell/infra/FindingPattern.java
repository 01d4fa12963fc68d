package io.quell.infra;

import io.quell.finding.Format;
import io.quell.finding.OcsfStatus;
import io.quell.finding.WorkflowStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which findings start the function: those of some formats that are active and have one of some workflow statuses.
///
/// @param formats at least one
/// @param workflowStatuses at least one, and neither SUPPRESSED nor RESOLVED: an update of Quell's would start it again
public record FindingPattern(Set<Format> formats, Set<WorkflowStatus> workflowStatuses) {
  /// The source of all of Security Hub's events.
  static final String SOURCE = "aws.securityhub";
  /// The detail-type of an ASFF finding's event.
  static final String ASFF_IMPORTED = "Security Hub Findings - Imported";
  /// The detail-type of an OCSF finding's event.
  static final String OCSF_IMPORTED = "Findings Imported V2";
  /// The detail-type of the event that a custom action of the console raises.
  static final String CUSTOM_ACTION = "Security Hub Findings - Custom Action";

  public FindingPattern {
    if (formats.isEmpty() || workflowStatuses.isEmpty()) {
      throw new IllegalArgumentException("a pattern without a format or a workflow status matches no finding");
    }
    if (workflowStatuses.contains(WorkflowStatus.SUPPRESSED) || workflowStatuses.contains(WorkflowStatus.RESOLVED)) {
      throw new IllegalArgumentException("suppressed and resolved findings never start the function");
    }
    formats = Collections.unmodifiableSet(EnumSet.copyOf(formats));
    workflowStatuses = Collections.unmodifiableSet(EnumSet.copyOf(workflowStatuses));
  }

  /// The findings that nobody is done with.
  static FindingPattern open(Set<Format> formats) {
    return new FindingPattern(formats, EnumSet.of(WorkflowStatus.NEW, WorkflowStatus.NOTIFIED));
  }

  /// The event pattern, as EventBridge takes it.
  public Map<String, Object> json() {
    List<List<Map.Entry<String, ?>>> branches = formats.stream().map(this::branch).toList();
    List<Map.Entry<String, ?>> members = new ArrayList<>();
    members.add(Map.entry("source", List.of(SOURCE)));
    if (branches.size() == 1) {
      // EventBridge refuses an $or of one branch.
      members.addAll(branches.getFirst());
    } else {
      members.add(Map.entry("$or", branches.stream().map(Json::object).toList()));
    }
    return Json.object(members);
  }

  private List<Map.Entry<String, ?>> branch(Format format) {
    return switch (format) {
      case ASFF -> branch(ASFF_IMPORTED,
          List.of(Map.entry("RecordState", List.of("ACTIVE")), Map.entry("Workflow",
              Json.object("Status", workflowStatuses.stream().map(WorkflowStatus::name).toList()))));
      case OCSF -> branch(OCSF_IMPORTED,
          List.of(
              Map.entry("status_id", workflowStatuses.stream().map(status -> OcsfStatus.of(status).id()).toList())));
    };
  }

  private static List<Map.Entry<String, ?>> branch(String detailType, List<Map.Entry<String, ?>> criteria) {
    return List.of(Map.entry("detail-type", List.of(detailType)),
        Map.entry("detail", Json.object("findings", Json.object(criteria))));
  }
}
