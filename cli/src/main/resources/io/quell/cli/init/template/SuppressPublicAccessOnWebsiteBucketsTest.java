package rules;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.RuleAssert.assertThat;

import io.quell.rule.Rule;
import org.junit.jupiter.api.Test;

final class SuppressPublicAccessOnWebsiteBucketsTest {
  private final Rule rule = new SuppressPublicAccessOnWebsiteBuckets();

  @Test
  void ignoresOtherControls() {
    assertThat(rule).on(finding().control("S3.1").tag("purpose", "public-website")).doesNotMatch();
  }

  @Test
  void ignoresOtherBuckets() {
    assertThat(rule)
        .on(finding().control("S3.8"))
        .doesNotMatch()
        .on(finding().control("S3.8").tag("purpose", "invoices"))
        .doesNotMatch();
  }

  @Test
  void ignoresWhatIsCritical() {
    assertThat(rule)
        .on(finding().control("S3.8").severity(CRITICAL).tag("purpose", "public-website"))
        .doesNotMatch();
  }

  @Test
  void suppressesOnWebsiteBuckets() {
    assertThat(rule).on(finding().control("S3.8").tag("purpose", "public-website")).suppresses();
  }
}
