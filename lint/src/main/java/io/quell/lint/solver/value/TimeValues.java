package io.quell.lint.solver.value;

import io.quell.criteria.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Times that are as wanted.
///
/// Between the ends of the ranges one time is like any other. Ages move with the clock, so a proof
/// that there is no such time looks at later clocks too: what matters of them is only how ages
/// stand to the times that do not move.
final class TimeValues {
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofDays(36_500);

  private TimeValues() {}

  static Candidates of(ValueConstraint constraint, Instant now) {
    List<String> values = values(constraint, now);
    if (!values.isEmpty()) {
      return new Candidates(values, false);
    }
    boolean isDecided = constraint.isOnlyAbout(ValueConstraint::isAboutTime);
    return new Candidates(
        List.of(),
        isDecided
            && laterClocks(constraint, now).allMatch(later -> values(constraint, later).isEmpty()));
  }

  private static List<String> values(ValueConstraint constraint, Instant now) {
    return points(constraint, now)
        .distinct()
        .map(Instant::toString)
        .filter(value -> constraint.isMetBy(value, now))
        .toList();
  }

  private static Stream<Instant> points(ValueConstraint constraint, Instant now) {
    var ends = new TreeSet<>(fixed(constraint));
    ages(constraint).forEach(age -> ends.add(now.minus(age)));
    Instant today = now.truncatedTo(ChronoUnit.SECONDS);
    List<Instant> points =
        new ArrayList<>(
            List.of(
                today.minus(Duration.ofDays(12)),
                today.minus(Duration.ofDays(1)),
                today.minus(Duration.ofHours(1))));
    for (Instant end : ends) {
      Instant next = ends.higher(end);
      if (next != null) {
        Instant middle = end.plus(Duration.between(end, next).dividedBy(2));
        Instant whole = middle.truncatedTo(ChronoUnit.SECONDS);
        points.add(whole.isAfter(end) ? whole : middle);
      }
      points.add(end.minus(STEP));
      points.add(end);
      points.add(end.plus(STEP));
    }
    if (!ends.isEmpty()) {
      points.add(ends.first().minus(LONG));
      points.add(ends.last().plus(LONG));
    }
    return points.stream();
  }

  /// Clocks from now on, so many that every later one is like one of them.
  private static Stream<Instant> laterClocks(ValueConstraint constraint, Instant now) {
    var turns = new TreeSet<Instant>();
    for (Instant time : fixed(constraint)) {
      ages(constraint).map(time::plus).filter(turn -> turn.isAfter(now)).forEach(turns::add);
    }
    List<Instant> clocks = new ArrayList<>();
    Instant last = now;
    for (Instant turn : turns) {
      clocks.add(last.plus(Duration.between(last, turn).dividedBy(2)));
      clocks.add(turn);
      last = turn;
    }
    clocks.add(last.plus(LONG));
    return clocks.stream();
  }

  private static List<Instant> fixed(ValueConstraint constraint) {
    List<Instant> times = new ArrayList<>();
    constraint
        .conditions()
        .forEach(
            condition -> {
              if (condition instanceof Condition.TimeRange(var earliest, var latest)) {
                Stream.of(earliest, latest).flatMap(Stream::ofNullable).forEach(times::add);
              }
            });
    return times;
  }

  private static Stream<Duration> ages(ValueConstraint constraint) {
    return constraint
        .conditions()
        .flatMap(
            condition ->
                switch (condition) {
                  case Condition.OlderThan(var age) -> Stream.of(age);
                  case Condition.NewerThan(var age) -> Stream.of(age);
                  case Condition.Equal _,
                      Condition.EqualIgnoringCase _,
                      Condition.Prefix _,
                      Condition.Suffix _,
                      Condition.Containing _,
                      Condition.Wildcard _,
                      Condition.RegularExpression _,
                      Condition.NumericRange _,
                      Condition.TimeRange _,
                      Condition.Network _,
                      Condition.Exists _ ->
                      Stream.empty();
                })
        .distinct();
  }
}
