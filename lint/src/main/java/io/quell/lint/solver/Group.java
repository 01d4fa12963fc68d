package io.quell.lint.solver;

import io.quell.criteria.Condition;
import io.quell.finding.Format;
import io.quell.lint.solver.example.Place;
import io.quell.lint.solver.value.ValueConstraint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is asked of one place of a finding.
///
/// @param clauses for each of these lists there is a value that passes one condition at least
/// @param refused no value passes any of these
record Group(List<List<Condition>> clauses, List<Condition> refused) {
  /// Of more clauses on a place with a few values the ways are too many to try.
  private static final int MOST_TO_SHARE = 7;

  static final Group NOTHING = new Group(List.of(), List.of());

  Group {
    clauses = List.copyOf(clauses);
    refused = List.copyOf(refused);
  }

  Group with(Formula.Literal literal) {
    return literal.holds()
        ? and(new Group(List.of(literal.conditions()), List.of()))
        : and(new Group(List.of(), literal.conditions()));
  }

  /// All that this group and the other ask.
  Group and(Group other) {
    return new Group(joined(clauses, other.clauses), joined(refused, other.refused));
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    if (some.isEmpty() || more.isEmpty()) {
      return some.isEmpty() ? more : some;
    }
    Set<T> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /// Whether there has to be a value.
  boolean needsValue() {
    return !clauses.isEmpty();
  }

  /// Whether there must be no value.
  boolean refusesAll() {
    return refused.stream().anyMatch(Condition.Exists.class::isInstance);
  }

  /// What values have to be, whatever the format: one for all clauses where a place has one value,
  /// else no more than one for each clause.
  List<ValueConstraint> constraints(Place place) {
    return place.mayHaveSeveralValues() ? oneForEach(place) : List.of(constraint(place, clauses));
  }

  /// The ways to meet the clauses in a format: each is what the values have to be. Of few values
  /// one can meet several clauses, so each way shares them out differently; the first leaves all to
  /// one. Where there are many values one way says it all: a value for each clause.
  List<List<ValueConstraint>> ways(Place place, Format format) {
    int most = place.mostValues(format);
    if (most == Integer.MAX_VALUE || clauses.size() > MOST_TO_SHARE) {
      return List.of(most == 1 ? List.of(constraint(place, clauses)) : oneForEach(place));
    }
    List<List<List<List<Condition>>>> ways = List.of(List.of());
    for (List<Condition> clause : clauses) {
      ways = ways.stream().flatMap(way -> withOneMore(way, clause, most)).toList();
    }
    return ways.stream()
        .map(way -> way.stream().map(value -> constraint(place, value)).toList())
        .toList();
  }

  private static Stream<List<List<List<Condition>>>> withOneMore(
      List<List<List<Condition>>> values, List<Condition> clause, int most) {
    return IntStream.rangeClosed(0, Math.min(values.size(), most - 1))
        .mapToObj(
            at -> {
              List<List<List<Condition>>> more = new ArrayList<>(values);
              if (at == values.size()) {
                more.add(List.of(clause));
              } else {
                more.set(at, joined(values.get(at), List.of(clause)));
              }
              return more;
            });
  }

  private List<ValueConstraint> oneForEach(Place place) {
    return clauses.stream().map(clause -> constraint(place, List.of(clause))).toList();
  }

  private ValueConstraint constraint(Place place, List<List<Condition>> all) {
    return new ValueConstraint(place.field().domain(), all, refused);
  }
}
