package io.quell.testing;

import io.quell.finding.AsffFinding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sample findings: `finding().control("S3.9").tag("purpose", "access-logs")`.
public final class Findings {
  private static final String PLAUSIBLE =
      """
      {
        "SchemaVersion": "2018-10-08",
        "Id": "arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.1/finding/6f1ee0c2-1b7d-4a55-9d3c-0a9f3b1f2c77",
        "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
        "ProductName": "Security Hub",
        "CompanyName": "AWS",
        "Region": "eu-west-1",
        "GeneratorId": "security-control/S3.1",
        "AwsAccountId": "111122223333",
        "Types": ["Software and Configuration Checks/Industry and Regulatory Standards"],
        "FirstObservedAt": "2026-05-20T08:00:00.000Z",
        "LastObservedAt": "2026-05-31T08:00:00.000Z",
        "CreatedAt": "2026-05-20T08:00:00.000Z",
        "UpdatedAt": "2026-05-31T08:00:00.000Z",
        "Severity": {"Label": "MEDIUM", "Normalized": 40, "Original": "MEDIUM"},
        "Title": "S3 general purpose buckets should have block public access settings enabled",
        "Description": "This control checks whether block public access is on.",
        "Resources": [
          {
            "Type": "AwsS3Bucket",
            "Id": "arn:aws:s3:::amzn-s3-demo-bucket",
            "Partition": "aws",
            "Region": "eu-west-1"
          }
        ],
        "Compliance": {
          "Status": "FAILED",
          "SecurityControlId": "S3.1",
          "AssociatedStandards": [{"StandardsId": "standards/aws-foundational-security-best-practices/v/1.0.0"}]
        },
        "WorkflowState": "NEW",
        "Workflow": {"Status": "NEW"},
        "RecordState": "ACTIVE",
        "FindingProviderFields": {
          "Types": ["Software and Configuration Checks/Industry and Regulatory Standards"],
          "Severity": {"Label": "MEDIUM", "Normalized": 40, "Original": "MEDIUM"}
        }
      }
      """;
  private static final Sample SAMPLE = new Sample(SampleJson.parsed(PLAUSIBLE));

  private Findings() {}

  /// A plausible finding of a Security Hub control: ACTIVE, NEW, FAILED, MEDIUM, about one S3
  /// bucket.
  public static Sample finding() {
    return SAMPLE;
  }

  /// A finding to be read, as the JSON it is. Each method leaves this one as it is and gives
  /// another.
  ///
  /// @param json the finding's JSON; not to be changed
  public record Sample(Map<String, @Nullable Object> json) implements SampleFinding {

    /// A finding of this Security Hub control.
    @Override
    public Sample control(String id) {
      return with(id, "Compliance", "SecurityControlId")
          .with("security-control/" + id, "GeneratorId");
    }

    /// A finding of this product, such as `aws/guardduty` or `111122223333/default`; of no control,
    /// unless it is `aws/securityhub`.
    @Override
    public Sample product(String product) {
      String owner = product.substring(0, product.indexOf('/'));
      String account = owner.matches("\\d{12}") ? owner : "";
      Sample named =
          with(
              "arn:aws:securityhub:eu-west-1:%s:product/%s".formatted(account, product),
              "ProductArn");
      if (product.equals("aws/securityhub")) {
        return named;
      }
      Sample another =
          named.with(product + "/generator", "GeneratorId").with(product, "ProductName");
      return another.json().containsKey("Compliance") ? another.without("Compliance") : another;
    }

    /// A finding about this account.
    @Override
    public Sample account(String account) {
      return with(account, "AwsAccountId");
    }

    /// A finding about this Region, its first resource likewise.
    @Override
    public Sample region(String region) {
      return with(region, "Region").with(region, "Resources", "0", "Region");
    }

    /// A finding with this title.
    @Override
    public Sample title(String title) {
      return with(title, "Title");
    }

    /// A finding to which its provider gave this severity.
    @Override
    public Sample severity(SeverityLabel label) {
      return severityInForce(label)
          .with(
              Map.of("Label", label.name(), "Normalized", label.lowestNormalized()),
              "FindingProviderFields",
              "Severity");
    }

    /// A finding that has this severity now, whatever its provider gave.
    @Override
    public Sample severityInForce(SeverityLabel label) {
      return with(
          Map.of("Label", label.name(), "Normalized", label.lowestNormalized()), "Severity");
    }

