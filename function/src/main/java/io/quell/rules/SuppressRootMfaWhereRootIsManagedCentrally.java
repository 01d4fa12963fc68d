package io.quell.rules;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.control;
import static io.quell.update.Change.SUPPRESSION;
import static io.quell.update.Decision.suppress;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Rule;
import io.quell.rule.RuleCard;
import io.quell.update.Decision;

/// Suppresses the controls on the root user's MFA in member accounts whose root user has no
/// credentials at all.
///
/// Both controls are CRITICAL, and without credentials there is nothing critical left: so the card
/// allows it.
@RuleCard(
    id = "iam-root-mfa-member-accounts",
    title = "Member accounts without root credentials need no MFA for them",
    reason =
        "Root access is managed centrally: these root users have neither password nor keys, so"
            + " nothing to protect.",
    owner = "identity",
    ticket = "IAM-77",
    expires = "2027-12-31",
    changes = SUPPRESSION,
    suppressesCritical = true)
public final class SuppressRootMfaWhereRootIsManagedCentrally implements Rule {

  @Override
  public Criteria when() {
    return control("IAM.6", "IAM.9").and(account("444455556666"));
  }

  @Override
  public Decision decide(Finding finding) {
    return suppress();
  }
}
