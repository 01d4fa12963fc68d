package io.quell.rules;

import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TYPE;
import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.update.Change.SUPPRESSION;
import static io.quell.update.Decision.suppress;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Rule;
import io.quell.rule.RuleCard;
import io.quell.update.Decision;

/// Suppresses GuardDuty's port probes on bastion hosts. Where any other host was probed too, the
/// finding stays.
@RuleCard(
    id = "guardduty-port-probe-bastions",
    title = "Bastion hosts are probed all day",
    reason =
        "Bastions face the internet by design, take keys only, and their log-ins are watched"
            + " elsewhere.",
    owner = "security-operations",
    ticket = "SECOPS-412",
    expires = "2027-03-31",
    changes = SUPPRESSION)
public final class SuppressPortProbesOnBastions implements Rule {
  /// ASFF puts the type behind a namespace of its own, and a hyphen in place of GuardDuty's slash.
  private static final String IN_ASFF = "/Recon:EC2-PortProbeUnprotectedPort";
  private static final String IN_OCSF = "Recon:EC2/PortProbeUnprotectedPort";

  @Override
  public Criteria when() {
    return product("aws/guardduty")
        .and(TYPE.endsWith(IN_ASFF, IN_OCSF))
        .and(onEveryResource(resourceTag("role", "bastion")))
        .unless(SEVERITY.is(CRITICAL));
  }

  @Override
  public Decision decide(Finding finding) {
    return suppress();
  }
}
