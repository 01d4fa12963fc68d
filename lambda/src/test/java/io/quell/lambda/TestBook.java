package io.quell.lambda;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.capSeverity;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.suppress;

import io.quell.finding.SeverityLabel;
import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The rule book that these tests find on their class path: a suppression, a cap and two rules that
/// meet them on one finding.
public final class TestBook implements RuleBook {
  public static final Rule LOG_BUCKETS =
      rule("s3-9-log-buckets")
          .when(
              control("S3.9")
                  .and(resourceTag("purpose", "access-logs"))
                  .unless(SEVERITY.is(SeverityLabel.CRITICAL)))
          .decides(suppress());

  @Override
  public List<Rule> classes() {
    return List.of(
        LOG_BUCKETS,
        rule("resources-being-removed")
            .when(
                resourceTag("decommission-by", "2026-06-10")
                    .unless(SEVERITY.is(SeverityLabel.CRITICAL)))
            .decides(suppress()),
        rule("sandbox-controls-low")
            .when(account("999988887777"))
            .decides(capSeverity(SeverityLabel.LOW)),
        rule("restricted-data-raise")
            .when(resourceTag("data-classification", "restricted"))
            .decides(raiseSeverity(1)));
  }

  @Override
  public Optional<InputStream> file() {
    return Optional.of(
        new ByteArrayInputStream("{\"rules\": []}".getBytes(StandardCharsets.UTF_8)));
  }
}
