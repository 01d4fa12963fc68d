package io.quell.rules;

import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.RESOURCE_TYPE;
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

/// Suppresses what Macie finds in buckets of made-up test data. What it says of the bucket's policy
/// stays.
@RuleCard(
    id = "macie-test-data",
    title = "Test data looks like personal data on purpose",
    reason =
        "The data is generated; no person is behind it. The buckets are filled by the test pipeline"
            + " alone.",
    owner = "data-platform",
    expires = "2027-06-30",
    changes = SUPPRESSION)
public final class SuppressSensitiveDataInTestData implements Rule {
  private static final String IN_ASFF = "Sensitive Data Identifications/";
  private static final String IN_OCSF = "SensitiveData:";

  @Override
  public Criteria when() {
    return product("aws/macie")
        .and(TYPE.startsWith(IN_ASFF, IN_OCSF))
        .and(onOneResource(RESOURCE_TYPE.is("AwsS3Bucket"), resourceTag("purpose", "test-data")))
        .unless(SEVERITY.is(CRITICAL));
  }

  @Override
  public Decision decide(Finding finding) {
    return suppress();
  }
}
