package io.quell.lint.solver;

import io.quell.criteria.Element;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.lint.solver.example.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one alternative of a formula asks of a finding.
final class Facts {
  private static final Set<Named> READ_FROM_THEIR_PATH_IN_ASFF =
      EnumSet.of(
          Named.SEVERITY,
          Named.WORKFLOW_STATUS,
          Named.REGION,
          Named.ACCOUNT,
          Named.CONTROL,
          Named.COMPLIANCE_STATUS,
          Named.RECORD_STATE);

  private final Map<Place, Group> groups;
  private final List<Formula.EachElement> ofEach;
  private final Map<Element, Integer> elements;

  private Facts(
      Map<Place, Group> groups, List<Formula.EachElement> ofEach, Map<Element, Integer> elements) {
    this.groups = groups;
    this.ofEach = ofEach;
    this.elements = elements;
  }

  /// Nothing is asked yet.
  static Facts none() {
    return new Facts(new LinkedHashMap<>(), new ArrayList<>(), new EnumMap<>(Element.class));
  }

  Facts copy() {
    return new Facts(new LinkedHashMap<>(groups), new ArrayList<>(ofEach), new EnumMap<>(elements));
  }

  /// Adds a test; what is now asked of its place.
  Group add(Formula.Literal literal) {
    Group group = at(literal.place()).with(literal);
    groups.put(literal.place(), group);
    return group;
  }

  /// Adds an element that meets a formula; what is asked of it.
  List<Formula> add(Formula.SomeElement formula) {
    int added = count(formula.element());
    elements.put(formula.element(), added + 1);
    List<Formula> asked = new ArrayList<>(List.of(formula.on(added)));
    ofEach.stream()
        .filter(each -> each.element() == formula.element())
        .forEach(each -> asked.add(each.on(added)));
    return asked;
  }

  /// Adds what every element of a kind has to meet; what is asked of those that are there.
  List<Formula> add(Formula.EachElement formula) {
    ofEach.add(formula);
    List<Formula> asked = new ArrayList<>();
    for (int at = 0; at < count(formula.element()); at++) {
      asked.add(formula.on(at));
    }
    return asked;
  }

  Group at(Place place) {
    return groups.getOrDefault(place, Group.NOTHING);
  }

  Map<Place, Group> groups() {
    return Map.copyOf(groups);
  }

  List<Place> places() {
    return List.copyOf(groups.keySet());
  }

  /// Whether nothing says yet if there are elements of a kind.
  boolean leaveOpen(Element element) {
    return count(element) == 0 && !ofEach.contains(Formula.without(element));
  }

  /// How many elements of each kind there are.
  Map<Element, Integer> elements() {
    return Map.copyOf(elements);
  }

  /// How many elements of a kind there are.
  int count(Element element) {
    return elements.getOrDefault(element, 0);
  }

  /// The same with what is asked of a path of the JSON asked of the named field that has its value
  /// from there.
  ///
  /// @param alsoRefused whether the field is to refuse what the path refuses while it need not be
  ///   there: examples are better so, but the field may have its value from elsewhere
  Facts withFieldsForPaths(Format format, boolean alsoRefused) {
    Map<Place, Group> joined = new LinkedHashMap<>();
    groups.forEach(
        (place, group) ->
            joined.merge(
                alsoRefused || group.needsValue() ? fieldFor(place, format) : place,
                group,
                Group::and));
    return new Facts(joined, ofEach, elements);
  }

  private static Place fieldFor(Place place, Format format) {
    return place.field() instanceof Field.Raw(var path)
        ? readFromTheirPath(format).stream()
            .filter(field -> field.place(format).members().getFirst().path().equals(path))
            .findFirst()
            .map(Place::of)
            .orElse(place)
        : place;
  }

  /// The fields of which what stands at their path is what they have, as far as examples need it.
  private static Set<Named> readFromTheirPath(Format format) {
    return switch (format) {
      case ASFF -> READ_FROM_THEIR_PATH_IN_ASFF;
      case OCSF -> Set.of();
    };
  }

  /// The same with one element in place of two of a kind: all that is asked of the later is asked
  /// of the earlier. That is a finding too, where it is one.
  Facts joining(Element element, int later, int earlier) {
    Map<Place, Group> joined = new LinkedHashMap<>();
    groups.forEach(
        (place, group) -> {
          boolean isOfKind = place.field().cardinality().element().equals(Optional.of(element));
          int at = place.element();
          int moved = !isOfKind || at < later ? at : at == later ? earlier : at - 1;
          joined.merge(new Place(place.field(), moved), group, Group::and);
        });
    Map<Element, Integer> fewer = new EnumMap<>(elements);
    fewer.merge(element, -1, Integer::sum);
    return new Facts(joined, ofEach, fewer);
  }
}
