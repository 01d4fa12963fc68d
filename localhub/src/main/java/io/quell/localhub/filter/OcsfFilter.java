package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.filter.FindingAttribute.FilterKind;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The filters of a GetFindingsV2 call: conditions joined by AND or OR, in three layers.
///
/// An operator that is absent is AND, and a layer without conditions lets every finding through;
/// the API reference says neither.
final class OcsfFilter {
  /// How many composite filters a list may have (API reference, GetFindingsV2).
  private static final int MOST_COMPOSITES = 10;
  /// How many filters of one type a composite filter may have (API reference, GetFindingsV2).
  private static final int MOST_FILTERS = 20;
  private static final String NESTED = "NestedCompositeFilters";
  private static final String OPERATOR = "Operator";
  private static final String COMPOSITES = "CompositeFilters";
  private static final String COMPOSITE_OPERATOR = "CompositeOperator";
  private static final List<String> OPERATORS = List.of("AND", "OR");

  private static final Map<String, FilterKind> KINDS =
      Map.of(
          "StringFilters",
          FilterKind.STRING,
          "DateFilters",
          FilterKind.DATE,
          "BooleanFilters",
          FilterKind.BOOLEAN,
          "NumberFilters",
          FilterKind.NUMBER,
          "MapFilters",
          FilterKind.PAIRS,
          "IpFilters",
          FilterKind.IP);

  private final Instant now;
  private final ReadComparisons.AllowedComparisons allowed;
  private final Violations violations = new Violations();

  private OcsfFilter(Instant now, ReadComparisons.AllowedComparisons allowed) {
    this.now = now;
    this.allowed = allowed;
  }

  /// Reads the member `Filters`; an absent one lets every finding through.
  ///
  /// @throws ServiceException for what the API does not allow
  static Predicate<JsonNode> read(
      JsonPart filters, Instant now, ReadComparisons.AllowedComparisons allowed) {
    OcsfFilter reader = new OcsfFilter(now, allowed);
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
      violations.exactly(item, "FieldName", "Filter");
      JsonPart field = item.at("FieldName");
      violations.text(field);
      violations.object(item.at("Filter"));
      OcsfAttributes.named(field.node().asText())
          .filter(attribute -> attribute.kind() == kind)
          .ifPresentOrElse(
              attribute ->
                  conditions.add(
                      attribute.condition(List.of(item.at("Filter")), allowed, now, violations)),
              () -> violations.add(field, "should be a field of this type of filter"));
    }
    return conditions;
  }

  private Predicate<JsonNode> joined(List<Predicate<JsonNode>> conditions, JsonPart operator) {
    violations.oneOf(operator, OPERATORS);
    if (operator.node().asText().equals("OR") && !conditions.isEmpty()) {
      return finding -> conditions.stream().anyMatch(condition -> condition.test(finding));
    }
    return finding -> conditions.stream().allMatch(condition -> condition.test(finding));
  }
}
