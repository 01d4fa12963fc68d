package io.quell.criteria;

import io.quell.finding.Finding;
import io.quell.finding.Resource;
import java.time.Instant;
import java.util.List;

/// What criteria are held against: a finding, the resources in view, and the time that ages are
/// counted to.
///
/// @param finding the finding
/// @param resources all the finding's resources, or the one that a [Criteria.OnResources] looks at
/// @param now the time that ages are counted to
public record EvaluationContext(Finding finding, List<Resource> resources, Instant now) {

  /// A finding with all its resources in view.
  public static EvaluationContext of(Finding finding, Instant now) {
    return new EvaluationContext(finding, finding.resources(), now);
  }

  EvaluationContext withOnly(Resource resource) {
    return new EvaluationContext(finding, List.of(resource), now);
  }
}
