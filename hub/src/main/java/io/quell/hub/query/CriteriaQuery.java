package io.quell.hub.query;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.hub.query.QueryPart.Comparand;
import io.quell.hub.query.QueryPart.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What of criteria a filter can say: one conjunction of a few attributes, each with a few values.
///
/// A query takes every finding that meets the criteria, and as a rule more: the criteria have the
/// last word. So it leaves out what a filter reads otherwise than Quell does. These are values that
/// Quell works out (a control from the generator, a severity from its number, a product from its
/// ARN, a resource type of OCSF), values that Quell or people change, for rules see what was there
/// before, letters in any case, negations, and ages: no filter holds *now*.
public final class CriteriaQuery {
  /// The most attributes that criteria get: the others are for the state of the finding and for the
  /// time of its creation.
  private static final int MOST_ATTRIBUTES = FindingQuery.MOST_ATTRIBUTES - 3;

  /// The fields that stand in one member that nobody but the provider sets, and what the APIs call
  /// it.
  private static final Map<Named, String> ASFF =
      Map.ofEntries(
          Map.entry(Named.ID, "Id"),
          Map.entry(Named.GENERATOR, "GeneratorId"),
          Map.entry(Named.TITLE, "Title"),
          Map.entry(Named.DESCRIPTION, "Description"),
          Map.entry(Named.COMPLIANCE_STATUS, "ComplianceStatus"),
          Map.entry(Named.RESOURCE_TYPE, "ResourceType"),
          Map.entry(Named.RESOURCE_ID, "ResourceId"),
          Map.entry(Named.RESOURCE_REGION, "ResourceRegion"),
          Map.entry(Named.RESOURCE_PARTITION, "ResourcePartition"),
          Map.entry(Named.FIX_AVAILABLE, "VulnerabilitiesFixAvailable"),
          Map.entry(Named.EXPLOIT_AVAILABLE, "VulnerabilitiesExploitAvailable"));

  private static final Map<Named, String> OCSF =
      Map.ofEntries(
          Map.entry(Named.CONTROL, "compliance.control"),
          Map.entry(Named.STANDARD, "compliance.standards"),
          Map.entry(Named.TITLE, "finding_info.title"),
          Map.entry(Named.DESCRIPTION, "finding_info.desc"),
          Map.entry(Named.TYPE, "finding_info.types"),
          Map.entry(Named.RESOURCE_REGION, "resources.region"),
          Map.entry(Named.RESOURCE_PARTITION, "resources.cloud_partition"),
          Map.entry(Named.VULNERABILITY, "vulnerabilities.cve.uid"));

  /// What a finding that meets criteria has at attributes; the name of an attribute that is a map
  /// has the key behind it.
  ///
  /// @param values by attribute the values one of which it has
  private record Necessary(Map<String, Set<Comparand>> values) {
    static final Necessary NOTHING = new Necessary(Map.of());
  }

  private final Format format;

  private CriteriaQuery(Format format) {
    this.format = format;
  }

  /// The query of the findings that can meet criteria; empty where none of the format can.
  public static Optional<FindingQuery> of(Criteria criteria, Format format) {
    return new CriteriaQuery(format)
        .necessary(criteria)
        .map(necessary -> query(necessary, format));
  }

  /// The attributes with the fewest values first: they leave out the most.
  private static FindingQuery query(Necessary necessary, Format format) {
    List<Map.Entry<String, Set<Comparand>>> parts =
        new ArrayList<>(necessary.values().entrySet());
    parts.sort((one, other) -> Integer.compare(one.getValue().size(), other.getValue().size()));
    FindingQuery query = FindingQuery.all(format);
    for (Map.Entry<String, Set<Comparand>> part : parts) {
      if (part.getValue().size() <= FindingQuery.MOST_VALUES
          && query.parts().size() < MOST_ATTRIBUTES) {
        query = query.and(new QueryPart(attribute(part.getKey()), List.copyOf(part.getValue())));
      }
    }
    return query;
  }

  private static String attribute(String name) {
    int key = name.indexOf('\n');
    return key < 0 ? name : name.substring(0, key);
  }

