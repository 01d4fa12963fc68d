package io.quell.importers.findingsmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Schuberg Philis' findings manager, written down again from its documentation and the behaviour
/// of its library: which rules a finding in ASFF meets that an event brings.
final class FindingsManager {
  private final List<Map<?, ?>> rules;

  FindingsManager(List<Map<?, ?>> rules) {
    this.rules = rules;
  }

  /// The notes of the rules that match.
  List<String> matching(Map<String, @Nullable Object> finding) {
    if (!List.of("NEW", "NOTIFIED").contains(String.valueOf(at(finding, "Workflow", "Status")))) {
      return List.of(); // no event of it reaches the findings manager
    }
    return rules.stream()
        .filter(rule -> matches((Map<?, ?>) Objects.requireNonNull(rule.get("match_on")), finding))
        .map(rule -> String.valueOf(rule.get("note")))
        .toList();
  }

  private static boolean matches(Map<?, ?> on, Map<String, @Nullable Object> finding) {
    return equalIfGiven(on.get("product_name"), finding.get("ProductName"))
        && equalIfGiven(on.get("title"), finding.get("Title"))
        && equalIfGiven(
            on.get("security_control_id"), at(finding, "Compliance", "SecurityControlId"))
        && (equalIfGiven(on.get("rule_or_control_id"), at(finding, "ProductFields", "ControlId"))
            || equalIfGiven(on.get("rule_or_control_id"), at(finding, "ProductFields", "RuleId")))
        && (list(on.get("regions")).isEmpty()
            || list(on.get("regions")).contains(finding.get("Region")))
        && (list(on.get("tags")).isEmpty()
            || list(on.get("tags")).stream().anyMatch(tag -> hasTag(tag, finding)))
        && (list(on.get("resource_id_regexps")).isEmpty()
            || list(on.get("resource_id_regexps")).stream()
                .anyMatch(
                    regexp ->
                        list(finding.get("Resources")).stream()
                            .anyMatch(
                                resource ->
                                    Pattern.compile(regexp.toString())
                                        .matcher(String.valueOf(at(resource, "Id")))
                                        .find())));
  }

  private static boolean hasTag(Object tag, Map<String, @Nullable Object> finding) {
    return list(finding.get("Resources")).stream()
        .anyMatch(
            resource ->
                Objects.equals(
                    at(tag, "value"), at(resource, "Tags", String.valueOf(at(tag, "key")))));
  }

  private static boolean equalIfGiven(@Nullable Object wanted, @Nullable Object present) {
    return wanted == null || wanted.equals("") || wanted.equals(present);
  }

  private static List<Object> list(@Nullable Object value) {
    return value instanceof List<?> elements ? new ArrayList<>(elements) : List.of();
  }

  private static @Nullable Object at(@Nullable Object value, String... path) {
    Object found = value;
    for (String step : path) {
      found = found instanceof Map<?, ?> members ? members.get(step) : null;
    }
    return found;
  }
}
