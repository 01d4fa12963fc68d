package io.quell.lint.solver;

import io.quell.criteria.Condition;
import io.quell.criteria.Domain;
import io.quell.lint.solver.example.Place;
import io.quell.lint.solver.value.ValueConstraint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is asked of one place of a finding.
///
/// @param clauses for each of these lists there is a value that passes one condition at least
/// @param refused no value passes any of these
record Group(List<List<Condition>> clauses, List<Condition> refused) {
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

  /// What a value has to be: one for all clauses where a place has one value, else one for each
  /// clause.
  List<ValueConstraint> constraints(Place place) {
    Domain domain = place.field().domain();
    return place.hasManyValues()
        ? clauses.stream()
            .map(clause -> new ValueConstraint(domain, List.of(clause), refused))
            .toList()
        : List.of(new ValueConstraint(domain, clauses, refused));
  }
}
