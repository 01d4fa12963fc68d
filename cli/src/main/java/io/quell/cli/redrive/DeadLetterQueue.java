package io.quell.cli.redrive;

/// A queue of dead letters of a stack, and where they belong.
enum DeadLetterQueue {
  /// What EventBridge could not hand over.
  UNDELIVERED("Undelivered", "Findings"),
  /// What should have started a reconciliation and did not.
  UNSTARTED_RUNS("UnstartedRuns", "Reconciliation"),
  /// What the function gave up: messages of the queue or, with direct delivery, events.
  FAILED("Failed", "Findings"),
  /// Messages that the reconciliation gave up.
  FAILED_RUNS("FailedRuns", "Reconciliation");

  private final String output;
  private final String target;

  DeadLetterQueue(String output, String target) {
    this.output = output;
    this.target = target;
  }

  /// The stack's output that has its address, without `Output`.
  String output() {
    return output;
  }

  /// The same of the queue where its messages are worked on.
  String target() {
    return target;
  }

  /// Whether its messages start reconciliations.
  boolean isOfRuns() {
    return target.equals("Reconciliation");
  }
}
