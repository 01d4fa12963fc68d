package io.quell.infra.reconciliation;

import java.util.Map;
import software.amazon.awscdk.services.events.CfnRule;

/// The first message of a run, as who starts it writes it: the kind of the run, and the time that
/// started it. The time makes it another message than the one before, which a FIFO queue would
/// leave out.
enum StartingMessage {
  /// For the rules whose first or last day was yesterday, those on ages, and those that were
  /// suspended or removed.
  DAILY("daily"),
  /// For all findings that the book has marked.
  WEEKLY("weekly"),
  /// The same, after the rules may have changed.
  CHANGED("changed");

  private final String kind;

  StartingMessage(String kind) {
    this.kind = kind;
  }

  /// The kind, as the function reads it.
  String kind() {
    return kind;
  }

  /// The message of a schedule. EventBridge Scheduler puts the time in that it was scheduled for.
  String scheduled() {
    return "{\"reconcile\":\"%s\",\"at\":\"<aws.scheduler.scheduled-time>\"}".formatted(kind);
  }

  /// The message that an event rule makes of an event. EventBridge puts the event's time in, with
  /// the quotation marks.
  CfnRule.InputTransformerProperty transformed() {
    return CfnRule.InputTransformerProperty.builder()
        .inputPathsMap(Map.of("at", "$.time"))
        .inputTemplate("{\"reconcile\":\"%s\",\"at\":<at>}".formatted(kind))
        .build();
  }
}
