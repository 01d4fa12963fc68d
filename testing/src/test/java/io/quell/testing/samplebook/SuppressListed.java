package io.quell.testing.samplebook;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Rule;
import io.quell.update.Decision;

/// A rule of which the sample book knows; it has a test.
public class SuppressListed implements Rule {
  @Override
  public Criteria when() {
    return Criteria.control("S3.8");
  }

  @Override
  public Decision decide(Finding finding) {
    return Decision.suppress();
  }
}
