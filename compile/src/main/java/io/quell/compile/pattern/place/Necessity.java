package io.quell.compile.pattern.place;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Element;
import io.quell.criteria.Field;
import io.quell.finding.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /// What criteria look at: the one element of a kind, by its number, and all else of a finding.
  ///
  /// @param kind the kind of the element; empty for the whole finding
  private record View(Optional<Element> kind, int element) {
    static final View FINDING = new View(Optional.empty(), Clause.NO_LIST);

    boolean isOn(Element other) {
      return kind.equals(Optional.of(other));
    }
  }

  /// The clauses of criteria; none where no finding of the format meets them.
  public List<Clause> of(Criteria criteria) {
    return of(criteria, true, View.FINDING);
  }

  /// @param holds whether the criteria must hold, or must not
  private List<Clause> of(Criteria criteria, boolean holds, View view) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> holds ? all(parts, true, view) : any(parts, false, view);
      case Criteria.AnyOf(var parts) -> holds ? any(parts, true, view) : all(parts, false, view);
      case Criteria.Not(var part) -> of(part, !holds, view);
      case Criteria.Test(var field, var condition) ->
          holds ? test(field, List.of(condition), view) : Places.ANYTHING;
      case Criteria.OnElements(_, var kind, var part) ->
          holds
              ? of(part, true, view.isOn(kind) ? view : new View(Optional.of(kind), ++elements))
              : Places.ANYTHING;
    };
  }

  /// Every test on a list may be met by another element, but for those on the one in view.
  private List<Clause> test(Field field, List<Condition> anyOf, View view) {
    boolean isInView = field.cardinality().element().filter(view::isOn).isPresent();
    return places.of(field, anyOf, isInView ? view.element() : ++elements);
  }

  /// Tests of one field are one test.
  private List<Clause> any(List<Criteria> parts, boolean hold, View view) {
    Map<Field, List<Condition>> tests = new LinkedHashMap<>();
    List<Clause> all = new ArrayList<>();
    for (Criteria part : parts) {
      if (hold && part instanceof Criteria.Test(var field, var condition)) {
        tests.computeIfAbsent(field, _ -> new ArrayList<>()).add(condition);
      } else {
        all.addAll(of(part, hold, view));
      }
    }
    tests.forEach((field, conditions) -> all.addAll(test(field, conditions, view)));
    return all.stream().anyMatch(Clause::isNothing) ? Places.ANYTHING : all;
  }

  private List<Clause> all(List<Criteria> parts, boolean hold, View view) {
    List<List<Clause>> sides = new ArrayList<>();
    for (Criteria part : parts) {
      List<Clause> side = of(part, hold, view);
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
