package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// Number filters on one attribute: one of them has to hold, with all its bounds.
record NumberCondition(FindingAttribute attribute, List<List<Bound>> filters)
    implements Predicate<JsonNode> {
  private static final List<String> BOUNDS = List.of("Gte", "Lte", "Eq", "Gt", "Lt");

  /// One bound: what the comparison of a value with the limit has to give, as by `compareTo`.
  record Bound(BigDecimal limit, IntPredicate allowed) {
    boolean holds(BigDecimal value) {
      return allowed.test(value.compareTo(limit));
    }
  }

  static NumberCondition read(
      FindingAttribute attribute, List<JsonPart> filters, Violations violations) {
    List<List<Bound>> bounded = new ArrayList<>();
    for (JsonPart filter : filters) {
      violations.onlyMembers(filter, BOUNDS);
      List<Bound> bounds = new ArrayList<>();
      for (JsonPart.JsonMember member : filter.members()) {
        violations.number(member.value());
        bounds.add(new Bound(member.value().node().decimalValue(), allowed(member.name())));
      }
      if (bounds.isEmpty()) {
        violations.add(filter, "should have one of the properties: " + String.join(", ", BOUNDS));
      }
      bounded.add(bounds);
    }
    return new NumberCondition(attribute, bounded);
  }

  @Override
  public boolean test(JsonNode finding) {
    return attribute.values(finding).stream()
        .filter(JsonNode::isNumber)
        .map(JsonNode::decimalValue)
        .anyMatch(
            value ->
                filters.stream()
                    .anyMatch(bounds -> bounds.stream().allMatch(bound -> bound.holds(value))));
  }

  private static IntPredicate allowed(String bound) {
    return switch (bound) {
      case "Gte" -> sign -> sign >= 0;
      case "Lte" -> sign -> sign <= 0;
      case "Gt" -> sign -> sign > 0;
      case "Lt" -> sign -> sign < 0;
      default -> sign -> sign == 0;
    };
  }
}
