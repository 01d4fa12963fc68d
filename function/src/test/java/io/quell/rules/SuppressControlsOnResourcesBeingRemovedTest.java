package io.quell.rules;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.RuleAssert.assertThat;

import io.quell.rule.Rule;
import io.quell.testing.Findings.Sample;
import org.junit.jupiter.api.Test;

final class SuppressControlsOnResourcesBeingRemovedTest {
  private final Rule rule = new SuppressControlsOnResourcesBeingRemoved();

  /// The sample was last updated on 2026-05-31.
  private static Sample removedBy(String day) {
    return finding().tag("decommission-by", day);
  }

  @Test
  void ignoresResourcesThatStay() {
    assertThat(rule).on(finding()).doesNotMatch();
  }

  @Test
  void ignoresWhatIsNoDate() {
    assertThat(rule)
        .on(removedBy("soon"))
        .doesNotMatch()
        .on(removedBy("2026-13-01"))
        .doesNotMatch();
  }

  @Test
  void ignoresDatesThatHavePassed() {
    assertThat(rule).on(removedBy("2026-05-30")).doesNotMatch();
  }

  @Test
  void ignoresDatesThatAreFarAhead() {
    assertThat(rule).on(removedBy("2026-07-01")).doesNotMatch();
  }

  @Test
  void ignoresFindingsThatAlsoNameAResourceThatStays() {
    assertThat(rule)
        .on(removedBy("2026-06-15").resource("AwsS3Bucket", "arn:aws:s3:::invoices"))
        .doesNotMatch();
  }

  @Test
  void ignoresWhatIsCritical() {
    assertThat(rule).on(removedBy("2026-06-15").severity(CRITICAL)).doesNotMatch();
  }

  @Test
  void ignoresFindingsWithoutATimeToCountFrom() {
    assertThat(rule).on(removedBy("2026-06-15").without("UpdatedAt")).doesNotMatch();
  }

  @Test
  void suppressesUntilTheDay() {
    assertThat(rule)
        .on(removedBy("2026-05-31"))
        .suppresses()
        .on(removedBy("2026-06-30"))
        .suppresses();
  }
}
