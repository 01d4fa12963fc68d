package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.filter.FindingAttribute.FilterKind;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The filters of a GetFindingsV2 call: conditions joined by AND or OR, in three layers.
///
/// An operator that is absent is AND, and a layer without conditions lets every finding through;
/// the API reference says neither.
public final class OcsfFilter {
  /// How many composite filters a list may have (API reference, GetFindingsV2).
  private static final int MOST_COMPOSITES = 10;
  /// How many filters of one type a composite filter may have (API reference, GetFindingsV2).
  private static final int MOST_FILTERS = 20;
  private static final String NESTED = "NestedCompositeFilters";
  private static final String OPERATOR = "Operator";
  private static final String COMPOSITES = "CompositeFilters";
  private static final String COMPOSITE_OPERATOR = "CompositeOperator";
  private static final List<String> OPERATORS = List.of("AND", "OR");

  private static final Map<String, FilterKind> KINDS = kinds();

  private final Instant now;
  private final Violations violations = new Violations();

  private OcsfFilter(Instant now) {
    this.now = now;
  }

  /// Reads the member `Filters`; an absent one lets every finding through. Throws
  /// [ServiceException] for what the API does not allow.
  public static Predicate<JsonNode> read(JsonPart filters, Instant now) {
    OcsfFilter reader = new OcsfFilter(now);
    reader.violations.object(filters);
    reader.violations.onlyMembers(filters, List.of(COMPOSITES, COMPOSITE_OPERATOR));
    Predicate<JsonNode> read =
        reader.joined(
            reader.composites(filters.at(COMPOSITES), true), filters.at(COMPOSITE_OPERATOR));
    reader.violations.refuseCall();
    return read;
  }

  private List<Predicate<JsonNode>> composites(JsonPart list, boolean mayNest) {
    List<Predicate<JsonNode>> composites = new ArrayList<>();
    violations.sized(list, 0, MOST_COMPOSITES);
    for (JsonPart composite : violations.list(list)) {
      composites.add(composite(composite, mayNest));
    }
    return composites;
  }

  private Predicate<JsonNode> composite(JsonPart composite, boolean mayNest) {
    List<Predicate<JsonNode>> conditions = new ArrayList<>();
    violations.object(composite);
    for (JsonPart.JsonMember member : composite.members()) {
      FilterKind kind = KINDS.get(member.name());
      if (kind != null) {
        conditions.addAll(conditions(kind, member.value()));
      } else if (member.name().equals(NESTED) && mayNest) {
        conditions.addAll(composites(member.value(), false));
      } else if (member.name().equals(NESTED)) {
        violations.add(member.value(), "should NOT be nested again: there are three layers");
      } else if (!member.name().equals(OPERATOR)) {
        violations.add(composite, "should NOT have additional property '" + member.name() + "'");
      }
    }
    return joined(conditions, composite.at(OPERATOR));
  }

  private List<Predicate<JsonNode>> conditions(FilterKind kind, JsonPart list) {
    List<Predicate<JsonNode>> conditions = new ArrayList<>();
    violations.sized(list, 0, MOST_FILTERS);
    for (JsonPart item : violations.list(list)) {
      violations.object(item, "FieldName", "Filter");
      violations.onlyMembers(item, Set.of("FieldName", "Filter"));
      JsonPart field = item.at("FieldName");
      violations.text(field);
      violations.object(item.at("Filter"));
      OcsfAttributes.named(field.node().asText())
          .filter(attribute -> attribute.kind() == kind)
          .ifPresentOrElse(
              attribute -> conditions.add(condition(attribute, item.at("Filter"))),
              () -> violations.add(field, "should be a field of this type of filter"));
    }
    return conditions;
  }

  private Predicate<JsonNode> condition(FindingAttribute attribute, JsonPart filter) {
    List<JsonPart> one = List.of(filter);
    FindingFilter.AttributeCondition condition =
        switch (attribute.kind()) {
          case STRING ->
              StringCondition.read(attribute, one, TextComparison.OF_OCSF_STRINGS, violations);
          case MAP, PAIRS -> MapCondition.read(attribute, one, violations);
          case NUMBER -> NumberCondition.read(attribute, one, violations);
          case DATE -> DateCondition.read(attribute, one, now, violations);
          case IP -> IpCondition.read(attribute, one, violations);
          case BOOLEAN -> BooleanCondition.read(attribute, one, violations);
          case KEYWORD -> throw new IllegalStateException("GetFindingsV2 has no keywords.");
        };
    return condition::matches;
  }

  private Predicate<JsonNode> joined(List<Predicate<JsonNode>> conditions, JsonPart operator) {
    violations.oneOf(operator, OPERATORS);
    if (operator.node().asText().equals("OR") && !conditions.isEmpty()) {
      return finding -> conditions.stream().anyMatch(condition -> condition.test(finding));
    }
    return finding -> conditions.stream().allMatch(condition -> condition.test(finding));
  }

  private static Map<String, FilterKind> kinds() {
    Map<String, FilterKind> kinds = new LinkedHashMap<>();
    kinds.put("StringFilters", FilterKind.STRING);
    kinds.put("DateFilters", FilterKind.DATE);
    kinds.put("BooleanFilters", FilterKind.BOOLEAN);
    kinds.put("NumberFilters", FilterKind.NUMBER);
    kinds.put("MapFilters", FilterKind.PAIRS);
    kinds.put("IpFilters", FilterKind.IP);
    return kinds;
  }
}
