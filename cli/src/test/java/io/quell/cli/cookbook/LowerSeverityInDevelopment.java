package io.quell.cli.cookbook;

import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static io.quell.update.Change.SEVERITY;
import static io.quell.update.Decision.capSeverity;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Rule;
import io.quell.rule.RuleCard;
import io.quell.update.Decision;

/// Lowers what controls find in development to MEDIUM.
@RuleCard(
    id = "development-at-most-medium",
    title = "Defects in development are at most MEDIUM",
    reason = "Development holds made-up data and is not reachable from outside.",
    owner = "cloud-platform",
    changes = SEVERITY,
    severities = MEDIUM)
public final class LowerSeverityInDevelopment implements Rule {

  @Override
  public Criteria when() {
    return product("aws/securityhub").and(onEveryResource(resourceTag("stage", "dev", "test")));
  }

  @Override
  public Decision decide(Finding finding) {
    return capSeverity(MEDIUM);
  }
}
