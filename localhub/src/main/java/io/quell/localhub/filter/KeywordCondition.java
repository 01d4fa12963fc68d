package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Keyword filters: one of the words has to stand in one of the finding's strings, in whatever
/// case.
///
/// The filter is deprecated and nowhere described more closely.
record KeywordCondition(List<String> words) implements FindingFilter.AttributeCondition {
  static KeywordCondition read(JsonPart list, Violations violations) {
    List<String> words = new ArrayList<>();
    for (JsonPart filter : list.items()) {
      violations.object(filter, "Value");
      violations.onlyMembers(filter, List.of("Value"));
      violations.text(filter.at("Value"));
      words.add(lower(filter.at("Value").node().asText()));
    }
    return new KeywordCondition(words);
  }

  @Override
  public boolean matches(JsonNode finding) {
    if (finding.isTextual()) {
      String text = lower(finding.asText());
      return words.stream().anyMatch(text::contains);
    }
    for (JsonNode part : finding) {
      if (matches(part)) {
        return true;
      }
    }
    return false;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
