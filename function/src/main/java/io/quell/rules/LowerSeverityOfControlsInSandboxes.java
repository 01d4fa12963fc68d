package io.quell.rules;

import static io.quell.engine.Change.SEVERITY;
import static io.quell.engine.Criteria.account;
import static io.quell.engine.Criteria.product;
import static io.quell.engine.Decision.capSeverity;

import io.quell.engine.Criteria;
import io.quell.engine.Decision;
import io.quell.engine.Rule;
import io.quell.engine.RuleCard;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;

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
