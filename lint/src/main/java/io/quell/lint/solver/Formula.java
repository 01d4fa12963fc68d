package io.quell.lint.solver;

import io.quell.criteria.Cardinality;
import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Criteria.OnResources.Quantifier;
import io.quell.lint.solver.example.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Criteria with every "not" pushed down to the tests, and with the resources that they speak of.
sealed interface Formula {

  /// All of these hold.
  record All(List<Formula> parts) implements Formula {}

  /// At least one of these holds.
  record Any(List<Formula> parts) implements Formula {}

  /// A value here passes one of the conditions; or, where `holds` is false, no value here passes
  /// any of them.
  record Literal(Place place, List<Condition> conditions, boolean holds) implements Formula {}

  /// A resource meets the criteria, or fails them where `holds` is false.
  record SomeResource(Criteria criteria, boolean holds) implements Formula {
    Formula on(int resource) {
      return of(criteria, holds, resource);
    }
  }

  /// Every resource meets the criteria, or fails them where `holds` is false; there may be none.
  record EachResource(Criteria criteria, boolean holds) implements Formula {
    Formula on(int resource) {
      return of(criteria, holds, resource);
    }
  }

  /// There is no resource.
  EachResource WITHOUT_RESOURCES = new EachResource(Criteria.allOf(), false);
  /// A finding either has a resource or has none.
  Any WITH_OR_WITHOUT_RESOURCES =
      new Any(List.of(new SomeResource(Criteria.allOf(), true), WITHOUT_RESOURCES));

  /// The formula of criteria on a whole finding.
  static Formula of(Criteria criteria) {
    return of(criteria, true, Place.FINDING);
  }

  /// The formula of criteria that hold or do not, with one resource in view, or with all where it
  /// is [Place#FINDING].
  private static Formula of(Criteria criteria, boolean holds, int resource) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) ->
          holds ? all(parts, true, resource) : any(parts, false, resource);
      case Criteria.AnyOf(var parts) ->
          holds ? any(parts, true, resource) : all(parts, false, resource);
      case Criteria.Not(var part) -> of(part, !holds, resource);
      case Criteria.Test test -> test(test, holds, resource);
      case Criteria.OnResources(var quantifier, var part) ->
          resource == Place.FINDING
              ? onResources(quantifier, part, holds)
              : of(part, holds, resource);
    };
  }

  private static Formula test(Criteria.Test test, boolean holds, int resource) {
    if (test.field().cardinality() != Cardinality.EACH_RESOURCE) {
      return new Literal(Place.of(test.field()), List.of(test.condition()), holds);
    }
    if (resource != Place.FINDING) {
      return new Literal(new Place(test.field(), resource), List.of(test.condition()), holds);
    }
    return holds ? new SomeResource(test, true) : new EachResource(test, false);
  }

  private static Formula onResources(Quantifier quantifier, Criteria part, boolean holds) {
    return switch (quantifier) {
      case ONE -> holds ? new SomeResource(part, true) : new EachResource(part, false);
      case EVERY ->
          holds
              ? new All(List.of(new SomeResource(part, true), new EachResource(part, true)))
              : new Any(List.of(WITHOUT_RESOURCES, new SomeResource(part, false)));
    };
  }

  /// Tests of one field, of which none may pass, are one test: an exception for a thousand accounts
  /// is no thousand steps.
  private static Formula all(List<Criteria> parts, boolean holds, int resource) {
    Map<Place, List<Condition>> refused = new LinkedHashMap<>();
    List<Formula> others = new ArrayList<>();
    for (Criteria part : parts) {
      switch (of(part, holds, resource)) {
        case Literal(var place, var conditions, boolean positive) when !positive ->
            refused.computeIfAbsent(place, _ -> new ArrayList<>()).addAll(conditions);
        case Formula other -> others.add(other);
      }
    }
    refused.forEach((place, conditions) -> others.add(new Literal(place, conditions, false)));
    return new All(others);
  }

  /// Tests of one field, of which one has to pass, are one test; and resources, of which one has to
  /// be there, are one resource. So a list of a hundred accounts is no hundred alternatives.
  private static Formula any(List<Criteria> parts, boolean holds, int resource) {
    Map<Place, List<Condition>> tests = new LinkedHashMap<>();
    List<Criteria> resources = new ArrayList<>();
    List<Formula> others = new ArrayList<>();
    for (Formula part :
        parts.stream()
            .map(each -> of(each, holds, resource))
            .flatMap(Formula::alternatives)
            .toList()) {
      switch (part) {
        case Literal(var place, var conditions, boolean positive) when positive ->
            tests.computeIfAbsent(place, _ -> new ArrayList<>()).addAll(conditions);
        case SomeResource(var criteria, boolean positive) ->
            resources.add(positive ? criteria : Criteria.not(criteria));
        case Literal _, EachResource _, All _, Any _ -> others.add(part);
      }
    }
    List<Formula> merged = new ArrayList<>();
    tests.forEach((place, conditions) -> merged.add(new Literal(place, conditions, true)));
    if (!resources.isEmpty()) {
      merged.add(new SomeResource(Criteria.anyOf(resources), true));
    }
    merged.addAll(others);
    return merged.size() == 1 ? merged.getFirst() : new Any(merged);
  }

  private static Stream<Formula> alternatives(Formula part) {
    return part instanceof Any(var parts) ? parts.stream() : Stream.of(part);
  }
}
