package io.quell.cli;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.RESOURCE_TYPE;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TYPE;
import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.suppress;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import io.quell.rule.RuleCard;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The rule book that these tests find on their class path: a rule for each way in which the sample
/// events can match, or miss, one.
public final class TestBook implements RuleBook {
  /// What the first rule is called.
  public static final String LOG_BUCKETS = "log-buckets";

  /// Suppresses S3.9 on the buckets that receive access logs.
  @RuleCard(
      id = LOG_BUCKETS,
      title = "Log buckets keep no access log of their own",
      reason = "A bucket that logs to itself grows without end.",
      owner = "storage",
      expires = "2027-06-30",
      changes = Change.SUPPRESSION)
  public static final class LogBuckets implements Rule {
    @Override
    public Criteria when() {
      return control("S3.9")
          .and(resourceTag("purpose", "access-logs"))
          .unless(SEVERITY.is(CRITICAL));
    }

    @Override
    public Decision decide(Finding finding) {
      return suppress();
    }
  }

  @Override
  public List<Rule> classes() {
    return List.of(
        new LogBuckets(),
        rule("being-removed")
            .when(
                product("aws/securityhub")
                    .and(onEveryResource(resourceTag("decommission-by").isPresent()))
                    .unless(SEVERITY.is(CRITICAL)))
            .mayOnly(Change.SUPPRESSION)
            .decides(suppress()),
        rule("bastion-probes")
            .when(
                product("aws/guardduty")
                    .and(
                        TYPE.endsWith(
                            "/Recon:EC2-PortProbeUnprotectedPort",
                            "Recon:EC2/PortProbeUnprotectedPort"))
                    .and(onEveryResource(resourceTag("role", "bastion")))
                    .unless(SEVERITY.is(CRITICAL)))
            .mayOnly(Change.SUPPRESSION)
            .decides(suppress()),
        rule("test-data")
            .when(
                product("aws/macie")
                    .and(
                        onOneResource(
                            RESOURCE_TYPE.is("AwsS3Bucket"), resourceTag("purpose", "test-data")))
                    .unless(SEVERITY.is(CRITICAL)))
            .mayOnly(Change.SUPPRESSION)
            .decides(suppress()),
        rule("restricted-data")
            .when(resourceTag("data-classification", "restricted"))
            .mayOnly(Change.SEVERITY)
            .decides(raiseSeverity(1)));
  }

  @Override
  public Optional<InputStream> file() {
    String rules =
        """
        {"rules": [{
          "id": "partners-in-sandboxes", "title": "Partners in sandboxes", "reason": "Nothing real is there.",
          "owner": "cloud", "when": {"account": "999988887777"}, "unless": {"product": {"prefix": "aws/"}},
          "then": {"severity": {"at-most": "LOW"}}
        }]}
        """;
    return Optional.of(new ByteArrayInputStream(rules.getBytes(StandardCharsets.UTF_8)));
  }
}
