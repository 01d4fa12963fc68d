package io.quell.testing;

import io.quell.engine.Update;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import io.quell.finding.WorkflowStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sample findings: `finding().control("S3.9").tag("purpose", "access-logs")`.
public final class Findings {
  private static final String PLAUSIBLE = """
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
  private static final Sample SAMPLE = new Sample(members(parsed(PLAUSIBLE)));

  private Findings() {}

  /// A plausible finding of a Security Hub control: ACTIVE, NEW, FAILED, MEDIUM, about one S3 bucket.
  public static Sample finding() {
    return SAMPLE;
  }

  /// A finding to be read, as the JSON it is. Each method leaves this one as it is and gives another.
  ///
  /// @param json the finding's JSON; not to be changed
  public record Sample(Map<String, @Nullable Object> json) {

    /// A finding of this Security Hub control.
    public Sample control(String id) {
      return with(id, "Compliance", "SecurityControlId").with("security-control/" + id, "GeneratorId");
    }

    /// A finding of this product, such as `aws/guardduty` or `111122223333/default`; of no control, unless it is
    /// `aws/securityhub`.
    public Sample product(String product) {
      String owner = product.substring(0, product.indexOf('/'));
      String account = owner.matches("\\d{12}") ? owner : "";
      Sample named = with("arn:aws:securityhub:eu-west-1:%s:product/%s".formatted(account, product), "ProductArn");
      if (product.equals("aws/securityhub")) {
        return named;
      }
      Sample another = named.with(product + "/generator", "GeneratorId").with(product, "ProductName");
      return another.json().containsKey("Compliance") ? another.without("Compliance") : another;
    }

    /// A finding about this account.
    public Sample account(String account) {
      return with(account, "AwsAccountId");
    }

    /// A finding about this Region, its first resource likewise.
    public Sample region(String region) {
      return with(region, "Region").with(region, "Resources", "0", "Region");
    }

    /// A finding with this title.
    public Sample title(String title) {
      return with(title, "Title");
    }

    /// A finding to which its provider gave this severity.
    public Sample severity(SeverityLabel label) {
      return severityInForce(label).with(Map.of("Label", label.name(), "Normalized", label.lowestNormalized()),
          "FindingProviderFields", "Severity");
    }

    /// A finding that has this severity now, whatever its provider gave.
    public Sample severityInForce(SeverityLabel label) {
      return with(Map.of("Label", label.name(), "Normalized", label.lowestNormalized()), "Severity");
    }

    /// A finding with this workflow status.
    public Sample workflow(WorkflowStatus status) {
      return with(status.name(), "Workflow", "Status");
    }

    /// A finding whose first resource has this tag.
    public Sample tag(String key, String value) {
      return with(value, "Resources", "0", "Tags", key);
    }

    /// A finding about this resource too.
    public Sample resource(String type, String id) {
      List<@Nullable Object> resources = new ArrayList<>();
      if (json.get("Resources") instanceof List<?> present) {
        resources.addAll(present);
      }
      resources.add(Map.of("Type", type, "Id", id, "Partition", "aws", "Region", "eu-west-1"));
      return with(resources, "Resources");
    }

    /// A finding with this note.
    public Sample note(String text, String author) {
      return with(Map.of("Text", text, "UpdatedBy", author, "UpdatedAt", "2026-05-31T09:00:00.000Z"), "Note");
    }

    /// A finding with this user-defined field.
    public Sample userDefinedField(String name, String value) {
      return with(value, "UserDefinedFields", name);
    }

    /// A finding with this value at a path. What is missing on the way is made; a number names a list's element.
    public Sample with(@Nullable Object value, String... path) {
      return new Sample(members(laid(json, value, path, 0)));
    }

    /// A finding without what stands at this path.
    public Sample without(String... path) {
      return new Sample(members(cut(json, path, 0)));
    }

    /// The finding as it is after this update has gone through.
    public Sample after(Update update) {
      Sample after = this;
      if (update.severity().isPresent()) {
        after = after.severityInForce(update.severity().get());
      }
      if (update.workflowStatus().isPresent()) {
        after = after.workflow(update.workflowStatus().get());
      }
      if (update.note().isPresent()) {
        after = after.note(update.note().get().text(), update.note().get().author());
      }
      return update.userDefinedFields().isEmpty()
          ? after
          : after.with(new LinkedHashMap<>(update.userDefinedFields()), "UserDefinedFields");
    }

    /// The finding read.
    public Finding read() {
      try {
        return Finding.read(json);
      } catch (UnreadableException e) {
        throw new AssertionError("the sample is no finding: " + e.getMessage(), e);
      }
    }

    /// The finding as JSON text.
    public String text() {
      return Json.write(json);
    }

    @Override
    public String toString() {
      return text();
    }
  }

  private static @Nullable Object laid(@Nullable Object into, @Nullable Object value, String[] path, int depth) {
    if (depth == path.length) {
      return value;
    }
    String step = path[depth];
    if (into instanceof List<?> elements) {
      List<@Nullable Object> copy = new ArrayList<>(elements);
      int at = Integer.parseInt(step);
      copy.set(at, laid(copy.get(at), value, path, depth + 1));
      return copy;
    }
    Map<String, @Nullable Object> copy = into instanceof Map<?, ?> ? members(into) : new LinkedHashMap<>();
    copy.put(step, laid(copy.get(step), value, path, depth + 1));
    return copy;
  }

  private static @Nullable Object cut(@Nullable Object from, String[] path, int depth) {
    boolean last = depth == path.length - 1;
    if (from instanceof List<?> elements) {
      List<@Nullable Object> copy = new ArrayList<>(elements);
      int at = Integer.parseInt(path[depth]);
      if (last) {
        copy.remove(at);
      } else {
        copy.set(at, cut(copy.get(at), path, depth + 1));
      }
      return copy;
    }
    if (!(from instanceof Map<?, ?> members) || !members.containsKey(path[depth])) {
      throw new AssertionError("the sample has nothing at " + String.join(".", path));
    }
    Map<String, @Nullable Object> copy = members(from);
    if (last) {
      copy.remove(path[depth]);
    } else {
      copy.put(path[depth], cut(copy.get(path[depth]), path, depth + 1));
    }
    return copy;
  }

  private static Map<String, @Nullable Object> members(@Nullable Object object) {
    if (!(object instanceof Map<?, ?> members)) {
      throw new AssertionError("no JSON object: " + object);
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    members.forEach((name, value) -> copy.put(String.valueOf(name), value));
    return copy;
  }

  private static @Nullable Object parsed(String text) {
    try {
      return Json.read(text);
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }
}
