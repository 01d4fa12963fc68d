package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The filters of a GetFindings call: a finding has to meet the condition on every attribute.
///
/// @param conditions one for each attribute that is filtered
public record FindingFilter(List<AttributeCondition> conditions) {
  /// How many attributes a call may filter by (API reference, GetFindings).
  private static final int MOST_ATTRIBUTES = 10;
  /// How many values a call may give for one attribute (API reference, GetFindings).
  private static final int MOST_VALUES = 20;

  /// What is asked of one attribute.
  @FunctionalInterface
  interface AttributeCondition {
    /// Says whether the finding meets the condition.
    boolean matches(JsonNode finding);
  }

  /// Reads the member `Filters`; an absent one lets every finding through, and so does an attribute
  /// without values.
  ///
  /// @throws ServiceException for what the API does not allow
  public static FindingFilter read(JsonPart filters, Instant now) {
    Violations violations = new Violations();
    violations.object(filters);
    violations.refuseCall();
    List<JsonPart.JsonMember> members = filters.members();
    if (members.size() > MOST_ATTRIBUTES) {
      throw ServiceException.invalidParameter(
          filters.path(), "should NOT have more than " + MOST_ATTRIBUTES + " attributes");
    }
    List<AttributeCondition> conditions = new ArrayList<>();
    for (JsonPart.JsonMember member : members) {
      condition(member, now).ifPresent(conditions::add);
    }
    return new FindingFilter(conditions);
  }

  /// Says whether the finding meets every condition.
  public boolean matches(JsonNode finding) {
    return conditions.stream().allMatch(condition -> condition.matches(finding));
  }

  private static Optional<AttributeCondition> condition(JsonPart.JsonMember member, Instant now) {
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
    if (violations.isEmpty() && !list.items().isEmpty()) {
      List<JsonPart> filters = list.items();
      AttributeCondition condition =
          switch (attribute.kind()) {
            case STRING -> {
              StringCondition strings =
                  StringCondition.read(attribute, filters, TextComparison.OF_STRINGS, violations);
              TextComparison.clash(strings.comparisons())
                  .ifPresent(clash -> violations.add(list, clash));
              yield strings;
            }
            case MAP, PAIRS -> {
              MapCondition maps = MapCondition.read(attribute, filters, violations);
              TextComparison.clash(maps.comparisons())
                  .ifPresent(clash -> violations.add(list, clash));
              yield maps;
            }
            case NUMBER -> NumberCondition.read(attribute, filters, violations);
            case DATE -> DateCondition.read(attribute, filters, now, violations);
            case IP -> IpCondition.read(attribute, filters, violations);
            case BOOLEAN -> BooleanCondition.read(attribute, filters, violations);
            case KEYWORD -> KeywordCondition.read(list, violations);
          };
      if (violations.isEmpty()) {
        return Optional.of(condition);
      }
    }
    violations.refuseCall();
    return Optional.empty();
  }
}
