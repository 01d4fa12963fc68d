package io.quell.rules;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.RuleAssert.assertThat;

import io.quell.rule.Rule;
import io.quell.testing.Findings.Sample;
import org.junit.jupiter.api.Test;

final class RaiseSeverityOfFindingsOnRestrictedDataTest {
  private final Rule rule = new RaiseSeverityOfFindingsOnRestrictedData();
  private final Sample restricted =
      finding().tag("data-classification", "restricted").severity(HIGH);

  @Test
  void ignoresOtherData() {
    assertThat(rule)
        .on(finding())
        .doesNotMatch()
        .on(finding().tag("data-classification", "public"))
        .doesNotMatch();
  }

  @Test
  void ignoresControlsThatPassed() {
    assertThat(rule).on(restricted.with("PASSED", "Compliance", "Status")).doesNotMatch();
  }

  @Test
  void leavesWhatIsCriticalAlready() {
    assertThat(rule).on(restricted.severity(CRITICAL)).changesNothing();
  }

  @Test
  void raisesByOneLabel() {
    assertThat(rule).on(restricted).setsSeverity(CRITICAL);
  }

  @Test
  void raisesFindingsThatAreNoControls() {
    assertThat(rule).on(restricted.product("aws/guardduty")).setsSeverity(CRITICAL);
  }

  @Test
  void doesNotRaiseTwice() {
    assertThat(rule).on(restricted.severityInForce(CRITICAL)).changesNothing();
  }
}
