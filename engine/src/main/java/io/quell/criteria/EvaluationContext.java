package io.quell.criteria;

import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What criteria are held against: a finding, the resources and vulnerabilities in view, and the
/// time that ages are counted to.
///
/// @param finding the finding
/// @param resources all the finding's resources, or the one that a [Criteria.OnElements] looks at
/// @param vulnerabilities all the finding's vulnerabilities, or the one that is looked at, as
///     delivered
/// @param now the time that ages are counted to
public record EvaluationContext(
    Finding finding,
    List<Resource> resources,
    List<Map<String, Object>> vulnerabilities,
    Instant now) {

  /// A finding with all that it has in view.
  public static EvaluationContext of(Finding finding, Instant now) {
    return new EvaluationContext(finding, finding.resources(), finding.vulnerabilities(), now);
  }

  /// How many elements of a kind are in view.
  int count(Element element) {
    return switch (element) {
      case RESOURCE -> resources.size();
      case VULNERABILITY -> vulnerabilities.size();
    };
  }

  /// The same with one element in view instead of all of its kind.
  EvaluationContext withOnly(Element element, int at) {
    return switch (element) {
      case RESOURCE ->
          new EvaluationContext(finding, List.of(resources.get(at)), vulnerabilities, now);
      case VULNERABILITY ->
          new EvaluationContext(finding, resources, List.of(vulnerabilities.get(at)), now);
    };
  }

  /// What an element in view is called: by its identifier, else a resource by its type, else by its
  /// place.
  String name(Element element, int at) {
    Optional<String> own =
        switch (element) {
          case RESOURCE -> resources.get(at).id().or(resources.get(at)::type);
          case VULNERABILITY -> Named.VULNERABILITY.values(withOnly(element, at)).findFirst();
        };
    return own.orElse("%s %d".formatted(element, at + 1));
  }
}
