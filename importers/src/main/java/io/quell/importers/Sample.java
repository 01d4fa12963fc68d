package io.quell.importers;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A finding made up for a generated test, and which of its members were chosen for it. The others
/// are as the test's own sample has them, so criteria must test none of those.
///
/// @param json the finding; never changed
/// @param chosen the names of the members that were chosen, present or not
record Sample(Format format, Map<String, @Nullable Object> json, Set<String> chosen) {
  /// What tests start from, as `io.quell.testing.Findings` has it: NEW, ACTIVE and MEDIUM.
  private static final Map<Format, String> PLAUSIBLE =
      Map.of(
          Format.ASFF,
          """
          {"Id": "arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.1/finding/6f1ee0c2",
           "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/securityhub", "ProductName": "Security Hub",
           "CompanyName": "AWS", "Region": "eu-west-1", "GeneratorId": "security-control/S3.1",
           "AwsAccountId": "111122223333",
           "Types": ["Software and Configuration Checks/Industry and Regulatory Standards"],
           "FirstObservedAt": "2026-05-20T08:00:00.000Z", "LastObservedAt": "2026-05-31T08:00:00.000Z",
           "CreatedAt": "2026-05-20T08:00:00.000Z", "UpdatedAt": "2026-05-31T08:00:00.000Z",
           "Severity": {"Label": "MEDIUM", "Normalized": 40},
           "Title": "S3 general purpose buckets should have block public access settings enabled",
           "Description": "This control checks whether block public access is on.",
           "Resources": [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::amzn-s3-demo-bucket", "Partition": "aws",
             "Region": "eu-west-1"}],
           "Compliance": {"Status": "FAILED", "SecurityControlId": "S3.1"},
           "Workflow": {"Status": "NEW"}, "RecordState": "ACTIVE",
           "FindingProviderFields": {"Severity": {"Label": "MEDIUM", "Normalized": 40}}}
          """,
          Format.OCSF,
          """
          {"activity_id": 1, "class_name": "Compliance Finding", "class_uid": 2003,
           "cloud": {"account": {"uid": "111122223333"}, "provider": "AWS", "region": "eu-west-1"},
           "compliance": {"control": "S3.1", "status": "Fail", "status_id": 3},
           "finding_info": {"title": "S3 general purpose buckets should have block public access settings enabled",
             "desc": "This control checks whether block public access is on.", "uid": "6f1ee0c2"},
           "metadata": {"product": {"name": "Security Hub",
             "uid": "arn:aws:securityhub:eu-west-1::productv2/aws/securityhub"}, "uid": "1d24e91799652d9e"},
           "resources": [{"cloud_partition": "aws", "region": "eu-west-1", "type": "AWS::S3::Bucket",
             "uid": "amzn-s3-demo-bucket"}],
           "severity": "Medium", "severity_id": 3, "status": "New", "status_id": 1,
           "vendor_attributes": {"severity": "Medium", "severity_id": 3}}
          """);

  Sample {
    chosen = Collections.unmodifiableSet(new LinkedHashSet<>(chosen));
  }

  static Sample plausible(Format format) {
    try {
      return new Sample(format, members(Json.read(PLAUSIBLE.getOrDefault(format, "{}"))), Set.of());
    } catch (UnreadableException e) {
      throw new IllegalStateException(e);
    }
  }

  Finding finding() {
    try {
      return Finding.read(json);
    } catch (UnreadableException e) {
      throw new IllegalStateException("the sample is no finding: " + e.getMessage(), e);
    }
  }

  /// Whether a finding could not be named without the field, or would have its value from
  /// elsewhere.
  static boolean isNeeded(Field field) {
    return field == Named.ID
        || field == Named.PRODUCT
        || field == Named.ACCOUNT
        || field == Named.SEVERITY
        || (field instanceof Field.Raw(var path)
            && (path.equals(List.of("ProductArn"))
                || path.equals(List.of("Id"))
                || path.equals(List.of("metadata", "uid"))));
  }

  /// Whether a finding can have several values there.
  static boolean isOfMany(Field field) {
    return field == Named.TYPE || field == Named.STANDARD;
  }

  /// The sample with the field as it is, as chosen.
  Sample keeping(Field field) {
    Set<String> more = new LinkedHashSet<>(chosen);
    more.add(path(field).getFirst());
    if (field == Named.SEVERITY) {
      more.add(format == Format.ASFF ? "FindingProviderFields" : "vendor_attributes");
    }
    return new Sample(format, json, more);
  }

