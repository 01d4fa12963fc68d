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
public record Subject(Finding finding, List<Resource> resources, Instant now) {

  /// A finding with all its resources in view.
  public static Subject of(Finding finding, Instant now) {
    return new Subject(finding, finding.resources(), now);
  }

  Subject withOnly(Resource resource) {
    return new Subject(finding, List.of(resource), now);
  }
}
