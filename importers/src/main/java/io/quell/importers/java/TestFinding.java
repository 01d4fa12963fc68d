package io.quell.importers.java;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A finding for a generated test, by what differs from another one that the test starts from.
///
/// @param json the finding; never changed
/// @param chosen the names of the members in which it differs; one that it lacks is cut out
record TestFinding(Format format, Map<String, @Nullable Object> json, Set<String> chosen) {
  /// What tests start from: `io.quell.testing.Findings` and `OcsfFindings` have the same, which is
  /// tested. The kit is for tests, so that this copy is the price of not depending on it.
  private static final Map<Format, String> PLAUSIBLE =
      Map.of(
          Format.ASFF,
          """
          {"SchemaVersion": "2018-10-08",
           "Id": "arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.1/finding/6f1ee0c2-1b7d-4a55-9d3c-0a9f3b1f2c77",
           "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
           "ProductName": "Security Hub", "CompanyName": "AWS", "Region": "eu-west-1",
           "GeneratorId": "security-control/S3.1", "AwsAccountId": "111122223333",
           "Types": ["Software and Configuration Checks/Industry and Regulatory Standards"],
           "FirstObservedAt": "2026-05-20T08:00:00.000Z",
           "LastObservedAt": "2026-05-31T08:00:00.000Z", "CreatedAt": "2026-05-20T08:00:00.000Z",
           "UpdatedAt": "2026-05-31T08:00:00.000Z",
           "Severity": {"Label": "MEDIUM", "Normalized": 40, "Original": "MEDIUM"},
           "Title": "S3 general purpose buckets should have block public access settings enabled",
           "Description": "This control checks whether block public access is on.",
           "Resources": [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::amzn-s3-demo-bucket",
           "Partition": "aws", "Region": "eu-west-1"}], "Compliance": {"Status": "FAILED",
           "SecurityControlId": "S3.1",
           "AssociatedStandards": [{"StandardsId": "standards/aws-foundational-security-best-practices/v/1.0.0"}]},
           "WorkflowState": "NEW", "Workflow": {"Status": "NEW"}, "RecordState": "ACTIVE",
           "FindingProviderFields": {"Types": ["Software and Configuration Checks/Industry and Regulatory Standards"],
           "Severity": {"Label": "MEDIUM", "Normalized": 40, "Original": "MEDIUM"}}}
          """,
          Format.OCSF,
          """
          {"activity_id": 1, "activity_name": "Create", "category_name": "Findings",
           "category_uid": 2, "class_name": "Compliance Finding", "class_uid": 2003,
           "cloud": {"account": {"uid": "111122223333"}, "provider": "AWS",
           "region": "eu-west-1"}, "compliance": {"control": "S3.1",
           "standards": ["standards/aws-foundational-security-best-practices/v/1.0.0"],
           "status": "Fail", "status_id": 3},
           "finding_info": {"analytic": {"category": "AWS::Config::ConfigRule",
           "name": "securityhub-s3-bucket-level-public-access-prohibited-4f1d", "type": "Rule",
           "type_id": 1}, "created_time": 1779264000000,
           "created_time_dt": "2026-05-20T08:00:00.000Z",
           "desc": "This control checks whether block public access is on.",
           "first_seen_time": 1779264000000, "first_seen_time_dt": "2026-05-20T08:00:00.000Z",
           "last_seen_time": 1780214400000, "last_seen_time_dt": "2026-05-31T08:00:00.000Z",
           "modified_time": 1780214400000, "modified_time_dt": "2026-05-31T08:00:00.000Z",
           "title": "S3 general purpose buckets should have block public access settings enabled",
           "types": ["Software and Configuration Checks/Industry and Regulatory Standards",
           "Posture Management"],
           "uid": "arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.1/finding/6f1ee0c2-1b7d-4a55-9d3c-0a9f3b1f2c77"},
           "metadata": {"product": {"name": "Security Hub",
           "uid": "arn:aws:securityhub:eu-west-1::productv2/aws/securityhub",
           "vendor_name": "AWS"}, "profiles": ["cloud", "datetime"],
           "uid": "1d24e91799652d9e17025b61d94f436b20b515b6f3cd9bda788f48c1db9cf244",
           "version": "1.6.0"}, "resources": [{"cloud_partition": "aws",
           "owner": {"account": {"uid": "111122223333"}}, "region": "eu-west-1",
           "type": "AWS::S3::Bucket", "uid": "amzn-s3-demo-bucket",
           "uid_alt": "arn:aws:s3:::amzn-s3-demo-bucket"}], "severity": "Medium",
           "severity_id": 3, "status": "New", "status_id": 1, "time": 1780214400000,
           "time_dt": "2026-05-31T08:00:00.000Z", "type_name": "Compliance Finding: Create",
           "type_uid": 200301, "vendor_attributes": {"severity": "Medium", "severity_id": 3}}
          """);

  /// The testing kit's own sample.
  static TestFinding plausible(Format format) {
    try {
      return new TestFinding(
          format, members(Json.read(PLAUSIBLE.getOrDefault(format, "{}"))), Set.of());
    } catch (UnreadableException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The sample that shows what an example shows, with as few members of the example as that takes.
  ///
  /// @param start what the test starts from, in the format of the example
  /// @param shows what a finding has to show; the example does
  static TestFinding of(Finding example, TestFinding start, Predicate<Finding> shows) {
    Map<String, @Nullable Object> wanted = members(example.json());
    Set<String> names = new LinkedHashSet<>(wanted.keySet());
    names.addAll(start.json.keySet());
    names.removeIf(name -> Objects.equals(start.json.get(name), wanted.get(name)));
    Set<String> chosen = new LinkedHashSet<>(names);
    for (String name : names) {
      chosen.remove(name);
      if (!shows.test(read(with(start.json, wanted, chosen)))) {
        chosen.add(name);
      }
    }
    return new TestFinding(example.format(), with(start.json, wanted, chosen), chosen);
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> start,
      Map<String, @Nullable Object> wanted,
      Set<String> names) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(start);
    for (String name : names) {
      if (wanted.containsKey(name)) {
        json.put(name, wanted.get(name));
      } else {
        json.remove(name);
      }
    }
    return json;
  }

  Finding finding() {
    return read(json);
  }

  private static Finding read(Map<String, @Nullable Object> json) {
    try {
      return Finding.read(json);
    } catch (UnreadableException e) {
      throw new IllegalStateException("the sample is no finding: " + e.getMessage(), e);
    }
  }

  private static Map<String, @Nullable Object> members(@Nullable Object object) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (object instanceof Map<?, ?> members) {
      members.forEach((name, member) -> copy.put(String.valueOf(name), member));
    }
    return copy;
  }
}
