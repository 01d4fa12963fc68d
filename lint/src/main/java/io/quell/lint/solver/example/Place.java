package io.quell.lint.solver.example;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Where a finding has values: a field, and for a field of resources or vulnerabilities which of
/// them.
///
/// @param element the position of the resource or vulnerability, or [#FINDING] for a field of the
///     finding itself
public record Place(Field field, int element) {
  /// In place of the position of an element: the finding itself.
  public static final int FINDING = -1;
  /// Members that a finding in OCSF has once; any other path may lead through lists.
  private static final Set<List<String>> OF_ONE_VALUE =
      Set.of(List.of("severity"), List.of("severity_id"));

  /// Where the finding itself has a field.
  public static Place of(Field field) {
    return new Place(field, FINDING);
  }

  /// How many values there may be here in a format.
  public int mostValues(Format format) {
    return switch (field) {
      case Named named ->
          switch (named.cardinality()) {
            case MANY -> Integer.MAX_VALUE;
            case ONE, EACH_RESOURCE, EACH_VULNERABILITY -> named.place(format).names();
          };
      case Field.Raw(var path) -> OF_ONE_VALUE.contains(path) ? 1 : Integer.MAX_VALUE;
      case Field.RawResource _ -> Integer.MAX_VALUE;
      case Field.ResourceTag _, Field.UserDefined _ -> 1;
    };
  }

  /// Whether there may be several values here, in one format at least.
  public boolean mayHaveSeveralValues() {
    return Arrays.stream(Format.values()).anyMatch(format -> mostValues(format) > 1);
  }
}
