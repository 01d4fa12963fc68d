package io.quell.importers.automation;

import io.quell.finding.SeverityLabel;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Security Hub's automation rules of the first version, written down again from its documentation:
/// what they do to the JSON of a finding.
final class SecurityHubAutomation {
  private static final Map<String, String> PATHS = paths();

  /// What a run comes to.
  ///
  /// @param matched the names of the rules that applied, in order
  /// @param fields the fields that are set and their last values, by a name of our own
  record Run(List<String> matched, Map<String, Object> fields) {}

  private final List<Map<?, ?>> rules;
  private final Instant now;

  SecurityHubAutomation(List<?> rules, Instant now) {
    List<Map<?, ?>> enabled = new ArrayList<>();
    rules.forEach(
        rule -> {
          if (rule instanceof Map<?, ?> members && "ENABLED".equals(members.get("RuleStatus"))) {
            enabled.add(members);
          }
        });
    enabled.sort(
        Comparator.<Map<?, ?>>comparingInt(rule -> ((Number) value(rule, "RuleOrder")).intValue())
            .thenComparing(rule -> time(text(rule, "UpdatedAt"))));
    this.rules = enabled;
    this.now = now;
  }

  Run run(Map<String, @Nullable Object> finding) {
    List<String> matched = new ArrayList<>();
    Map<String, Object> fields = new TreeMap<>();
    for (Map<?, ?> rule : rules) {
      Map<?, ?> criteria = (Map<?, ?>) value(rule, "Criteria");
      if (criteria.entrySet().stream()
          .allMatch(
              entry -> holds(entry.getKey().toString(), (List<?>) entry.getValue(), finding))) {
        matched.add(text(rule, "RuleName"));
        Map<?, ?> action = (Map<?, ?>) ((List<?>) value(rule, "Actions")).getFirst();
        set((Map<?, ?>) value(action, "FindingFieldsUpdate"), fields);
        if (Boolean.TRUE.equals(rule.get("IsTerminal"))) {
          break;
        }
      }
    }
    return new Run(matched, fields);
  }

  private static void set(Map<?, ?> update, Map<String, Object> fields) {
    update.forEach(
        (name, value) -> {
          switch (name.toString()) {
            case "Workflow" -> fields.put("status", value((Map<?, ?>) value, "Status"));
            case "Note" -> fields.put("note", value((Map<?, ?>) value, "Text"));
            case "Severity" -> severity((Map<?, ?>) value, fields);
            case "UserDefinedFields" ->
                ((Map<?, ?>) value).forEach((key, text) -> fields.put("field " + key, text));
            case "RelatedFindings" ->
                ((List<?>) value).forEach(related -> fields.put("related " + related, true));
            case "Confidence", "Criticality" ->
                fields.put(name.toString(), ((Number) value).intValue());
            default -> fields.put(name.toString(), value);
          }
        });
  }

  private static void severity(Map<?, ?> severity, Map<String, Object> fields) {
    if (severity.get("Normalized") instanceof Number normalized) {
      fields.put("normalized", normalized.intValue());
      fields.put(
          "label", SeverityLabel.ofNormalized(normalized.doubleValue()).orElseThrow().name());
    } else if (severity.get("Label") != null) {
      fields.put("label", value(severity, "Label"));
      fields.remove("normalized"); // any number of this label will do
    }
    if (severity.get("Product") instanceof Number product) {
      fields.put("product", product.doubleValue());
    }
  }

  private boolean holds(String field, List<?> filters, Map<String, @Nullable Object> finding) {
    boolean positives = false;
    boolean met = false;
    for (Object each : filters) {
      Map<?, ?> filter = (Map<?, ?>) each;
      List<Object> values = values(field, filter, finding);
      if (filter.get("Comparison") instanceof String comparison && comparison.contains("NOT")) {
        if (values.stream()
            .anyMatch(
                value ->
                    compared(
                        value,
                        comparison.replace("NOT_", "").replace("_EQUALS", ""),
                        text(filter, "Value")))) {
          return false;
        }
      } else {
        positives = true;
        met |= values.stream().anyMatch(value -> passes(value, filter));
      }
    }
    return met || !positives;
  }

  private boolean passes(Object value, Map<?, ?> filter) {
    if (filter.get("Comparison") instanceof String comparison) {
      return compared(value, comparison, text(filter, "Value"));
    }
    if (filter.containsKey("DateRange")
        || filter.containsKey("Start")
        || filter.containsKey("End")) {
      return isInTime(time(value.toString()), filter);
    }
    double number = ((Number) value).doubleValue();
    return filter.entrySet().stream()
        .allMatch(
            bound -> {
              int sign = Double.compare(number, ((Number) bound.getValue()).doubleValue());
              return switch (bound.getKey().toString()) {
                case "Gte" -> sign >= 0;
                case "Gt" -> sign > 0;
                case "Lte" -> sign <= 0;
                case "Lt" -> sign < 0;
                default -> sign == 0;
              };
            });
  }

