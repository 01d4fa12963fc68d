package io.quell.testing;

import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sample findings in OCSF: `ocsfFinding().control("S3.9").tag("purpose", "access-logs")`.
public final class OcsfFindings {
  private static final String PLAUSIBLE =
      """
      {
        "activity_id": 1,
        "activity_name": "Create",
        "category_name": "Findings",
        "category_uid": 2,
        "class_name": "Compliance Finding",
        "class_uid": 2003,
        "cloud": {"account": {"uid": "111122223333"}, "provider": "AWS", "region": "eu-west-1"},
        "compliance": {
          "control": "S3.1",
          "standards": ["standards/aws-foundational-security-best-practices/v/1.0.0"],
          "status": "Fail",
          "status_id": 3
        },
        "finding_info": {
          "analytic": {
            "category": "AWS::Config::ConfigRule",
            "name": "securityhub-s3-bucket-level-public-access-prohibited-4f1d",
            "type": "Rule",
            "type_id": 1
          },
          "created_time": 1779264000000,
          "created_time_dt": "2026-05-20T08:00:00.000Z",
          "desc": "This control checks whether block public access is on.",
          "first_seen_time": 1779264000000,
          "first_seen_time_dt": "2026-05-20T08:00:00.000Z",
          "last_seen_time": 1780214400000,
          "last_seen_time_dt": "2026-05-31T08:00:00.000Z",
          "modified_time": 1780214400000,
          "modified_time_dt": "2026-05-31T08:00:00.000Z",
          "title": "S3 general purpose buckets should have block public access settings enabled",
          "types": ["Software and Configuration Checks/Industry and Regulatory Standards", "Posture Management"],
          "uid": "arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.1/finding/6f1ee0c2-1b7d-4a55-9d3c-0a9f3b1f2c77"
        },
        "metadata": {
          "product": {
            "name": "Security Hub",
            "uid": "arn:aws:securityhub:eu-west-1::productv2/aws/securityhub",
            "vendor_name": "AWS"
          },
          "profiles": ["cloud", "datetime"],
          "uid": "1d24e91799652d9e17025b61d94f436b20b515b6f3cd9bda788f48c1db9cf244",
          "version": "1.6.0"
        },
        "resources": [
          {
            "cloud_partition": "aws",
            "owner": {"account": {"uid": "111122223333"}},
            "region": "eu-west-1",
            "type": "AWS::S3::Bucket",
            "uid": "amzn-s3-demo-bucket",
            "uid_alt": "arn:aws:s3:::amzn-s3-demo-bucket"
          }
        ],
        "severity": "Medium",
        "severity_id": 3,
        "status": "New",
        "status_id": 1,
        "time": 1780214400000,
        "time_dt": "2026-05-31T08:00:00.000Z",
        "type_name": "Compliance Finding: Create",
        "type_uid": 200301,
        "vendor_attributes": {"severity": "Medium", "severity_id": 3}
      }
      """;
  private static final OcsfSample SAMPLE = new OcsfSample(SampleJson.parsed(PLAUSIBLE));

  private OcsfFindings() {}

  /// The OCSF form of [Findings#finding()]: ACTIVE, NEW, FAILED, MEDIUM, about one S3 bucket.
  public static OcsfSample ocsfFinding() {
    return SAMPLE;
  }

  /// A finding in OCSF.
  ///
  /// @param json the finding's JSON; not to be changed
  public record OcsfSample(Map<String, @Nullable Object> json) implements SampleFinding {
    @Override
    public OcsfSample control(String id) {
      return with(id, "compliance", "control");
    }

    @Override
    public OcsfSample product(String product) {
      OcsfSample named =
          with("arn:aws:securityhub:eu-west-1::productv2/" + product, "metadata", "product", "uid")
              .with(product, "metadata", "product", "name");
      return product.equals("aws/securityhub") || !json.containsKey("compliance")
          ? named
          : named.without("compliance");
    }

    @Override
    public OcsfSample account(String account) {
      return with(account, "cloud", "account", "uid");
    }

    @Override
    public OcsfSample region(String region) {
      return with(region, "cloud", "region").with(region, "resources", "0", "region");
    }

    @Override
    public OcsfSample title(String title) {
      return with(title, "finding_info", "title");
    }

    /// A finding with these types.
    public OcsfSample types(String... types) {
      return with(List.of(types), "finding_info", "types");
    }

    @Override
    public OcsfSample severity(SeverityLabel label) {
      return severityInForce(label)
          .with(OcsfSeverity.of(label).id(), "vendor_attributes", "severity_id");
    }

    @Override
    public OcsfSample severityInForce(SeverityLabel label) {
      return severityInForce(OcsfSeverity.of(label));
    }

    /// A finding that has this severity now, whatever its provider gave.
    public OcsfSample severityInForce(OcsfSeverity severity) {
      return with(severity.id(), "severity_id");
    }

    @Override
    public OcsfSample workflow(WorkflowStatus status) {
      return status(OcsfStatus.of(status));
    }

    /// A finding with this status.
    public OcsfSample status(OcsfStatus status) {
      return with(status.id(), "status_id");
    }

    @Override
    public OcsfSample tag(String key, String value) {
      return with(
          SampleJson.longer(
              read().resources().getFirst().json().get("tags"),
              Map.of("name", key, "value", value)),
          "resources",
          "0",
          "tags");
    }

    @Override
    public OcsfSample resource(String type, String uid) {
      return with(
          SampleJson.longer(
              json.get("resources"),
              Map.of("type", type, "uid", uid, "cloud_partition", "aws", "region", "eu-west-1")),
          "resources");
    }

    /// A finding about this resource too, which has two names.
    ///
    /// @param alternative the second, mostly its ARN
    public OcsfSample resource(String type, String uid, String alternative) {
      return with(
          SampleJson.longer(
              json.get("resources"), Map.of("type", type, "uid", uid, "uid_alt", alternative)),
          "resources");
    }

    /// A finding with this comment.
    public OcsfSample comment(String text) {
      return with(text, "comment");
    }

    @Override
    public OcsfSample vulnerabilities(Map<?, ?>... vulnerabilities) {
      return with(new ArrayList<>(List.of(vulnerabilities)), "vulnerabilities")
          .with(2002, "class_uid");
    }

    @Override
    public OcsfSample with(@Nullable Object value, String... path) {
      return new OcsfSample(SampleJson.laid(json, value, path));
    }

    @Override
    public OcsfSample without(String... path) {
      return new OcsfSample(SampleJson.cut(json, path));
    }

    @Override
    public OcsfSample after(Update update) {
      OcsfSample after = this;
      if (update.severityId().isPresent()) {
        after = after.severityInForce(update.severityId().get());
      }
      if (update.statusId().isPresent()) {
        after = after.status(update.statusId().get());
      }
      return update.note().isPresent() ? after.comment(update.note().get().text()) : after;
    }

    @Override
    public OcsfFinding read() {
      return (OcsfFinding) SampleFinding.super.read();
    }

    @Override
    public String toString() {
      return text();
    }
  }
}
