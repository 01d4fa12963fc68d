package io.quell.rules;

import static io.quell.engine.Change.SUPPRESSION;
import static io.quell.engine.Criteria.onEveryResource;
import static io.quell.engine.Criteria.product;
import static io.quell.engine.Criteria.resourceTag;
import static io.quell.engine.Decision.suppress;
import static io.quell.engine.Field.Named.SEVERITY;
import static io.quell.engine.Field.Named.TYPE;
import static io.quell.finding.SeverityLabel.CRITICAL;

import io.quell.engine.Criteria;
import io.quell.engine.Decision;
import io.quell.engine.Rule;
import io.quell.engine.RuleCard;
import io.quell.finding.Finding;

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
