package io.quell.rules;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.product;
import static io.quell.update.Change.SEVERITY;
import static io.quell.update.Decision.capSeverity;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Rule;
import io.quell.rule.RuleCard;
import io.quell.update.Decision;

/// Caps Security Hub's controls at LOW in the sandbox accounts. What GuardDuty sees there keeps its
/// severity.
@RuleCard(
    id = "sandbox-controls-low",
    title = "Controls in sandbox accounts are at most LOW",
    reason = "Sandboxes hold no data, reach no other account and are emptied every Sunday.",
    owner = "cloud-platform",
    changes = SEVERITY,
    severities = SeverityLabel.LOW)
public final class LowerSeverityOfControlsInSandboxes implements Rule {

  @Override
  public Criteria when() {
    return product("aws/securityhub").and(account("999988887777"));
  }

  @Override
  public Decision decide(Finding finding) {
    return capSeverity(SeverityLabel.LOW);
  }
}
