package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// String filters on one attribute: one of the positive ones has to hold, and all of the negative ones.
///
/// Where a finding has several values, such as its resources' types, a positive filter is met by any of them and a
/// negative one only if all of them are other values. A finding without the attribute meets the negative ones.
record StringCondition(FindingAttribute attribute, List<Test> tests) implements FindingFilter.Condition {
  record Test(Comparison comparison, String tested) {}

  static StringCondition read(FindingAttribute attribute, Part list, Violations violations) {
    List<Test> tests = new ArrayList<>();
    Set<Comparison> used = EnumSet.noneOf(Comparison.class);
    for (Part filter : list.items()) {
      violations.object(filter, "Value", "Comparison");
      violations.onlyMembers(filter, List.of("Value", "Comparison"));
      violations.text(filter.at("Value"));
      violations.oneOf(filter.at("Comparison"), Comparison.OF_STRINGS);
      if (violations.isEmpty()) {
        Comparison comparison = Comparison.valueOf(filter.at("Comparison").node().asText());
        used.add(comparison);
        tests.add(new Test(comparison, filter.at("Value").node().asText()));
      }
    }
    Comparison.clash(used).ifPresent(clash -> violations.add(list, clash));
    return new StringCondition(attribute, tests);
  }

  @Override
  public boolean matches(JsonNode finding) {
    return holds(tests, attribute.texts(finding));
  }

  /// Says whether the values meet the tests.
  static boolean holds(List<Test> tests, List<String> values) {
    boolean positives = false;
    boolean met = false;
    for (Test test : tests) {
      if (!test.comparison().isNegative()) {
        positives = true;
        met |= values.stream().anyMatch(value -> test.comparison().holds(value, test.tested()));
      } else if (!values.stream().allMatch(value -> test.comparison().holds(value, test.tested()))) {
        return false;
      }
    }
    return met || !positives;
  }
}
