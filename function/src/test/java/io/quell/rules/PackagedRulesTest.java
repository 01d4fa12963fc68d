package io.quell.rules;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.RuleAssert.assertThat;

import io.quell.book.Book;
import io.quell.rule.Rule;
import org.junit.jupiter.api.Test;

/// The rules of `rules.yaml`, each by its id.
final class PackagedRulesTest {
  private static Rule rule(String id) {
    return Book.packaged().rules().stream()
        .filter(rule -> rule.card().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void suppressBuildCachesWithoutALifecycle() {
    assertThat(rule("ecr-3-build-caches"))
        .on(finding().control("ECR.3"))
        .doesNotMatch()
        .on(finding().control("ECR.2").tag("purpose", "build-cache"))
        .doesNotMatch()
        .on(finding().control("ECR.3").severity(CRITICAL).tag("purpose", "build-cache"))
        .doesNotMatch()
        .on(finding().control("ECR.3").tag("purpose", "build-cache"))
        .suppresses();
  }

  @Test
  void lowerWhatPartnersFindInSandboxes() {
    assertThat(rule("partner-findings-in-sandboxes"))
        .on(finding().account("999988887777").product("aws/guardduty").severity(HIGH))
        .doesNotMatch()
        .on(finding().account("111122223333").product("acme/scanner").severity(HIGH))
        .doesNotMatch()
        .on(finding().account("999988887777").product("acme/scanner").severity(HIGH))
        .setsSeverity(LOW);
  }
}
