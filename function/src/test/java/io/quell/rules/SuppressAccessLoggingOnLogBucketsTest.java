package io.quell.rules;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.RuleAssert.assertThat;

import io.quell.rule.Rule;
import org.junit.jupiter.api.Test;

final class SuppressAccessLoggingOnLogBucketsTest {
  private final Rule rule = new SuppressAccessLoggingOnLogBuckets();

  @Test
  void ignoresOtherControls() {
    assertThat(rule).on(finding().control("S3.8").tag("purpose", "access-logs")).doesNotMatch();
  }

  @Test
  void ignoresOtherBuckets() {
    assertThat(rule)
        .on(finding().control("S3.9"))
        .doesNotMatch()
        .on(finding().control("S3.9").tag("purpose", "invoices"))
        .doesNotMatch();
  }

  @Test
  void ignoresWhatIsCritical() {
    assertThat(rule)
        .on(finding().control("S3.9").severity(CRITICAL).tag("purpose", "access-logs"))
        .doesNotMatch();
  }

  @Test
  void suppressesOnLogBuckets() {
    assertThat(rule).on(finding().control("S3.9").tag("purpose", "access-logs")).suppresses();
  }
}
