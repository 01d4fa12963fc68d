package io.quell.rules;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.RuleAssert.assertThat;

import io.quell.rule.Rule;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SuppressSensitiveDataInTestDataTest {
  private final Rule rule = new SuppressSensitiveDataInTestData();
  private final Sample data =
      finding()
          .product("aws/macie")
          .with(
              List.of("Sensitive Data Identifications/PII/SensitiveData:S3Object-Personal"),
              "Types");
  private final OcsfSample dataInOcsf =
      ocsfFinding().product("aws/macie").types("SensitiveData:S3Object/Personal", "Sensitive Data");

  @Test
  void ignoresRealData() {
    assertThat(rule)
        .on(data)
        .doesNotMatch()
        .on(data.tag("purpose", "invoices"))
        .doesNotMatch()
        .on(dataInOcsf.tag("purpose", "invoices"))
        .doesNotMatch();
  }

  @Test
  void ignoresWhatMacieSaysOfPolicies() {
    assertThat(rule)
        .on(
            data.with(
                    List.of("Software and Configuration Checks/AWS Security Best Practices"),
                    "Types")
                .tag("purpose", "test-data"))
        .doesNotMatch()
        .on(dataInOcsf.types("Policy:IAMUser/S3BucketPublic").tag("purpose", "test-data"))
        .doesNotMatch();
  }

  @Test
  void ignoresTagsOfOtherResources() {
    assertThat(rule)
        .on(
            data.tag("purpose", "test-data")
                .with("AwsS3Object", "Resources", "0", "Type")
                .resource("AwsS3Bucket", "arn:aws:s3:::invoices"))
        .doesNotMatch();
  }

  @Test
  void ignoresWhatIsCritical() {
    assertThat(rule).on(data.severity(CRITICAL).tag("purpose", "test-data")).doesNotMatch();
  }

  @Test
  void suppressesTestData() {
    assertThat(rule)
        .on(data.tag("purpose", "test-data"))
        .suppresses()
        .on(dataInOcsf.tag("purpose", "test-data"))
        .suppresses();
  }
}
