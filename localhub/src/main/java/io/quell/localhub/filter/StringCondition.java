package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// String filters on one attribute: one of the positive ones has to hold, and all of the negative
/// ones.
///
/// Where a finding has several values, such as its resources' types, a positive filter is met by
/// any of them and a negative one only if all of them are other values. A finding without the
/// attribute meets the negative ones.
record StringCondition(FindingAttribute attribute, List<TextTest> tests)
    implements FindingFilter.AttributeCondition {
  record TextTest(TextComparison comparison, String tested) {}

  /// Reads filters such as `{"Value": "FAILED", "Comparison": "EQUALS"}`.
  static StringCondition read(
      FindingAttribute attribute,
      List<JsonPart> filters,
      List<String> comparisons,
      Violations violations) {
    List<TextTest> tests = new ArrayList<>();
    for (JsonPart filter : filters) {
      violations.object(filter, "Value", "Comparison");
      violations.onlyMembers(filter, List.of("Value", "Comparison"));
      violations.text(filter.at("Value"));
      violations.oneOf(filter.at("Comparison"), comparisons);
      if (violations.isEmpty()) {
        TextComparison comparison = TextComparison.valueOf(filter.at("Comparison").node().asText());
        tests.add(new TextTest(comparison, filter.at("Value").node().asText()));
      }
    }
    return new StringCondition(attribute, tests);
  }

  /// The comparisons that the tests make.
  Set<TextComparison> comparisons() {
    return tests.stream().map(TextTest::comparison).collect(Collectors.toSet());
  }

  @Override
  public boolean matches(JsonNode finding) {
    return holds(tests, attribute.texts(finding));
  }

  /// Says whether the values meet the tests.
  static boolean holds(List<TextTest> tests, List<String> values) {
    boolean positives = false;
    boolean met = false;
    for (TextTest test : tests) {
      if (!test.comparison().isNegative()) {
        positives = true;
        met |= values.stream().anyMatch(value -> test.comparison().holds(value, test.tested()));
      } else if (!values.stream()
          .allMatch(value -> test.comparison().holds(value, test.tested()))) {
        return false;
      }
    }
    return met || !positives;
  }
}
