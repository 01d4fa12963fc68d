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
final class NumberCondition {
  private static final List<String> BOUNDS = List.of("Gte", "Lte", "Eq", "Gt", "Lt");

  private NumberCondition() {}

  static Predicate<JsonNode> read(
      FindingAttribute attribute, List<JsonPart> filters, Violations violations) {
    List<Predicate<BigDecimal>> bounded = new ArrayList<>();
    for (JsonPart filter : filters) {
      violations.onlyMembers(filter, BOUNDS);
      Predicate<BigDecimal> bounds = _ -> true;
      for (JsonPart.JsonMember member : filter.members()) {
        violations.number(member.value());
        bounds = bounds.and(bound(member.name(), member.value().node().decimalValue()));
      }
      if (filter.members().isEmpty()) {
        violations.add(filter, "should have one of the properties: " + String.join(", ", BOUNDS));
      }
      bounded.add(bounds);
    }
    return new ValueCondition<>(
        finding ->
            attribute.values(finding).stream()
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue),
        bounded);
  }

  private static Predicate<BigDecimal> bound(String name, BigDecimal limit) {
    IntPredicate allowed = allowed(name);
    return value -> allowed.test(value.compareTo(limit));
  }

  /// What the comparison of a value with the limit has to give, as by `compareTo`.
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
