package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Map filters on one attribute: one of the positive ones has to hold, and all of the negative ones.
///
/// A filter looks at the values of its key only. A finding without the key meets the negative filters on it.
record MapCondition(FindingAttribute attribute, List<Test> tests) implements FindingFilter.Condition {
  record Test(String key, StringCondition.Test value) {}

  static MapCondition read(FindingAttribute attribute, Part list, Violations violations) {
    List<Test> tests = new ArrayList<>();
    Set<Comparison> used = EnumSet.noneOf(Comparison.class);
    for (Part filter : list.items()) {
      violations.object(filter, "Key", "Value", "Comparison");
      violations.onlyMembers(filter, List.of("Key", "Value", "Comparison"));
      violations.text(filter.at("Key"));
      violations.text(filter.at("Value"));
      violations.oneOf(filter.at("Comparison"), Comparison.OF_MAPS);
      if (violations.isEmpty()) {
        Comparison comparison = Comparison.valueOf(filter.at("Comparison").node().asText());
        used.add(comparison);
        tests.add(
            new Test(
                filter.at("Key").node().asText(),
                new StringCondition.Test(comparison, filter.at("Value").node().asText())));
      }
    }
    Comparison.clash(used).ifPresent(clash -> violations.add(list, clash));
    return new MapCondition(attribute, tests);
  }

  @Override
  public boolean matches(JsonNode finding) {
    List<JsonNode> maps = attribute.values(finding);
    boolean positives = false;
    boolean met = false;
    for (Test test : tests) {
      List<String> values = maps.stream()
          .map(map -> map.path(test.key()))
          .filter(JsonNode::isTextual)
          .map(JsonNode::asText)
          .toList();
      boolean holds = StringCondition.holds(List.of(test.value()), values);
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
