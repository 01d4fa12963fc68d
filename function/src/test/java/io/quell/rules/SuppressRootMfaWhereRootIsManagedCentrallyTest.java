package io.quell.rules;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.RuleAssert.assertThat;

import io.quell.rule.Rule;
import org.junit.jupiter.api.Test;

final class SuppressRootMfaWhereRootIsManagedCentrallyTest {
  private final Rule rule = new SuppressRootMfaWhereRootIsManagedCentrally();

  @Test
  void ignoresOtherAccounts() {
    assertThat(rule).on(finding().control("IAM.6").account("111122223333")).doesNotMatch();
  }

  @Test
  void ignoresOtherControls() {
    assertThat(rule).on(finding().control("IAM.5").account("444455556666")).doesNotMatch();
  }

  @Test
  void suppressesBothControls() {
    assertThat(rule)
        .on(finding().control("IAM.6").account("444455556666"))
        .suppresses()
        .on(finding().control("IAM.9").account("444455556666"))
        .suppresses();
  }

  @Test
  void suppressesWhatIsCritical() {
    assertThat(rule)
        .on(finding().control("IAM.6").severity(CRITICAL).account("444455556666"))
        .suppresses();
  }

  @Test
  void suppressesTheControlUnderItsNameBeforeConsolidation() {
    assertThat(rule)
        .on(
            finding()
                .without("Compliance", "SecurityControlId")
                .with("aws-foundational-security-best-practices/v/1.0.0/IAM.6", "GeneratorId")
                .account("444455556666"))
        .suppresses();
  }
}
