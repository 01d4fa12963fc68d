package io.quell.lint.solver;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.lint.solver.example.Place;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final List<Formula.EachResource> ofEachResource;
  private int resources;

  private Facts(
      Map<Place, Group> groups, List<Formula.EachResource> ofEachResource, int resources) {
    this.groups = groups;
    this.ofEachResource = ofEachResource;
    this.resources = resources;
  }

  /// Nothing is asked yet.
  static Facts none() {
    return new Facts(new LinkedHashMap<>(), new ArrayList<>(), 0);
  }

  Facts copy() {
    return new Facts(new LinkedHashMap<>(groups), new ArrayList<>(ofEachResource), resources);
  }

  /// Adds a test; what is now asked of its place.
  Group add(Formula.Literal literal) {
    Group group = at(literal.place()).with(literal);
    groups.put(literal.place(), group);
    return group;
  }

  /// Adds a resource that meets a formula; what is asked of it.
  List<Formula> add(Formula.SomeResource formula) {
    int resource = resources++;
    List<Formula> asked = new ArrayList<>(List.of(formula.on(resource)));
    ofEachResource.forEach(each -> asked.add(each.on(resource)));
    return asked;
  }

  /// Adds what every resource has to meet; what is asked of those that are there.
  List<Formula> add(Formula.EachResource formula) {
    ofEachResource.add(formula);
    List<Formula> asked = new ArrayList<>();
    for (int resource = 0; resource < resources; resource++) {
      asked.add(formula.on(resource));
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

  /// Whether nothing says yet if there are resources.
  boolean leaveResourcesOpen() {
    return resources == 0 && !ofEachResource.contains(Formula.WITHOUT_RESOURCES);
  }

  /// How many resources there are.
  int resources() {
    return resources;
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
    return new Facts(joined, ofEachResource, resources);
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

  /// The same with one resource in place of several. That is a finding too, where it is one.
  Facts onOneResource() {
    Map<Place, Group> joined = new LinkedHashMap<>();
    groups.forEach(
        (place, group) ->
            joined.merge(
                place.resource() > 0 ? new Place(place.field(), 0) : place, group, Group::and));
    return new Facts(joined, ofEachResource, Math.min(resources, 1));
  }
}
