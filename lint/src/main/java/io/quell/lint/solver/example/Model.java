package io.quell.lint.solver.example;

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
/// @param resources how many resources it has
public record Model(Format format, Map<Place, List<String>> values, int resources) {

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

  /// The one value of a field of a resource.
  Optional<String> one(Field field, int resource) {
    return at(new Place(field, resource)).stream().findFirst();
  }

  /// The values of the fields of one kind, by field.
  <F extends Field> Map<F, List<String>> of(Class<F> kind, int resource) {
    Map<F, List<String>> found = new LinkedHashMap<>();
    values.forEach(
        (place, texts) -> {
          if (place.resource() == resource && kind.isInstance(place.field())) {
            found.put(kind.cast(place.field()), texts);
          }
        });
    return found;
  }
}
