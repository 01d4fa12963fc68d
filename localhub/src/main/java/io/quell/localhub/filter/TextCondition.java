package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// String or map filters on one attribute: one of the positive ones has to hold, and all of the
/// negative ones.
///
/// Where a finding has several values, such as its resources' types, a positive filter is met by
/// any of them and a negative one only if all of them are other values. A filter on a map looks at
/// the values of its key only. A finding without the attribute or the key meets the negative ones.
record TextCondition(List<TextTest> tests) implements Predicate<JsonNode> {
  /// One filter.
  ///
  /// @param values the finding's values that are compared
  record TextTest(
      Function<JsonNode, List<String>> values, TextComparison comparison, String tested) {
    boolean holds(JsonNode finding) {
      List<String> texts = values.apply(finding);
      return comparison.isNegative()
          ? texts.stream().allMatch(value -> comparison.holds(value, tested))
          : texts.stream().anyMatch(value -> comparison.holds(value, tested));
    }
  }

  /// Reads filters such as `{"Value": "FAILED", "Comparison": "EQUALS"}`.
  static TextCondition ofStrings(
      FindingAttribute attribute,
      List<JsonPart> filters,
      List<String> comparisons,
      Violations violations) {
    List<TextTest> tests = new ArrayList<>();
    for (JsonPart filter : filters) {
      violations.exactly(filter, "Value", "Comparison");
      read(filter, attribute::texts, comparisons, violations, tests);
    }
    return new TextCondition(tests);
  }

  /// Reads filters such as `{"Key": "team", "Value": "red", "Comparison": "EQUALS"}`.
  static TextCondition ofMaps(
      FindingAttribute attribute,
      List<JsonPart> filters,
      List<String> comparisons,
      Violations violations) {
    List<TextTest> tests = new ArrayList<>();
    for (JsonPart filter : filters) {
      violations.exactly(filter, "Key", "Value", "Comparison");
      violations.text(filter.at("Key"));
      String key = filter.at("Key").node().asText();
      read(filter, finding -> attribute.texts(finding, key), comparisons, violations, tests);
    }
    return new TextCondition(tests);
  }

  private static void read(
      JsonPart filter,
      Function<JsonNode, List<String>> values,
      List<String> comparisons,
      Violations violations,
      List<TextTest> tests) {
    violations.text(filter.at("Value"));
    violations.oneOf(filter.at("Comparison"), comparisons);
    if (violations.isEmpty()) {
      TextComparison comparison = TextComparison.valueOf(filter.at("Comparison").node().asText());
      tests.add(new TextTest(values, comparison, filter.at("Value").node().asText()));
    }
  }

  /// The comparisons that the tests make.
  Set<TextComparison> comparisons() {
    return tests.stream().map(TextTest::comparison).collect(Collectors.toSet());
  }

  @Override
  public boolean test(JsonNode finding) {
    boolean positives = false;
    boolean met = false;
    for (TextTest test : tests) {
      boolean holds = test.holds(finding);
      if (!test.comparison().isNegative()) {
        positives = true;
        met |= holds;
      } else if (!holds) {
        return false;
      }
    }
    return met || !positives;
  }
}
