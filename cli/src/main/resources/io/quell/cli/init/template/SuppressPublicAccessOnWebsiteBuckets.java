package rules;

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

/// Suppresses S3.8 on the buckets of public websites.
@RuleCard(
    id = "public-website-buckets",
    title = "Buckets of public websites are public",
    reason = "Everybody is to read them, and they hold nothing but published pages.",
    owner = "your-team",
    expires = "@expires@",
    changes = SUPPRESSION)
public final class SuppressPublicAccessOnWebsiteBuckets implements Rule {

  @Override
  public Criteria when() {
    return control("S3.8")
        .and(resourceTag("purpose", "public-website"))
        .unless(SEVERITY.is(CRITICAL));
  }

  @Override
  public Decision decide(Finding finding) {
    return suppress();
  }
}
