package io.quell.finding;

import java.util.Arrays;
import java.util.Optional;

/// The customer's answer to a finding (ASFF, `Workflow.Status`).
public enum WorkflowStatus {
  NEW,
  NOTIFIED,
  SUPPRESSED,
  RESOLVED;

  /// Whether nobody has answered for good a finding that has this status.
  public boolean isOpen() {
    return this == NEW || this == NOTIFIED;
  }

  /// The status of this exact name, or empty.
  public static Optional<WorkflowStatus> named(String name) {
    return Arrays.stream(values()).filter(status -> status.name().equals(name)).findFirst();
  }
}
