package io.quell.criteria;

import io.quell.finding.Finding;
import io.quell.finding.Resource;
import io.quell.finding.Vulnerability;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads the values of a field, in the finding's order.
@FunctionalInterface
interface FieldReader {
  Stream<String> values(EvaluationContext subject);

  /// A field of the finding with one value at most.
  static FieldReader one(Function<Finding, Optional<String>> reader) {
    return subject -> reader.apply(subject.finding()).stream();
  }

  /// A field of the finding with any number of values.
  static FieldReader many(Function<Finding, List<String>> reader) {
    return subject -> reader.apply(subject.finding()).stream();
  }

  /// A field that each of the vulnerabilities may have.
  static FieldReader ofVulnerabilities(Function<Vulnerability, Optional<String>> reader) {
    return subject ->
        subject.finding().vulnerabilities().stream().flatMap(one -> reader.apply(one).stream());
  }

  /// A field that each of the resources in view may have.
  static FieldReader ofResources(Function<Resource, Optional<String>> reader) {
    return subject ->
        subject.resources().stream().flatMap(resource -> reader.apply(resource).stream());
  }
}
