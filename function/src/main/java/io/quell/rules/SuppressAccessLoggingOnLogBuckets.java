package io.quell.rules;

import static io.quell.engine.Change.SUPPRESSION;
import static io.quell.engine.Criteria.control;
import static io.quell.engine.Criteria.resourceTag;
import static io.quell.engine.Decision.suppress;
import static io.quell.engine.Field.Named.SEVERITY;
import static io.quell.finding.SeverityLabel.CRITICAL;

import io.quell.engine.Criteria;
import io.quell.engine.Decision;
import io.quell.engine.Rule;
import io.quell.engine.RuleCard;
import io.quell.finding.Finding;

/// Suppresses S3.9 on the buckets that receive access logs.
@RuleCard(
    id = "s3-9-log-buckets",
    title = "Log buckets keep no access log of their own",
    reason = "A bucket that logs to itself grows without end; its readers are few and audited.",
    owner = "platform-security",
    expires = "2027-06-30",
    changes = SUPPRESSION)
public final class SuppressAccessLoggingOnLogBuckets implements Rule {

  @Override
  public Criteria when() {
    return control("S3.9").and(resourceTag("purpose", "access-logs")).unless(SEVERITY.is(CRITICAL));
  }

  @Override
  public Decision decide(Finding finding) {
    return suppress();
  }
}
