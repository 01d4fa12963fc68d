package io.quell.rules;

import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.INFORMATIONAL;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.RuleAssert.assertThat;

import io.quell.rule.Rule;
import org.junit.jupiter.api.Test;

final class LowerSeverityOfControlsInSandboxesTest {
  private final Rule rule = new LowerSeverityOfControlsInSandboxes();

  @Test
  void ignoresOtherAccounts() {
    assertThat(rule).on(finding().account("111122223333").severity(HIGH)).doesNotMatch();
  }

  @Test
  void ignoresOtherProducts() {
    assertThat(rule)
        .on(finding().product("aws/guardduty").account("999988887777").severity(HIGH))
        .doesNotMatch();
  }

  @Test
  void leavesWhatIsLowAlready() {
    assertThat(rule)
        .on(finding().account("999988887777").severity(LOW))
        .changesNothing()
        .on(finding().account("999988887777").severity(INFORMATIONAL))
        .changesNothing();
  }

  @Test
  void capsControlsInSandboxes() {
    assertThat(rule).on(finding().account("999988887777").severity(HIGH)).setsSeverity(LOW);
  }
}
