package io.quell.cli.cost;

import io.quell.lambda.CallBudget;
import io.quell.update.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A limit of AWS, and how much of it is used on average.
///
/// @param name what is limited
/// @param needed how much is needed
/// @param allowed how much there is
record CostLimit(String name, double needed, double allowed) {
  /// Lambda's usual quota of an account in a Region.
  private static final double USUAL_CONCURRENCY = 1_000;

  private static final double FINDINGS_A_READ = 100;
  /// No account has more findings.
  private static final double MOST = 1e18;

  /// What is used of it: 1 where it is used up.
  double share() {
    return needed / allowed;
  }

  /// Whether more is needed than there is.
  boolean isPassed() {
    return share() > 1;
  }

  /// All of them, the one first that is met first.
  static List<CostLimit> of(Assumptions assumed, DeliveryWay way) {
    List<CostLimit> limits = new ArrayList<>(growing(assumed, way));
    if (assumed.marked() > 0) {
      limits.add(
          new CostLimit(
              "hours of a reconciliation, which must end within a day",
              assumed.marked() / FINDINGS_A_READ / 3_600,
              24));
    }
    limits.sort(Comparator.comparingDouble(CostLimit::share).reversed());
    return limits;
  }

  /// Those that more findings meet.
  private static List<CostLimit> growing(Assumptions assumed, DeliveryWay way) {
    Usage day = Usage.of(assumed, way);
    return List.of(
        new CostLimit(
            "Security Hub's update calls a second",
            day.calls() / Usage.DAY_SECONDS,
            Limits.CALLS_A_SECOND),
        new CostLimit(
            "findings updated a second, %d a call".formatted(Limits.MOST_FINDINGS_A_CALL),
            day.updates() / Usage.DAY_SECONDS,
            Limits.CALLS_A_SECOND * Limits.MOST_FINDINGS_A_CALL),
        switch (way) {
          case QUEUE ->
              new CostLimit(
                  "environments of the function at work, waiting for the quota not counted",
                  day.workingAtOnce(),
                  CallBudget.CONCURRENCY);
          case DIRECT ->
              new CostLimit(
                  "invocations at once, of an account's usual quota",
                  day.atOnce(),
                  USUAL_CONCURRENCY);
        });
  }

  /// From how many imported findings a day on a limit is passed; infinite where none ever is.
  static double findingsADayThatFit(Assumptions assumed, DeliveryWay way) {
    if (!passes(assumed.with(MOST), way)) {
      return Double.POSITIVE_INFINITY;
    }
    double fits = 0;
    double passed = MOST;
    while (passed - fits > Math.max(1, fits / 1_000)) {
      double middle = fits + (passed - fits) / 2;
      if (passes(assumed.with(middle), way)) {
        passed = middle;
      } else {
        fits = middle;
      }
    }
    return fits;
  }

  private static boolean passes(Assumptions assumed, DeliveryWay way) {
    return growing(assumed, way).stream().anyMatch(CostLimit::isPassed);
  }
}
