package io.quell.infra.pattern.place;

import io.quell.criteria.Cardinality;
import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.finding.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the JSON of a finding must have for criteria to hold: at least one of some clauses. That a
/// finding has it does not mean that they hold: what a pattern cannot say is left out.
public final class Necessity {
  /// Beyond so many clauses a part of criteria is left out rather than multiplied with the others.
  private static final int MOST_CLAUSES = 64;

  private final Places places;
  private int elements = Clause.NO_LIST;

  /// Starts on criteria for findings of a format.
  public Necessity(Format format) {
    places = Places.of(format);
  }

  /// The clauses of criteria; none where no finding of the format meets them.
  public List<Clause> of(Criteria criteria) {
    return of(criteria, true, Clause.NO_LIST);
  }

  /// @param holds whether the criteria must hold, or must not
  /// @param resource the number of the one resource that they are about, where they are
  private List<Clause> of(Criteria criteria, boolean holds, int resource) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) ->
          holds ? all(parts, true, resource) : any(parts, false, resource);
      case Criteria.AnyOf(var parts) ->
          holds ? any(parts, true, resource) : all(parts, false, resource);
      case Criteria.Not(var part) -> of(part, !holds, resource);
      case Criteria.Test(var field, var condition) ->
          holds ? test(field, List.of(condition), resource) : Places.ANYTHING;
      case Criteria.OnResources(_, var part) ->
          holds
              ? of(part, true, resource == Clause.NO_LIST ? ++elements : resource)
              : Places.ANYTHING;
    };
  }

  /// Every test on a list may be met by another element, but for those on one resource.
  private List<Clause> test(Field field, List<Condition> anyOf, int resource) {
    boolean isOnResource =
        resource != Clause.NO_LIST && field.cardinality() == Cardinality.EACH_RESOURCE;
    return places.of(field, anyOf, isOnResource ? resource : ++elements);
  }

  /// Tests of one field are one test.
  private List<Clause> any(List<Criteria> parts, boolean hold, int resource) {
    Map<Field, List<Condition>> tests = new LinkedHashMap<>();
    List<Clause> all = new ArrayList<>();
    for (Criteria part : parts) {
      if (hold && part instanceof Criteria.Test(var field, var condition)) {
        tests.computeIfAbsent(field, _ -> new ArrayList<>()).add(condition);
      } else {
        all.addAll(of(part, hold, resource));
      }
    }
    tests.forEach((field, conditions) -> all.addAll(test(field, conditions, resource)));
    return all.stream().anyMatch(Clause::isNothing) ? Places.ANYTHING : all;
  }

  private List<Clause> all(List<Criteria> parts, boolean hold, int resource) {
    List<List<Clause>> sides = new ArrayList<>();
    for (Criteria part : parts) {
      List<Clause> side = of(part, hold, resource);
      if (side.isEmpty()) {
        return Places.NEVER;
      }
      if (side.stream().noneMatch(Clause::isNothing)) {
        sides.add(side);
      }
    }
    sides.sort(
        Comparator.<List<Clause>>comparingInt(List::size)
            .thenComparing(
                Comparator.<List<Clause>>comparingInt(
                        side -> side.stream().mapToInt(Clause::rank).min().orElse(0))
                    .reversed()));
    List<Clause> product = Places.ANYTHING;
    for (List<Clause> side : sides) {
      if (product.size() == 1 || product.size() * side.size() <= MOST_CLAUSES) {
        product = product(product, side);
      }
    }
    return product;
  }

  private static List<Clause> product(List<Clause> some, List<Clause> others) {
    return some.stream()
        .flatMap(one -> others.stream().flatMap(other -> one.and(other).stream()))
        .toList();
  }
}
