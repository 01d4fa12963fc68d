package io.quell.infra;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TYPE;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.capSeverity;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.suppress;

import io.quell.finding.SeverityLabel;
import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import io.quell.testing.SampleRule;
import io.quell.update.Change;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rule book that the tests of the stack find on their class path: suppressions and severities
/// for some of the sample events, too many tests for one event pattern. Its rules have no last day,
/// so that what they decide does not depend on the day of a test.
public final class TestBook implements RuleBook {
  /// The rule that suppresses S3.9 on buckets for access logs, but for CRITICAL findings.
  static final String LOG_BUCKETS = "log-buckets";

  @Override
  public List<Rule> classes() {
    return List.of(
        rule(LOG_BUCKETS)
            .when(
                control("S3.9")
                    .and(resourceTag("purpose", "access-logs"))
                    .unless(SEVERITY.is(SeverityLabel.CRITICAL)))
            .mayOnly(Change.SUPPRESSION)
            .decides(suppress()),
        rule("being-removed")
            .when(
                product("aws/securityhub")
                    .and(onEveryResource(resourceTag("decommission-by").isPresent())))
            .mayOnly(Change.SUPPRESSION)
            .decides(suppress()),
        rule("bastion-probes")
            .when(
                product("aws/guardduty")
                    .and(
                        TYPE.endsWith(
                            "/Recon:EC2-PortProbeUnprotectedPort",
                            "Recon:EC2/PortProbeUnprotectedPort"))
                    .and(onEveryResource(resourceTag("role", "bastion"))))
            .mayOnly(Change.SUPPRESSION)
            .decides(suppress()),
        rule("test-data")
            .when(product("aws/macie").and(resourceTag("purpose", "test-data")))
            .mayOnly(Change.SUPPRESSION)
            .decides(suppress()),
        rule("root-users")
            .when(control("IAM.6", "IAM.9").and(account("444455556666")))
            .mayOnly(Change.SUPPRESSION)
            .decides(suppress()),
        rule("build-caches")
            .when(control("ECR.3").and(resourceTag("purpose", "build-cache")))
            .mayOnly(Change.SUPPRESSION)
            .decides(suppress()),
        severity("sandboxes", SeverityLabel.LOW)
            .when(account("999988887777"))
            .decides(capSeverity(SeverityLabel.LOW)),
        severity("no-fix", SeverityLabel.LOW)
            .when(product("aws/inspector"))
            .decides(capSeverity(SeverityLabel.LOW)),
        severity(
                "restricted-data",
                SeverityLabel.LOW,
                SeverityLabel.MEDIUM,
                SeverityLabel.HIGH,
                SeverityLabel.CRITICAL)
            .when(resourceTag("data-classification", "restricted"))
            .decides(raiseSeverity(1)));
  }

  /// A rule that may set these severities and nothing else.
  private static SampleRule severity(String id, SeverityLabel... labels) {
    SampleRule rule = rule(id).mayOnly(Change.SEVERITY);
    return rule.with(rule.card().toBuilder().severities(Set.of(labels)).build());
  }

  @Override
  public Optional<InputStream> file() {
    return Optional.of(
        new ByteArrayInputStream("{\"rules\": []}".getBytes(StandardCharsets.UTF_8)));
  }
}
