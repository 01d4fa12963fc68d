package io.quell.finding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The status of an OCSF finding (`status_id`).
public enum OcsfStatus {
  UNKNOWN(0),
  NEW(1),
  IN_PROGRESS(2),
  SUPPRESSED(3),
  RESOLVED(4),
  ARCHIVED(5),
  DELETED(6),
  OTHER(99);

  private final int id;

  OcsfStatus(int id) {
    this.id = id;
  }

  /// The number that the format uses.
  public int id() {
    return id;
  }

  /// Whether nobody has answered for good a finding that has this status.
  public boolean isOpen() {
    return switch (this) {
      case UNKNOWN, NEW, IN_PROGRESS -> true;
      case SUPPRESSED, RESOLVED, ARCHIVED, DELETED, OTHER -> false;
    };
  }

  /// The caption that the format writes beside the number, such as `In Progress`.
  public String caption() {
    return Arrays.stream(name().split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  /// The status of this number, or empty.
  public static Optional<OcsfStatus> ofId(int id) {
    return Arrays.stream(values()).filter(status -> status.id == id).findFirst();
  }

  /// The status that stands for this workflow status.
  public static OcsfStatus of(WorkflowStatus workflowStatus) {
    return switch (workflowStatus) {
      case NEW -> NEW;
      case NOTIFIED -> IN_PROGRESS;
      case SUPPRESSED -> SUPPRESSED;
      case RESOLVED -> RESOLVED;
    };
  }

  /// The status of this exact name, or empty.
  public static Optional<OcsfStatus> named(String name) {
    return Arrays.stream(values()).filter(status -> status.name().equals(name)).findFirst();
  }

  /// The workflow status that says the same, or none.
  public Optional<WorkflowStatus> workflowStatus() {
    return switch (this) {
      case NEW -> Optional.of(WorkflowStatus.NEW);
      case IN_PROGRESS -> Optional.of(WorkflowStatus.NOTIFIED);
      case SUPPRESSED -> Optional.of(WorkflowStatus.SUPPRESSED);
      case RESOLVED -> Optional.of(WorkflowStatus.RESOLVED);
      case UNKNOWN, ARCHIVED, DELETED, OTHER -> Optional.empty();
    };
  }

  /// The statuses that no workflow status says: a rule that sets one is about findings in OCSF.
  public static OcsfStatus[] beyondWorkflow() {
    return Arrays.stream(values())
        .filter(status -> status.workflowStatus().isEmpty())
        .toArray(OcsfStatus[]::new);
  }
}
