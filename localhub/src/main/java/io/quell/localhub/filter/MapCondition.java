package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Map filters on one attribute: one of the positive ones has to hold, and all of the negative
/// ones.
///
/// A filter looks at the values of its key only. A finding without the key meets the negative
/// filters on it.
record MapCondition(FindingAttribute attribute, List<PairTest> tests)
    implements FindingFilter.AttributeCondition {
  record PairTest(String key, StringCondition.TextTest value) {}

  /// Reads filters such as `{"Key": "team", "Value": "red", "Comparison": "EQUALS"}`.
  static MapCondition read(
      FindingAttribute attribute, List<JsonPart> filters, Violations violations) {
    List<PairTest> tests = new ArrayList<>();
    for (JsonPart filter : filters) {
      violations.object(filter, "Key", "Value", "Comparison");
      violations.onlyMembers(filter, List.of("Key", "Value", "Comparison"));
      violations.text(filter.at("Key"));
      violations.text(filter.at("Value"));
      violations.oneOf(filter.at("Comparison"), TextComparison.OF_MAPS);
      if (violations.isEmpty()) {
        TextComparison comparison = TextComparison.valueOf(filter.at("Comparison").node().asText());
        tests.add(
            new PairTest(
                filter.at("Key").node().asText(),
                new StringCondition.TextTest(comparison, filter.at("Value").node().asText())));
      }
    }
    return new MapCondition(attribute, tests);
  }

  /// The comparisons that the tests make.
  Set<TextComparison> comparisons() {
    return tests.stream().map(test -> test.value().comparison()).collect(Collectors.toSet());
  }

  @Override
  public boolean matches(JsonNode finding) {
    boolean positives = false;
    boolean met = false;
    for (PairTest test : tests) {
      boolean holds =
          StringCondition.holds(List.of(test.value()), attribute.texts(finding, test.key()));
      if (!test.value().comparison().isNegative()) {
        positives = true;
        met |= holds;
      } else if (!holds) {
        return false;
      }
    }
    return met || !positives;
  }
}
