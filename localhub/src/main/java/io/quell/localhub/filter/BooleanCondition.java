package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Boolean filters on one attribute: the value has to be one of those given. An absent value is
/// `false`.
final class BooleanCondition {
  private BooleanCondition() {}

  static Predicate<JsonNode> read(
      FindingAttribute attribute, List<JsonPart> filters, Violations violations) {
    Set<Boolean> allowed = new HashSet<>();
    for (JsonPart filter : filters) {
      violations.exactly(filter, "Value");
      violations.bool(filter.at("Value"));
      allowed.add(filter.at("Value").node().asBoolean());
    }
    return finding ->
        allowed.contains(attribute.values(finding).stream().anyMatch(JsonNode::asBoolean));
  }
}