  /// What is necessary for the criteria to hold; empty where they never do.
  private Optional<Necessary> necessary(Criteria criteria) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> all(parts);
      case Criteria.AnyOf(var parts) -> any(parts);
      case Criteria.Not _ -> Optional.of(Necessary.NOTHING);
      case Criteria.OnElements(_, _, var part) -> necessary(part);
      case Criteria.Test(var field, var condition) -> test(field, condition);
    };
  }

  /// Of two demands on one attribute, the shorter: a filter cannot ask for both.
  private Optional<Necessary> all(List<Criteria> parts) {
    Map<String, Set<Comparand>> all = new LinkedHashMap<>();
    for (Criteria part : parts) {
      Optional<Necessary> necessary = necessary(part);
      if (necessary.isEmpty()) {
        return Optional.empty();
      }
      necessary
          .get()
          .values()
          .forEach(
              (attribute, values) ->
                  all.merge(
                      attribute,
                      values,
                      (one, other) -> other.size() < one.size() ? other : one));
    }
    return Optional.of(new Necessary(all));
  }

  /// What all alternatives that can hold have in common.
  private Optional<Necessary> any(List<Criteria> parts) {
    List<Necessary> alternatives =
        parts.stream().flatMap(part -> necessary(part).stream()).toList();
    if (alternatives.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Set<Comparand>> common = new LinkedHashMap<>();
    for (String attribute : alternatives.getFirst().values().keySet()) {
      if (alternatives.stream().allMatch(each -> each.values().containsKey(attribute))) {
        Set<Comparand> values = new LinkedHashSet<>();
        alternatives.forEach(each -> values.addAll(each.values().get(attribute)));
        common.put(attribute, values);
      }
    }
    return Optional.of(new Necessary(common));
  }

  private Optional<Necessary> test(Field field, Condition condition) {
    if (!field.isIn(format) || isAnotherFormat(field, condition)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (field) {
          case Named named ->
              Optional.ofNullable(names().get(named))
                  .map(attribute -> text(attribute, condition))
                  .orElse(Necessary.NOTHING);
          case Field.ResourceTag(var key) -> map(tags(), key, condition);
          case Field.UserDefined(var name) -> map("UserDefinedFields", name, condition);
          case Field.Raw _, Field.RawResource _ -> Necessary.NOTHING;
        });
  }

  private boolean isAnotherFormat(Field field, Condition condition) {
    return field == Named.FORMAT
        && condition instanceof Condition.Equal(var name)
        && !name.equals(format.name());
  }

  private Map<Named, String> names() {
    return switch (format) {
      case ASFF -> ASFF;
      case OCSF -> OCSF;
    };
  }

  private String tags() {
    return switch (format) {
      case ASFF -> "ResourceTags";
      case OCSF -> "resources.tags";
    };
  }

  private static Necessary text(String attribute, Condition condition) {
    return switch (condition) {
      case Condition.Equal(var value) -> one(attribute, Comparand.of(Comparison.EQUALS, value));
      case Condition.Prefix(var prefix) -> one(attribute, Comparand.of(Comparison.PREFIX, prefix));
      case Condition.Wildcard(var pattern) -> {
        int star = pattern.indexOf('*');
        yield star == 0
            ? Necessary.NOTHING
            : one(
                attribute,
                star < 0
                    ? Comparand.of(Comparison.EQUALS, pattern)
                    : Comparand.of(Comparison.PREFIX, pattern.substring(0, star)));
      }
      case Condition.EqualIgnoringCase _,
          Condition.Suffix _,
          Condition.Containing _,
          Condition.RegularExpression _,
          Condition.NumericRange _,
          Condition.OlderThan _,
          Condition.NewerThan _,
          Condition.TimeRange _,
          Condition.Network _,
          Condition.Exists _ ->
          Necessary.NOTHING;
    };
  }

  /// Filters on maps know no prefix.
  private static Necessary map(String attribute, String key, Condition condition) {
    return condition instanceof Condition.Equal(var value)
        ? one(attribute + "\n" + key, new Comparand(key, Comparison.EQUALS, value))
        : Necessary.NOTHING;
  }

  private static Necessary one(String attribute, Comparand value) {
    return new Necessary(Map.of(attribute, Set.of(value)));
  }
}
