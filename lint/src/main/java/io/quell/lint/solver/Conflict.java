package io.quell.lint.solver;

import io.quell.criteria.Condition;
import io.quell.lint.solver.example.Place;
import io.quell.lint.solver.value.Chooser;
import io.quell.lint.solver.value.ValueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Says what in a constraint that no value meets excludes what.
final class Conflict {
  /// How many refused conditions are looked at one by one.
  private static final int MOST_APART = 20;

  private Conflict() {}

  /// The smallest part of the constraint that is not to be met, in words.
  static String of(Place place, ValueConstraint constraint, Chooser chooser) {
    List<ValueConstraint> parts = parts(constraint);
    for (ValueConstraint part : parts) {
      if (chooser.choose(part).areImpossible()) {
        return "%s, but it can only be %s"
            .formatted(words(place, part), constraint.domain().what());
      }
    }
    for (int first = 0; first < parts.size(); first++) {
      for (int second = first + 1; second < parts.size(); second++) {
        if (chooser.choose(both(parts.get(first), parts.get(second))).areImpossible()) {
          return "%s and %s exclude each other"
              .formatted(words(place, parts.get(first)), words(place, parts.get(second)));
        }
      }
    }
    return parts.stream().map(part -> words(place, part)).collect(Collectors.joining(" and "))
        + " exclude each other";
  }

  private static List<ValueConstraint> parts(ValueConstraint constraint) {
    List<ValueConstraint> parts = new ArrayList<>();
    constraint
        .clauses()
        .forEach(
            clause ->
                parts.add(new ValueConstraint(constraint.domain(), List.of(clause), List.of())));
    if (constraint.refused().size() > MOST_APART) {
      parts.add(new ValueConstraint(constraint.domain(), List.of(), constraint.refused()));
    } else {
      constraint
          .refused()
          .forEach(
              condition ->
                  parts.add(
                      new ValueConstraint(constraint.domain(), List.of(), List.of(condition))));
    }
    return parts;
  }

  private static ValueConstraint both(ValueConstraint first, ValueConstraint second) {
    List<List<Condition>> clauses = new ArrayList<>(first.clauses());
    clauses.addAll(second.clauses());
    List<Condition> refused = new ArrayList<>(first.refused());
    refused.addAll(second.refused());
    return new ValueConstraint(first.domain(), clauses, refused);
  }

  private static String words(Place place, ValueConstraint constraint) {
    List<Condition> wanted = constraint.clauses().stream().flatMap(List::stream).toList();
    return wanted.isEmpty()
        ? "not (%s)".formatted(words(place, constraint.refused()))
        : words(place, wanted);
  }

  /// A test in words; of many values the first few.
  static String words(Place place, List<Condition> conditions) {
    String some =
        conditions.stream().limit(3).map(Condition::toString).collect(Collectors.joining(" or "));
    return place.field() + " " + some + (conditions.size() > 3 ? " or …" : "");
  }
}
