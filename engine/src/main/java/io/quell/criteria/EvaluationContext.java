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
/// @param resource the position of the resource that a [Criteria.OnElements] looks at, or [#ALL]
/// @param vulnerability the position of the vulnerability that is looked at, or [#ALL]
/// @param now the time that ages are counted to
public record EvaluationContext(Finding finding, int resource, int vulnerability, Instant now) {
  /// What stands for a position where all elements are in view.
  static final int ALL = -1;

  /// A finding with all that it has in view.
  public static EvaluationContext of(Finding finding, Instant now) {
    return new EvaluationContext(finding, ALL, ALL, now);
  }

  /// The resources in view.
  public List<Resource> resources() {
    return inView(finding.resources(), resource);
  }

  /// The vulnerabilities in view, as delivered.
  public List<Map<String, Object>> vulnerabilities() {
    return inView(finding.vulnerabilities(), vulnerability);
  }

  private static <E> List<E> inView(List<E> all, int position) {
    return position == ALL ? all : List.of(all.get(position));
  }

  /// How many elements of a kind are in view.
  int count(Element element) {
    return switch (element) {
      case RESOURCE -> resources().size();
      case VULNERABILITY -> vulnerabilities().size();
    };
  }

  /// The same with one element in view instead of all of its kind.
  EvaluationContext withOnly(Element element, int at) {
    return switch (element) {
      case RESOURCE ->
          new EvaluationContext(finding, resource == ALL ? at : resource, vulnerability, now);
      case VULNERABILITY ->
          new EvaluationContext(finding, resource, vulnerability == ALL ? at : vulnerability, now);
    };
  }

  /// What an element in view is called: by its identifier, else a resource by its type, else by its
  /// place.
  String name(Element element, int at) {
    Optional<String> own =
        switch (element) {
          case RESOURCE -> resources().get(at).id().or(resources().get(at)::type);
          case VULNERABILITY -> Named.VULNERABILITY.values(withOnly(element, at)).findFirst();
        };
    return own.orElse("%s %d".formatted(element, at + 1));
  }
}
