package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import io.quell.localhub.store.StoredFinding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The order in which findings are answered: by the given attributes, and else by arrival.
final class FindingOrder {
  private static final List<String> ORDERS = List.of("asc", "desc");

  private FindingOrder() {}

  /// Reads the member `SortCriteria`: `[{"Field": …, "SortOrder": "asc"}]`, ascending where
  /// SortOrder is absent, with the attributes that go by these names.
  ///
  /// Numbers come by size and strings by their characters. Of several values the first counts, and
  /// a finding without one comes last in either order.
  ///
  /// @throws ServiceException for what the API does not allow
  static Comparator<StoredFinding> read(
      JsonPart criteria, Function<String, Optional<FindingAttribute>> attributes) {
    Violations violations = new Violations();
    Optional<Comparator<StoredFinding>> order = Optional.empty();
    for (JsonPart criterion : violations.list(criteria)) {
      if (!criterion.node().isObject()) {
        violations.add(criterion, "should be object");
      }
      violations.object(criterion, "Field");
      violations.onlyMembers(criterion, List.of("Field", "SortOrder"));
      violations.text(criterion.at("Field"));
      violations.oneOf(criterion.at("SortOrder"), ORDERS);
      Optional<FindingAttribute> attribute =
          attributes.apply(criterion.at("Field").node().asText()).filter(FindingOrder::sortable);
      if (attribute.isEmpty()) {
        violations.add(criterion.at("Field"), "should be an attribute to sort by");
      } else {
        Comparator<StoredFinding> next =
            by(attribute.get(), criterion.at("SortOrder").node().asText().equals("desc"));
        order = Optional.of(order.map(earlier -> earlier.thenComparing(next)).orElse(next));
      }
    }
    violations.refuseCall();
    Comparator<StoredFinding> arrival = Comparator.comparingLong(StoredFinding::arrival);
    return order.map(earlier -> earlier.thenComparing(arrival)).orElse(arrival);
  }

  private static boolean sortable(FindingAttribute attribute) {
    return switch (attribute.kind()) {
      case STRING, NUMBER, DATE, IP, BOOLEAN -> true;
      case MAP, PAIRS, KEYWORD -> false;
    };
  }

  private static Comparator<StoredFinding> by(FindingAttribute attribute, boolean descending) {
    Comparator<JsonNode> values = FindingOrder::compare;
    Comparator<JsonNode> directed = descending ? values.reversed() : values;
    return (left, right) -> {
      Optional<JsonNode> one = attribute.values(left.content()).stream().findFirst();
      Optional<JsonNode> other = attribute.values(right.content()).stream().findFirst();
      if (one.isPresent() && other.isPresent()) {
        return directed.compare(one.get(), other.get());
      }
      return Boolean.compare(one.isEmpty(), other.isEmpty());
    };
  }

  private static int compare(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return left.decimalValue().compareTo(right.decimalValue());
    }
    return left.asText().compareTo(right.asText());
  }
}
