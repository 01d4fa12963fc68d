package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Keyword filters: one of the words has to stand in one of the finding's strings, in whatever
/// case.
///
/// The filter is deprecated and nowhere described more closely.
record KeywordCondition(List<String> words) implements Predicate<JsonNode> {
  static KeywordCondition read(List<JsonPart> filters, Violations violations) {
    List<String> words = new ArrayList<>();
    for (JsonPart filter : filters) {
      violations.exactly(filter, "Value");
      violations.text(filter.at("Value"));
      words.add(lower(filter.at("Value").node().asText()));
    }
    return new KeywordCondition(words);
  }

  @Override
  public boolean test(JsonNode finding) {
    if (finding.isTextual()) {
      String text = lower(finding.asText());
      return words.stream().anyMatch(text::contains);
    }
    for (JsonNode part : finding) {
      if (test(part)) {
        return true;
      }
    }
    return false;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
