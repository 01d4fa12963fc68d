package io.quell.lint.solver.example;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import java.util.List;
import java.util.Set;

/// Where a finding has values: a field, and for a field of resources which resource.
///
/// @param resource the position of the resource, or [#FINDING] for a field of the finding itself
public record Place(Field field, int resource) {
  /// In place of the position of a resource: the finding itself.
  public static final int FINDING = -1;
  /// Members that a finding in OCSF has once; any other path may lead through lists.
  private static final Set<List<String>> OF_ONE_VALUE =
      Set.of(List.of("severity"), List.of("severity_id"));

  /// Where the finding itself has a field.
  public static Place of(Field field) {
    return new Place(field, FINDING);
  }

  /// Whether there may be several values here.
  public boolean hasManyValues() {
    return switch (field) {
      case Named named ->
          switch (named.cardinality()) {
            case ONE, EACH_RESOURCE -> false;
            case MANY, EACH_VULNERABILITY -> true;
          };
      case Field.Raw(var path) -> !OF_ONE_VALUE.contains(path);
      case Field.RawResource _ -> true;
      case Field.ResourceTag _, Field.UserDefined _ -> false;
    };
  }
}
