package io.quell.rulefile;

import io.quell.criteria.Condition;
import io.quell.criteria.Condition.NumericRange;
import io.quell.criteria.Criteria;
import io.quell.criteria.Durations;
import io.quell.criteria.Field;
import io.quell.rulefile.FieldNames.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Criteria as the file has them, in plain maps, lists and values.
final class CriteriaWriter {
  private CriteriaWriter() {}

  /// The mapping of criteria.
  static Map<String, Object> mapping(Criteria criteria) {
    Map<String, Object> mapping = new LinkedHashMap<>();
    List<Object> rest = new ArrayList<>();
    List<Criteria> parts = criteria instanceof Criteria.AllOf(var all) ? all : List.of(criteria);
    for (Criteria part : parts) {
      if (!add(part, mapping)) {
        rest.add(mapping(part));
      }
    }
    if (!rest.isEmpty()) {
      mapping.put(CriteriaReader.ALL_OF, rest);
    }
    return mapping;
  }

  /// Whether there was room for it: a mapping has each name once. What a mapping always has room
  /// for goes in by itself, so that [#mapping] comes to an end.
  private static boolean add(Criteria criteria, Map<String, Object> mapping) {
    return switch (criteria) {
      case Criteria.AllOf _ -> false;
      case Criteria.AnyOf(var parts) -> {
        Field field = fieldOfAll(parts);
        yield field == null
            ? mapping.putIfAbsent(
                    CriteriaReader.ANY_OF,
                    parts.stream().<Object>map(CriteriaWriter::mapping).toList())
                == null
            : add(
                field,
                parts.stream().map(part -> item(((Criteria.Test) part).condition())).toList(),
                mapping);
      }
      case Criteria.Not(Criteria.Test(var field, Condition.Exists _)) ->
          add(field, Map.of(ConditionReader.EXISTS, false), mapping);
      case Criteria.Not(var part) -> negate(mapping(part), mapping);
      case Criteria.Test(var field, var condition) -> add(field, item(condition), mapping);
      case Criteria.OnResources(var quantifier, var part) ->
          mapping.putIfAbsent(
                  switch (quantifier) {
                    case ONE -> CriteriaReader.ONE_RESOURCE;
                    case EVERY -> CriteriaReader.EVERY_RESOURCE;
                  },
                  mapping(part))
              == null;
    };
  }

  @SuppressWarnings("unchecked") // only this method puts anything there
  private static boolean negate(Map<String, Object> part, Map<String, Object> mapping) {
    ((List<Object>) mapping.computeIfAbsent(CriteriaReader.NOT, _ -> new ArrayList<>())).add(part);
    return true;
  }

  /// The one field that all parts test, or null.
  private static @Nullable Field fieldOfAll(List<Criteria> parts) {
    List<Field> fields =
        parts.stream()
            .map(part -> part instanceof Criteria.Test(var field, _) ? field : null)
            .distinct()
            .toList();
    return fields.size() == 1 ? fields.getFirst() : null;
  }

  @SuppressWarnings("unchecked") // a family's member is always a mapping made here
  private static boolean add(Field field, Object conditions, Map<String, Object> mapping) {
    return switch (field) {
      case Field.Named named -> mapping.putIfAbsent(FieldNames.word(named), conditions) == null;
      case Field.ResourceTag(var key) -> member(Family.RESOURCE_TAG, key, conditions, mapping);
      case Field.UserDefined(var name) ->
          member(Family.USER_DEFINED_FIELD, name, conditions, mapping);
      case Field.Raw(var path) -> member(Family.RAW, FieldNames.path(path), conditions, mapping);
      case Field.RawResource(var path) ->
          member(Family.RESOURCE, FieldNames.path(path), conditions, mapping);
    };
  }

  @SuppressWarnings("unchecked") // a family's member is always a mapping made here
  private static boolean member(
      Family family, String name, Object conditions, Map<String, Object> mapping) {
    return ((Map<String, Object>)
                mapping.computeIfAbsent(family.word(), _ -> new LinkedHashMap<String, Object>()))
            .putIfAbsent(name, conditions)
        == null;
  }

  private static Object item(Condition condition) {
    return switch (condition) {
      case Condition.Equal(var value) -> value;
      case Condition.EqualIgnoringCase(var value) ->
          Map.of(Keyword.EQUALS_IGNORE_CASE.word(), value);
      case Condition.Prefix(var prefix) -> Map.of(Keyword.PREFIX.word(), prefix);
      case Condition.Suffix(var suffix) -> Map.of(Keyword.SUFFIX.word(), suffix);
      case Condition.Containing(var part) -> Map.of(Keyword.CONTAINS.word(), part);
      case Condition.Wildcard(var pattern) -> Map.of(Keyword.WILDCARD.word(), pattern);
      case Condition.RegularExpression(var pattern) -> {
        if (pattern.flags() != 0) {
          throw new IllegalArgumentException(
              "the regular expression %s has flags, which a file writes inside it: (?i)…"
                  .formatted(pattern));
        }
        yield Map.of(Keyword.REGEX.word(), pattern.pattern());
      }
      case Condition.Network(var network) -> Map.of(Keyword.CIDR.word(), network);
      case NumericRange range -> Map.of(ConditionReader.NUMERIC, numeric(range));
      case Condition.OlderThan(var age) -> Map.of(ConditionReader.OLDER_THAN, Durations.text(age));
      case Condition.NewerThan(var age) -> Map.of(ConditionReader.NEWER_THAN, Durations.text(age));
      case Condition.TimeRange(var earliest, var latest) -> {
        Map<String, Object> ends = new LinkedHashMap<>();
        if (earliest != null) {
          ends.put(ConditionReader.NOT_BEFORE, earliest.toString());
        }
        if (latest != null) {
          ends.put(ConditionReader.NOT_AFTER, latest.toString());
        }
        yield ends;
      }
      case Condition.Exists _ -> Map.of(ConditionReader.EXISTS, true);
    };
  }

  private static List<Object> numeric(NumericRange range) {
    if (range.lowest() == range.highest()) {
      return List.of("=", range.lowest());
    }
    List<Object> comparisons = new ArrayList<>();
    if (range.lowest() != Double.NEGATIVE_INFINITY) {
      comparisons.add(range.includesLowest() ? ">=" : ">");
      comparisons.add(number(range.lowest()));
    }
    if (range.highest() != Double.POSITIVE_INFINITY) {
      comparisons.add(range.includesHighest() ? "<=" : "<");
      comparisons.add(number(range.highest()));
    }
    return comparisons;
  }

  private static Object number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) (long) number : number;
  }
}
