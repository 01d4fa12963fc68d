package io.quell.cli.cookbook;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.update.Change.SUPPRESSION;
import static io.quell.update.Decision.suppress;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Rule;
import io.quell.rule.RuleCard;
import io.quell.update.Decision;

/// Suppresses S3.9 on the buckets that receive access logs.
@RuleCard(
    id = "log-buckets-without-log",
    title = "Log buckets keep no access log of their own",
    reason = "A bucket that logs to itself grows without end; its readers are few and audited.",
    owner = "platform-security",
    ticket = "SEC-301",
    expires = "2027-06-30",
    changes = SUPPRESSION)
public final class SuppressMissingLogOfLogBuckets implements Rule {

  @Override
  public Criteria when() {
    return control("S3.9").and(resourceTag("purpose", "access-logs")).unless(SEVERITY.is(CRITICAL));
  }

  @Override
  public Decision decide(Finding finding) {
    return suppress();
  }
}
