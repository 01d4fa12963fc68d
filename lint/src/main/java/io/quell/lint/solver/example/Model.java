package io.quell.lint.solver.example;

import io.quell.criteria.Element;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values of a finding that is to be made, by place.
///
/// @param format the format it is to be in
/// @param values what it has; a place that is not there has nothing
/// @param elements how many resources and vulnerabilities it has; none of a kind that is not there
public record Model(
    Format format, Map<Place, List<String>> values, Map<Element, Integer> elements) {

  /// How many elements of a kind it has.
  public int count(Element element) {
    return elements.getOrDefault(element, 0);
  }

  /// How many values the field of an element has, of that which has the most: its names.
  public int mostNames() {
    return values.entrySet().stream()
        .filter(
            entry ->
                entry.getKey().field() instanceof Named named
                    && named.cardinality().element().isPresent())
        .mapToInt(entry -> entry.getValue().size())
        .max()
        .orElse(0);
  }

  /// The values at a place.
  List<String> at(Place place) {
    return values.getOrDefault(place, List.of());
  }

  /// The values of a field of the finding.
  List<String> many(Named field) {
    return at(Place.of(field));
  }

  /// The one value of a field of the finding.
  Optional<String> one(Named field) {
    return many(field).stream().findFirst();
  }

  /// The values of the fields of one kind, by field.
  <F extends Field> Map<F, List<String>> of(Class<F> kind, int element) {
    Map<F, List<String>> found = new LinkedHashMap<>();
    values.forEach(
        (place, texts) -> {
          if (place.element() == element && kind.isInstance(place.field())) {
            found.put(kind.cast(place.field()), texts);
          }
        });
    return found;
  }
}
