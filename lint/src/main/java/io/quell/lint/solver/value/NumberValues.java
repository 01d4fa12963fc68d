package io.quell.lint.solver.value;

import io.quell.criteria.Condition;
import io.quell.criteria.Domain;
import io.quell.value.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/// Numbers that are as wanted.
///
/// Between the ends of the ranges one number is like any other, so it is enough to try the ends and
/// one between each two.
final class NumberValues {
  private NumberValues() {}

  static Candidates of(ValueConstraint constraint, Instant now) {
    double lowest =
        constraint.domain() instanceof Domain.Numeric(double low, _)
            ? low
            : Double.NEGATIVE_INFINITY;
    double highest =
        constraint.domain() instanceof Domain.Numeric(_, double high)
            ? high
            : Double.POSITIVE_INFINITY;
    List<Double> within =
        points(constraint, lowest, highest)
            .filter(number -> lowest <= number && number <= highest)
            .filter(number -> isPossible(constraint, Numbers.text(number), now))
            .boxed()
            .toList();
    if (within.isEmpty()) {
      return Candidates.NONE;
    }
    List<String> values =
        within.stream().map(Numbers::text).filter(value -> constraint.isMetBy(value, now)).toList();
    return new Candidates(values, constraint.isOnlyAbout(Condition.NumericRange.class::isInstance));
  }

  /// Whether the ranges leave room for a number, whatever else is asked of its text.
  private static boolean isPossible(ValueConstraint constraint, String number, Instant now) {
    return constraint.clauses().stream()
            .allMatch(
                clause ->
                    clause.stream()
                        .anyMatch(
                            condition ->
                                !(condition instanceof Condition.NumericRange)
                                    || condition.holds(number, now)))
        && constraint.refused().stream()
            .noneMatch(
                condition ->
                    condition instanceof Condition.NumericRange && condition.holds(number, now));
  }

  private static DoubleStream points(ValueConstraint constraint, double lowest, double highest) {
    var ends = new TreeSet<Double>();
    constraint
        .conditions()
        .forEach(
            condition -> {
              if (condition instanceof Condition.NumericRange(double low, _, double high, _)) {
                ends.add(low + 0.0); // no negative zero
                ends.add(high + 0.0);
              }
            });
    ends.add(lowest);
    ends.add(highest);
    ends.removeIf(end -> !Double.isFinite(end));
    List<Double> points = new ArrayList<>();
    if (ends.isEmpty()) {
      return DoubleStream.of(1);
    }
    for (double end : ends) {
      Double next = ends.higher(end);
      if (next != null) {
        double middle = end + (next - end) / 2;
        double whole = Math.ceil(middle);
        points.add(whole < next ? whole : middle);
        points.add(middle);
      }
    }
    points.addAll(ends);
    points.add(ends.first() - 1);
    points.add(ends.last() + 1);
    return points.stream().mapToDouble(Double::doubleValue).distinct();
  }
}
