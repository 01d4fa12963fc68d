package io.quell.lint.solver;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Element;
import io.quell.lint.solver.example.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Criteria with every "not" pushed down to the tests, and with the resources and
/// vulnerabilities that they speak of.
sealed interface Formula {

  /// All of these hold.
  record All(List<Formula> parts) implements Formula {}

  /// At least one of these holds.
  record Any(List<Formula> parts) implements Formula {}

  /// A value here passes one of the conditions; or, where `holds` is false, no value here passes
  /// any of them.
  record Literal(Place place, List<Condition> conditions, boolean holds) implements Formula {}

  /// An element of a kind meets the criteria, or fails them where `holds` is false.
  record SomeElement(Element element, Criteria criteria, boolean holds) implements Formula {
    Formula on(int at) {
      return of(criteria, holds, new View(Optional.of(element), at));
    }
  }

  /// Every element of a kind meets the criteria, or fails them where `holds` is false; there may be
  /// none.
  record EachElement(Element element, Criteria criteria, boolean holds) implements Formula {
    Formula on(int at) {
      return of(criteria, holds, new View(Optional.of(element), at));
    }
  }

  /// What criteria look at: the one element of a kind at a position, and all else of a finding.
  ///
  /// @param element the kind of the element; empty for the whole finding
  record View(Optional<Element> element, int at) {
    static final View FINDING = new View(Optional.empty(), Place.FINDING);

    boolean isOn(Element kind) {
      return element.equals(Optional.of(kind));
    }
  }

  /// A finding either has a resource or has none.
  Any WITH_OR_WITHOUT_RESOURCES =
      new Any(
          List.of(
              new SomeElement(Element.RESOURCE, Criteria.allOf(), true),
              without(Element.RESOURCE)));

  /// There is no element of a kind.
  static EachElement without(Element element) {
    return new EachElement(element, Criteria.allOf(), false);
  }

  /// The formula of criteria on a whole finding.
  static Formula of(Criteria criteria) {
    return of(criteria, true, View.FINDING);
  }

  /// The formula of criteria that hold or do not.
  private static Formula of(Criteria criteria, boolean holds, View view) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> holds ? all(parts, true, view) : any(parts, false, view);
      case Criteria.AnyOf(var parts) -> holds ? any(parts, true, view) : all(parts, false, view);
      case Criteria.Not(var part) -> of(part, !holds, view);
      case Criteria.Test test -> test(test, holds, view);
      case Criteria.OnElements on ->
          view.isOn(on.element()) ? of(on.part(), holds, view) : onElements(on, holds);
    };
  }

  private static Formula test(Criteria.Test test, boolean holds, View view) {
    Optional<Element> element = test.field().cardinality().element();
    if (element.isPresent() && !view.isOn(element.get())) {
      return holds
          ? new SomeElement(element.get(), test, true)
          : new EachElement(element.get(), test, false);
    }
    return new Literal(
        element.isEmpty() ? Place.of(test.field()) : new Place(test.field(), view.at()),
        List.of(test.condition()),
        holds);
  }

  /// What vulnerabilities are asked never looks at the one resource in view, nor can it.
  private static Formula onElements(Criteria.OnElements on, boolean holds) {
    Element element = on.element();
    Criteria part = on.part();
    return switch (on.quantifier()) {
      case ONE ->
          holds ? new SomeElement(element, part, true) : new EachElement(element, part, false);
      case EVERY ->
          holds
              ? new All(
                  List.of(
                      new SomeElement(element, part, true), new EachElement(element, part, true)))
              : new Any(List.of(without(element), new SomeElement(element, part, false)));
    };
  }

  /// Tests of one field, of which none may pass, are one test, and so is what each element must
  /// meet: an exception for a thousand accounts is no thousand steps.
  private static Formula all(List<Criteria> parts, boolean holds, View view) {
    Map<Place, List<Condition>> refused = new LinkedHashMap<>();
    Map<Element, List<Criteria>> ofEach = new EnumMap<>(Element.class);
    List<Formula> others = new ArrayList<>();
    for (Criteria part : parts) {
      switch (of(part, holds, view)) {
        case Literal(var place, var conditions, boolean positive) when !positive ->
            refused.computeIfAbsent(place, _ -> new ArrayList<>()).addAll(conditions);
        case EachElement(var element, var criteria, boolean positive)
            when criteria instanceof Criteria.Test && !positive ->
            ofEach.computeIfAbsent(element, _ -> new ArrayList<>()).add(criteria);
        case Formula other -> others.add(other);
      }
    }
    refused.forEach((place, conditions) -> others.add(new Literal(place, conditions, false)));
    ofEach.forEach(
        (element, tests) -> others.add(new EachElement(element, Criteria.anyOf(tests), false)));
    return new All(others);
  }

  /// Tests of one field, of which one has to pass, are one test; and elements of a kind, of which
  /// one has to be there, are one element. So a list of a hundred accounts is no hundred
  /// alternatives.
  private static Formula any(List<Criteria> parts, boolean holds, View view) {
    Map<Place, List<Condition>> tests = new LinkedHashMap<>();
    Map<Element, List<Criteria>> some = new EnumMap<>(Element.class);
    List<Formula> others = new ArrayList<>();
    for (Formula part :
        parts.stream().map(each -> of(each, holds, view)).flatMap(Formula::alternatives).toList()) {
      switch (part) {
        case Literal(var place, var conditions, boolean positive) when positive ->
            tests.computeIfAbsent(place, _ -> new ArrayList<>()).addAll(conditions);
        case SomeElement(var element, var criteria, boolean positive) ->
            some.computeIfAbsent(element, _ -> new ArrayList<>())
                .add(positive ? criteria : Criteria.not(criteria));
        case Literal _, EachElement _, All _, Any _ -> others.add(part);
      }
    }
    List<Formula> merged = new ArrayList<>();
    tests.forEach((place, conditions) -> merged.add(new Literal(place, conditions, true)));
    some.forEach(
        (element, criteria) ->
            merged.add(new SomeElement(element, Criteria.anyOf(criteria), true)));
    merged.addAll(others);
    return merged.size() == 1 ? merged.getFirst() : new Any(merged);
  }

  private static Stream<Formula> alternatives(Formula part) {
    return part instanceof Any(var parts) ? parts.stream() : Stream.of(part);
  }
}