  /// The sample without a value in the field.
  Sample without(Field field) {
    Sample kept = keeping(field);
    return new Sample(format, members(cut(kept.json, path(field), 0)), kept.chosen);
  }

  /// The sample with these values in the field.
  Sample with(Field field, List<Object> values) {
    Object value = isOfMany(field) ? values : value(field, values.getFirst());
    Sample laid = keeping(field).laid(value, path(field));
    if (field == Named.SEVERITY) {
      return SeverityLabel.named(values.getFirst().toString()).map(laid::severity).orElse(laid);
    }
    if (field == Named.NOTE_AUTHOR && !hasAny("Note", "Text")) {
      return laid.laid("A note.", List.of("Note", "Text"));
    }
    return field == Named.NOTE_TEXT && format == Format.ASFF && !hasAny("Note", "UpdatedBy")
        ? laid.laid("someone", List.of("Note", "UpdatedBy"))
        : laid;
  }

  /// The sample with a severity that its provider gave.
  Sample severity(SeverityLabel label) {
    Map<String, Object> severity = new LinkedHashMap<>();
    severity.put("Label", label.name());
    severity.put("Normalized", label.lowestNormalized());
    return keeping(Named.SEVERITY)
        .laid(severity, List.of("Severity"))
        .laid(severity, List.of("FindingProviderFields", "Severity"));
  }

  private boolean hasAny(String... path) {
    return !finding().raw(path).isEmpty();
  }

  private Object value(Field field, Object value) {
    return switch (field) {
      case Named.PRODUCT ->
          "arn:aws:securityhub:eu-west-1::%s/%s"
              .formatted(format == Format.ASFF ? "product" : "productv2", value);
      case Named.CREATED_AT, Named.FIRST_OBSERVED_AT, Named.LAST_OBSERVED_AT, Named.UPDATED_AT ->
          format == Format.ASFF ? value : Instant.parse(value.toString()).toEpochMilli();
      default -> value;
    };
  }

  /// Where a field stands in the finding.
  private List<String> path(Field field) {
    boolean isAsff = format == Format.ASFF;
    return switch (field) {
      case Field.Raw(var path) -> path;
      case Field.RawResource(var path) -> below(isAsff ? "Resources" : "resources", path);
      case Field.ResourceTag(var key) ->
          isAsff ? List.of("Resources", "Tags", key) : List.of("resources", "tags", "name=" + key);
      case Field.UserDefined(var name) -> List.of("UserDefinedFields", name);
      case Named named -> List.of((isAsff ? asff(named) : ocsf(named)).split("\\.", -1));
    };
  }

  private static String asff(Named named) {
    return switch (named) {
      case ACCOUNT -> "AwsAccountId";
      case REGION -> "Region";
      case CONTROL -> "Compliance.SecurityControlId";
      case STANDARD -> "Compliance.AssociatedStandards.StandardsId";
      case PRODUCT -> "ProductArn";
      case GENERATOR -> "GeneratorId";
      case ID -> "Id";
      case TITLE -> "Title";
      case DESCRIPTION -> "Description";
      case TYPE -> "Types";
      case SEVERITY -> "Severity.Label";
      case COMPLIANCE_STATUS -> "Compliance.Status";
      case WORKFLOW_STATUS -> "Workflow.Status";
      case RECORD_STATE -> "RecordState";
      case VERIFICATION_STATE -> "VerificationState";
      case CONFIDENCE -> "Confidence";
      case CRITICALITY -> "Criticality";
      case CREATED_AT -> "CreatedAt";
      case FIRST_OBSERVED_AT -> "FirstObservedAt";
      case LAST_OBSERVED_AT -> "LastObservedAt";
      case UPDATED_AT -> "UpdatedAt";
      case NOTE_TEXT -> "Note.Text";
      case NOTE_AUTHOR -> "Note.UpdatedBy";
      case RESOURCE_TYPE -> "Resources.Type";
      case RESOURCE_ID -> "Resources.Id";
      case RESOURCE_REGION -> "Resources.Region";
      case RESOURCE_PARTITION -> "Resources.Partition";
      case FORMAT,
          CLASS,
          VULNERABILITY,
          CVSS,
          EPSS,
          FIX_AVAILABLE,
          EXPLOIT_AVAILABLE,
          PROVIDER_SEVERITY,
          NORMALIZED_SEVERITY,
          AGE ->
          throw new IllegalArgumentException("no importer tests the field " + named + " in ASFF");
    };
  }

