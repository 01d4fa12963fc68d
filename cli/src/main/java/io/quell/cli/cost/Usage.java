package io.quell.cli.cost;

import io.quell.lambda.CallBudget;
import io.quell.update.Limits;

/// What a deployment uses in a day on average. Findings are taken as coming evenly, which is the
/// dearest: bursts fill batches.
///
/// @param events events that reach the queue or the function
/// @param invocations invocations of the function
/// @param updates findings that are updated
/// @param calls calls that update them
/// @param workSeconds how long an invocation works, on the share of a processor that it has
/// @param waitSeconds how long it waits for its update calls
record Usage(
    double events,
    double invocations,
    double updates,
    double calls,
    double workSeconds,
    double waitSeconds) {
  /// A day.
  static final double DAY_SECONDS = 86_400;

  private static final double MILLIS = 1_000;
  /// The memory at which Lambda gives a whole processor (Lambda Developer Guide, memory).
  private static final double WHOLE_PROCESSOR_MEGABYTES = 1_769;

  static Usage of(Assumptions assumed, DeliveryWay way) {
    double matched = assumed.findingsADay() * assumed.matched();
    double updates = matched * assumed.updated();
    double events = matched + updates; // each update raises an event of its own
    double invocations =
        switch (way) {
          case DIRECT -> events;
          case QUEUE -> Math.max(events / CallBudget.BATCH_SIZE, Math.min(events, mostWindows()));
        };
    double calls =
        invocations == 0
            ? 0
            : invocations * callsAnInvocation(updates / invocations, assumed.differentUpdates());
    return new Usage(
        events,
        invocations,
        updates,
        calls,
        workSeconds(assumed, ratio(events, invocations)),
        ratio(calls, invocations) * assumed.callMillis() / MILLIS);
  }

  /// A batch is handed over when its window is over.
  private static double mostWindows() {
    return DAY_SECONDS / CallBudget.BATCH_WINDOW_SECONDS;
  }

  /// Each update fills calls of its own; the last one of each is not full.
  private static double callsAnInvocation(double updates, double different) {
    double kinds = Math.min(different, updates);
    return kinds == 0
        ? 0
        : Math.min(updates, kinds * Math.ceil(updates / kinds / Limits.MOST_FINDINGS_A_CALL));
  }

  private static double workSeconds(Assumptions assumed, double findings) {
    double share = Math.min(1, assumed.memoryMegabytes() / WHOLE_PROCESSOR_MEGABYTES);
    return (Measured.INVOCATION_MILLIS + findings * Measured.FINDING_MILLIS) / share / MILLIS;
  }

  private static double ratio(double number, double of) {
    return of == 0 ? 0 : number / of;
  }

  /// How long an invocation takes.
  double seconds() {
    return workSeconds + waitSeconds;
  }

  /// How many invocations run at once on average.
  double atOnce() {
    return invocations * seconds() / DAY_SECONDS;
  }

  /// How many of them work, and do not wait for the quota of Security Hub.
  double workingAtOnce() {
    return invocations * workSeconds / DAY_SECONDS;
  }
}
