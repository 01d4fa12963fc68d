package io.quell.cli.cost;

/// What is known of a deployment.
///
/// @param findingsADay how many findings are imported a day
/// @param matched the share of them that the event rules let through to the function
/// @param updated the share of those that need an update
/// @param differentUpdates how many different updates there are at a time
/// @param marked how many findings the book has marked, which a reconciliation reads; 0 where there
///     is none
/// @param memoryMegabytes the function's memory
/// @param alarms how many alarms there are
/// @param ruleMetrics how many rules have metrics of their own
/// @param hasKey whether the stack has a KMS key
/// @param callMillis how long an update call takes, waiting for the quota included
record Assumptions(
    double findingsADay,
    double matched,
    double updated,
    double differentUpdates,
    double marked,
    int memoryMegabytes,
    int alarms,
    int ruleMetrics,
    boolean hasKey,
    double callMillis) {
  /// The same with another number of findings.
  Assumptions with(double findings) {
    return new Assumptions(
        findings,
        matched,
        updated,
        differentUpdates,
        marked,
        memoryMegabytes,
        alarms,
        ruleMetrics,
        hasKey,
        callMillis);
  }
}