  private static String ocsf(Named named) {
    return switch (named) {
      case CONTROL -> "compliance.control";
      case STANDARD -> "compliance.standards";
      case TITLE -> "finding_info.title";
      case DESCRIPTION -> "finding_info.desc";
      case TYPE -> "finding_info.types";
      case NOTE_TEXT -> "comment";
      case RESOURCE_REGION -> "resources.region";
      case RESOURCE_PARTITION -> "resources.cloud_partition";
      case VULNERABILITY -> "vulnerabilities.cve.uid";
      case CREATED_AT -> "finding_info.created_time";
      case FIRST_OBSERVED_AT -> "finding_info.first_seen_time";
      case LAST_OBSERVED_AT -> "finding_info.last_seen_time";
      case UPDATED_AT -> "finding_info.modified_time";
      case FORMAT,
          CLASS,
          CVSS,
          EPSS,
          FIX_AVAILABLE,
          EXPLOIT_AVAILABLE,
          PRODUCT,
          GENERATOR,
          ID,
          ACCOUNT,
          REGION,
          SEVERITY,
          PROVIDER_SEVERITY,
          NORMALIZED_SEVERITY,
          COMPLIANCE_STATUS,
          WORKFLOW_STATUS,
          RECORD_STATE,
          VERIFICATION_STATE,
          CONFIDENCE,
          CRITICALITY,
          AGE,
          NOTE_AUTHOR,
          RESOURCE_TYPE,
          RESOURCE_ID ->
          throw new IllegalArgumentException("no importer tests the field " + named + " in OCSF");
    };
  }

  private static List<String> below(String first, List<String> path) {
    List<String> longer = new ArrayList<>(List.of(first));
    longer.addAll(path);
    return longer;
  }

  private Sample laid(@Nullable Object value, List<String> path) {
    return new Sample(format, members(lay(json, value, path, 0)), chosen);
  }

  /// Members are laid into the first element of a list, which loses its others; `vulnerabilities`
  /// is a list from the beginning.
  private static @Nullable Object lay(
      @Nullable Object into, @Nullable Object value, List<String> path, int depth) {
    if (depth == path.size()) {
      return value;
    }
    String step = path.get(depth);
    if (step.startsWith("name=")) {
      return pairs(into, step.substring("name=".length()), Optional.ofNullable(value));
    }
    if (into instanceof List<?> elements) {
      List<@Nullable Object> one = new ArrayList<>();
      one.add(lay(elements.isEmpty() ? null : elements.getFirst(), value, path, depth));
      return one;
    }
    Map<String, @Nullable Object> copy =
        into instanceof Map<?, ?> ? members(into) : new LinkedHashMap<>();
    Object inner = copy.get(step);
    copy.put(
        step,
        lay(
            inner == null && step.equals("vulnerabilities") ? List.of() : inner,
            value,
            path,
            depth + 1));
    return copy;
  }

  private static @Nullable Object cut(@Nullable Object from, List<String> path, int depth) {
    String step = path.get(depth);
    if (step.startsWith("name=")) {
      return pairs(from, step.substring("name=".length()), Optional.empty());
    }
    if (from instanceof List<?> elements) {
      List<@Nullable Object> cut = new ArrayList<>();
      elements.forEach(element -> cut.add(cut(element, path, depth)));
      return cut;
    }
    if (!(from instanceof Map<?, ?>)) {
      return from;
    }
    Map<String, @Nullable Object> copy = members(from);
    if (depth + 1 == path.size()) {
      copy.remove(step);
    } else if (copy.containsKey(step)) {
      copy.put(step, cut(copy.get(step), path, depth + 1));
    }
    return copy;
  }

  /// The tags of OCSF, `[{"name": …, "value": …}]`, with this one or without it.
  private static List<Object> pairs(@Nullable Object tags, String name, Optional<Object> value) {
    List<Object> pairs = new ArrayList<>();
    if (tags instanceof List<?> present) {
      present.stream()
          .filter(tag -> !(tag instanceof Map<?, ?> pair && name.equals(pair.get("name"))))
          .forEach(pairs::add);
    }
    value.ifPresent(
        given -> {
          Map<String, Object> pair = new LinkedHashMap<>();
          pair.put("name", name);
          pair.put("value", given);
          pairs.add(pair);
        });
    return pairs;
  }

  private static Map<String, @Nullable Object> members(@Nullable Object object) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (object instanceof Map<?, ?> members) {
      members.forEach((name, member) -> copy.put(String.valueOf(name), member));
    }
    return copy;
  }
}
