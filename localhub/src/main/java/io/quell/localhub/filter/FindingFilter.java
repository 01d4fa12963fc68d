package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The filters of a GetFindings call: a finding has to meet the condition on every attribute.
final class FindingFilter {
  /// How many attributes a call may filter by (API reference, GetFindings).
  private static final int MOST_ATTRIBUTES = 10;
  /// How many values a call may give for one attribute (API reference, GetFindings).
  private static final int MOST_VALUES = 20;

  private FindingFilter() {}

  /// Reads the member `Filters`; an absent one lets every finding through, and so does an attribute
  /// without values.
  ///
  /// @throws ServiceException for what the API does not allow
  static Predicate<JsonNode> read(
      JsonPart filters, Instant now, ReadComparisons.AllowedComparisons allowed) {
    Violations violations = new Violations();
    violations.object(filters);
    violations.refuseCall();
    List<JsonPart.JsonMember> members = filters.members();
    if (members.size() > MOST_ATTRIBUTES) {
      throw ServiceException.invalidParameter(
          filters.path(), "should NOT have more than " + MOST_ATTRIBUTES + " attributes");
    }
    List<Predicate<JsonNode>> conditions = new ArrayList<>();
    for (JsonPart.JsonMember member : members) {
      conditions.add(condition(member, now, allowed));
    }
    return finding -> conditions.stream().allMatch(condition -> condition.test(finding));
  }

  private static Predicate<JsonNode> condition(
      JsonPart.JsonMember member, Instant now, ReadComparisons.AllowedComparisons allowed) {
    JsonPart list = member.value();
    FindingAttribute attribute =
        FindingAttribute.named(member.name())
            .orElseThrow(
                () -> ServiceException.invalidParameter(list.path(), "There is no such filter."));
    Violations violations = new Violations();
    violations.list(list);
    violations.sized(list, 0, MOST_VALUES);
    for (JsonPart value : list.items()) {
      if (!value.node().isObject()) {
        violations.add(value, "should be object");
      }
    }
    violations.refuseCall();
    if (list.items().isEmpty()) {
      return _ -> true;
    }
    Predicate<JsonNode> condition = attribute.condition(list.items(), allowed, now, violations);
    if (condition instanceof TextCondition texts) {
      TextComparison.clash(texts.comparisons()).ifPresent(clash -> violations.add(list, clash));
    }
    violations.refuseCall();
    return condition;
  }
}
