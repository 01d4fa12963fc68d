package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Boolean filters on one attribute: the value has to be one of those given. An absent value is
/// `false`.
record BooleanCondition(FindingAttribute attribute, Set<Boolean> allowed)
    implements FindingFilter.AttributeCondition {
  static BooleanCondition read(
      FindingAttribute attribute, List<JsonPart> filters, Violations violations) {
    Set<Boolean> allowed = new HashSet<>();
    for (JsonPart filter : filters) {
      violations.object(filter, "Value");
      violations.onlyMembers(filter, List.of("Value"));
      violations.bool(filter.at("Value"));
      allowed.add(filter.at("Value").node().asBoolean());
    }
    return new BooleanCondition(attribute, allowed);
  }

  @Override
  public boolean matches(JsonNode finding) {
    return allowed.contains(attribute.values(finding).stream().anyMatch(JsonNode::asBoolean));
  }
}