  private boolean isInTime(Instant time, Map<?, ?> filter) {
    if (filter.get("DateRange") instanceof Map<?, ?> range) {
      Instant limit = now.minus(Duration.ofDays(((Number) value(range, "Value")).intValue()));
      return "OLDER_THAN".equals(range.get("Comparison")) == time.isBefore(limit);
    }
    return (filter.get("Start") == null || !time.isBefore(time(text(filter, "Start"))))
        && (filter.get("End") == null || !time.isAfter(time(text(filter, "End"))));
  }

  /// NOT_EQUALS has lost its NOT_, and PREFIX_NOT_EQUALS all but PREFIX.
  private static boolean compared(Object value, String comparison, String wanted) {
    String text = value.toString();
    return switch (comparison) {
      case "EQUALS" -> text.equals(wanted);
      case "PREFIX" -> text.startsWith(wanted);
      case "CONTAINS" -> text.contains(wanted);
      default -> throw new AssertionError(comparison);
    };
  }

  private static List<Object> values(
      String field, Map<?, ?> filter, Map<String, @Nullable Object> finding) {
    if (field.equals("SeverityLabel")) {
      return label(finding);
    }
    String path = PATHS.getOrDefault(field, field);
    List<Object> found = new ArrayList<>();
    collect(finding, filter.get("Key") instanceof String key ? path + "\n" + key : path, found);
    return found;
  }

  /// Security Hub fills the label from the number where a provider gives that alone.
  private static List<Object> label(Map<String, @Nullable Object> finding) {
    for (Object severity :
        new Object[] {
          finding.get("Severity"),
          finding.get("FindingProviderFields") instanceof Map<?, ?> fields
              ? fields.get("Severity")
              : null
        }) {
      if (severity instanceof Map<?, ?> members) {
        if (members.get("Label") instanceof String label) {
          return List.of(label);
        }
        if (members.get("Normalized") instanceof Number number) {
          return List.of(SeverityLabel.ofNormalized(number.doubleValue()).orElseThrow().name());
        }
      }
    }
    return List.of();
  }

  private static void collect(@Nullable Object value, String path, List<Object> found) {
    if (value instanceof List<?> elements) {
      elements.forEach(element -> collect(element, path, found));
    } else if (path.isEmpty()) {
      if (value != null && !(value instanceof Map<?, ?>)) {
        found.add(value);
      }
    } else if (value instanceof Map<?, ?> members) {
      String[] steps =
          path.startsWith("\n") ? new String[] {"", path.substring(1)} : path.split("[.\n]", 2);
      boolean atKey = path.startsWith("\n");
      int split = atKey ? -1 : Math.min(index(path, '.'), index(path, '\n'));
      String step = atKey ? steps[1] : split == Integer.MAX_VALUE ? path : path.substring(0, split);
      String rest =
          atKey || split == Integer.MAX_VALUE
              ? ""
              : path.charAt(split) == '\n' ? path.substring(split) : path.substring(split + 1);
      collect(members.get(step), rest, found);
    }
  }

  private static int index(String path, char character) {
    int at = path.indexOf(character);
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  private static Map<String, String> paths() {
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("Type", "Types");
    paths.put("ResourceType", "Resources.Type");
    paths.put("ResourceId", "Resources.Id");
    paths.put("ResourcePartition", "Resources.Partition");
    paths.put("ResourceRegion", "Resources.Region");
    paths.put("ResourceTags", "Resources.Tags");
    paths.put("ResourceDetailsOther", "Resources.Details.Other");
    paths.put("ResourceApplicationArn", "Resources.ApplicationArn");
    paths.put("ResourceApplicationName", "Resources.ApplicationName");
    paths.put("ResourceProvider", "Resources.Provider");
    paths.put("ResourceOwnerAccountId", "Resources.Owner.Account.Id");
    paths.put("ResourceOwnerOrgId", "Resources.Owner.Org.Id");
    paths.put("ComplianceStatus", "Compliance.Status");
    paths.put("ComplianceSecurityControlId", "Compliance.SecurityControlId");
    paths.put("ComplianceAssociatedStandardsId", "Compliance.AssociatedStandards.StandardsId");
    paths.put("WorkflowStatus", "Workflow.Status");
    paths.put("RelatedFindingsProductArn", "RelatedFindings.ProductArn");
    paths.put("RelatedFindingsId", "RelatedFindings.Id");
    paths.put("NoteText", "Note.Text");
    paths.put("NoteUpdatedAt", "Note.UpdatedAt");
    paths.put("NoteUpdatedBy", "Note.UpdatedBy");
    return paths;
  }

  private static Object value(Map<?, ?> members, String name) {
    Object value = members.get(name);
    if (value == null) {
      throw new AssertionError(name + " is not in " + members);
    }
    return value;
  }

  private static String text(Map<?, ?> members, String name) {
    return value(members, name).toString();
  }

  private static Instant time(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
