package io.quell.criteria;

import io.quell.finding.FieldPlace;
import java.util.stream.Stream;

/// What of a finding has one value of a field each.
public enum Cardinality {
  /// The finding: it has one value at most.
  ONE,
  /// The finding: it may have any number of values.
  MANY,
  /// Each of the vulnerabilities.
  EACH_VULNERABILITY,
  /// Each of the resources.
  EACH_RESOURCE;

  /// Reads the values of a field where the finding's format has it, in the finding's order.
  Stream<String> values(FieldPlace place, EvaluationContext subject) {
    return switch (this) {
      case ONE -> place.value(subject.finding().json()).stream();
      case MANY -> place.values(subject.finding().json());
      case EACH_VULNERABILITY -> place.valuesOfElements(subject.finding().json());
      case EACH_RESOURCE ->
          subject.resources().stream().flatMap(resource -> place.value(resource.json()).stream());
    };
  }
}
