package io.quell.hub.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A condition on one attribute of findings, one of whose values has to pass; of negative ones all.
///
/// @param attribute the name in the API: `ResourceType` of GetFindings, `resources.region` of
///     GetFindingsV2
/// @param values what the attribute's values are compared with, at most
///     [FindingQuery#MOST_VALUES], all of them negative or none
public record QueryPart(String attribute, List<Comparand> values) {
  /// How a value is compared, to the letter and in its case.
  public enum Comparison {
    EQUALS,
    PREFIX,
    CONTAINS,
    /// Passes where the finding has no value, too.
    NOT_EQUALS
  }

  /// A value to compare with.
  ///
  /// @param key of a map the key whose value is compared; empty where the attribute is a text
  public record Comparand(String key, Comparison comparison, String value) {
    /// For an attribute that is a text.
    public static Comparand of(Comparison comparison, String value) {
      return new Comparand("", comparison, value);
    }

    private boolean isOfMap() {
      return !key.isEmpty();
    }

    private Map<String, Object> filter() {
      Map<String, Object> filter = new LinkedHashMap<>();
      if (isOfMap()) {
        filter.put("Key", key);
      }
      filter.put("Value", value);
      filter.put("Comparison", comparison.name());
      return filter;
    }
  }

  /// @throws IllegalArgumentException where there are no values, or more than a call takes
  public QueryPart {
    values = List.copyOf(values);
    if (values.isEmpty() || values.size() > FindingQuery.MOST_VALUES) {
      throw new IllegalArgumentException(
          "a filter on %s has 1 to %d values, not %d"
              .formatted(attribute, FindingQuery.MOST_VALUES, values.size()));
    }
  }

  /// The values as GetFindings takes them.
  List<Map<String, Object>> asffFilters() {
    return values.stream().map(Comparand::filter).toList();
  }

  /// The values as a composite filter of GetFindingsV2.
  Map<String, Object> composite() {
    String type = values.getFirst().isOfMap() ? "MapFilters" : "StringFilters";
    boolean isNegative = values.getFirst().comparison() == Comparison.NOT_EQUALS;
    return Map.of(
        type,
        values.stream()
            .map(value -> Map.of("FieldName", attribute, "Filter", value.filter()))
            .toList(),
        "Operator",
        isNegative ? "AND" : "OR");
  }
}
