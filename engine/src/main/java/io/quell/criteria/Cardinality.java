package io.quell.criteria;

import io.quell.finding.FieldPlace;
import io.quell.finding.Resource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What of a finding has one value of a field each.
public enum Cardinality {
  /// The finding: it has one value at most.
  ONE,
  /// The finding: it may have any number of values.
  MANY,
  /// Each of the vulnerabilities: it has one value at most.
  EACH_VULNERABILITY,
  /// Each of the resources: it has one value, or several names.
  EACH_RESOURCE;

  /// The element that has the values by itself; empty where the finding has them.
  public Optional<Element> element() {
    return switch (this) {
      case ONE, MANY -> Optional.empty();
      case EACH_VULNERABILITY -> Optional.of(Element.VULNERABILITY);
      case EACH_RESOURCE -> Optional.of(Element.RESOURCE);
    };
  }

  /// Reads the values of a field where the finding's format has it, in the finding's order.
  Stream<String> values(FieldPlace place, EvaluationContext subject) {
    return switch (this) {
      case ONE -> place.value(subject.finding().json()).stream();
      case MANY -> place.values(subject.finding().json());
      case EACH_VULNERABILITY -> subject.vulnerabilities().stream().flatMap(place::valuesInElement);
      case EACH_RESOURCE ->
          subject.resources().stream().flatMap(resource -> place.valuesInElement(resource.json()));
    };
  }

  /// Whether one of [#values] passes.
  boolean hasValue(FieldPlace place, EvaluationContext subject, Predicate<String> passes) {
    return switch (this) {
      case ONE -> place.value(subject.finding().json()).filter(passes).isPresent();
      case EACH_RESOURCE -> {
        for (Resource resource : subject.resources()) {
          if (place.hasValueInElement(resource.json(), passes)) {
            yield true;
          }
        }
        yield false;
      }
      case MANY, EACH_VULNERABILITY -> values(place, subject).anyMatch(passes);
    };
  }
}
