package io.quell.rules;

import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.COMPLIANCE_STATUS;
import static io.quell.update.Change.SEVERITY;
import static io.quell.update.Decision.raiseSeverity;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Rule;
import io.quell.rule.RuleCard;
import io.quell.update.Decision;

/// Raises by one label whatever is found on a resource that holds restricted data, unless it is a
/// control that passed.
@RuleCard(
    id = "restricted-data-raise",
    title = "Defects beside restricted data weigh more",
    reason =
        "Restricted data is customers' data; the policy on data protection asks for the next"
            + " severity up.",
    owner = "data-protection",
    changes = SEVERITY,
    severities = {
      SeverityLabel.LOW,
      SeverityLabel.MEDIUM,
      SeverityLabel.HIGH,
      SeverityLabel.CRITICAL
    })
public final class RaiseSeverityOfFindingsOnRestrictedData implements Rule {

  @Override
  public Criteria when() {
    return resourceTag("data-classification", "restricted").unless(COMPLIANCE_STATUS.is("PASSED"));
  }

  @Override
  public Decision decide(Finding finding) {
    return raiseSeverity(1);
  }
}
