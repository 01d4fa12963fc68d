package io.quell.rules;

import static io.quell.engine.Change.SUPPRESSION;
import static io.quell.engine.Criteria.onOneResource;
import static io.quell.engine.Criteria.product;
import static io.quell.engine.Criteria.resourceTag;
import static io.quell.engine.Decision.suppress;
import static io.quell.engine.Field.Named.RESOURCE_TYPE;
import static io.quell.engine.Field.Named.SEVERITY;
import static io.quell.engine.Field.Named.TYPE;
import static io.quell.finding.SeverityLabel.CRITICAL;

import io.quell.engine.Criteria;
import io.quell.engine.Decision;
import io.quell.engine.Rule;
import io.quell.engine.RuleCard;
import io.quell.finding.Finding;

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