    /// A finding with this workflow status.
    @Override
    public Sample workflow(WorkflowStatus status) {
      return with(status.name(), "Workflow", "Status");
    }

    /// A finding whose first resource has this tag.
    @Override
    public Sample tag(String key, String value) {
      return with(value, "Resources", "0", "Tags", key);
    }

    /// A finding about this resource too.
    @Override
    public Sample resource(String type, String id) {
      return with(
          SampleJson.longer(
              json.get("Resources"),
              Map.of("Type", type, "Id", id, "Partition", "aws", "Region", "eu-west-1")),
          "Resources");
    }

    @Override
    public Sample vulnerabilities(Map<?, ?>... vulnerabilities) {
      return with(new ArrayList<>(List.of(vulnerabilities)), "Vulnerabilities");
    }

    /// A finding with this note.
    public Sample note(String text, String author) {
      return with(
          Map.of("Text", text, "UpdatedBy", author, "UpdatedAt", "2026-05-31T09:00:00.000Z"),
          "Note");
    }

    /// A finding with this user-defined field.
    public Sample userDefinedField(String name, String value) {
      return with(value, "UserDefinedFields", name);
    }

    /// A finding with this value at a path, as its provider gives it. What is missing on the way is
    /// made; a number names a list's element.
    @Override
    public Sample with(@Nullable Object value, String... path) {
      Sample with = new Sample(SampleJson.laid(json, value, path));
      return AsffFinding.OF_PROVIDER.contains(path[0])
              && json.containsKey(AsffFinding.PROVIDER_FIELDS)
          ? with.with(value, amongProviders(path))
          : with;
    }

    /// A finding without what stands at this path, its provider's own included.
    @Override
    public Sample without(String... path) {
      Sample without = new Sample(SampleJson.cut(json, path));
      boolean isProviders =
          AsffFinding.OF_PROVIDER.contains(path[0])
              && json.get(AsffFinding.PROVIDER_FIELDS) instanceof Map<?, ?> provider
              && provider.containsKey(path[0]);
      return isProviders ? without.without(amongProviders(path)) : without;
    }

    private static String[] amongProviders(String... path) {
      return Stream.concat(Stream.of(AsffFinding.PROVIDER_FIELDS), Arrays.stream(path))
          .toArray(String[]::new);
    }

    /// The finding as it is after this update has gone through.
    @Override
    public Sample after(Update update) {
      Sample after = this;
      for (var change : update.values().entrySet()) {
        after = after.after(change.getKey(), change.getValue());
      }
      return after;
    }

    /// What a customer sets: the provider's fields stay as they are.
    private Sample set(Object value, String... path) {
      return new Sample(SampleJson.laid(json, value, path));
    }

    private Sample after(UpdateField field, FieldValue value) {
      return switch (value) {
        case FieldValue.Constant(SeverityLabel label) -> labelled(label);
        case FieldValue.Percentage(var normalized) when field == UpdateField.NORMALIZED_SEVERITY ->
            labelled(SeverityLabel.ofNormalized(normalized).orElseThrow())
                .set(normalized, "Severity", "Normalized");
        case FieldValue.Written(var note) -> note(note.text(), note.author());
        default -> {
          List<String> member = field.member(Format.ASFF);
          yield member.isEmpty() ? this : set(plain(value), member.toArray(String[]::new));
        }
      };
    }

    private Sample labelled(SeverityLabel label) {
      return set(label.name(), "Severity", "Label")
          .set(label.lowestNormalized(), "Severity", "Normalized");
    }

    private static Object plain(FieldValue value) {
      return switch (value) {
        case FieldValue.Constant(var constant) -> constant.name();
        case FieldValue.Percentage(var number) -> number;
        case FieldValue.Decimal(var number) -> number;
        case FieldValue.Texts(var texts) -> texts;
        case FieldValue.Entry(var name, var text) -> Map.of(name, text);
        case FieldValue.Entries(var entries) -> new LinkedHashMap<>(entries);
        case FieldValue.Reference(var finding) -> List.of(identifier(finding));
        case FieldValue.References(var findings) ->
            findings.stream().map(Sample::identifier).toList();
        case FieldValue.Written(var note) -> note.text();
      };
    }

    private static Map<String, String> identifier(FindingIdentifier.Asff finding) {
      return Map.of("Id", finding.id(), "ProductArn", finding.productArn());
    }

    @Override
    public String toString() {
      return text();
    }
  }
}
