package io.quell.rulefile;

import io.quell.criteria.Condition;
import io.quell.criteria.Condition.NumericRange;
import io.quell.criteria.Criteria;
import io.quell.criteria.Durations;
import io.quell.criteria.Field;
import io.quell.rulefile.word.CriteriaMember;
import io.quell.rulefile.word.FieldNames;
import io.quell.rulefile.word.Keyword;
import io.quell.rulefile.word.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
      mapping.put(CriteriaMember.ALL_OF.word(), rest);
    }
    return mapping;
  }

  /// Whether there was room for it: a mapping has each name once. What a mapping always has room
  /// for goes in by itself, so that [#mapping] comes to an end.
  private static boolean add(Criteria criteria, Map<String, Object> mapping) {
    return switch (criteria) {
      case Criteria.AllOf _ -> false;
      case Criteria.AnyOf any when any.conditionsOnOneField().isEmpty() ->
          put(
              mapping,
              CriteriaMember.ANY_OF,
              any.parts().stream().map(CriteriaWriter::mapping).toList());
      case Criteria.AnyOf any ->
          add(
              any.fields().getFirst(),
              any.conditionsOnOneField().stream().map(CriteriaWriter::item).toList(),
              mapping);
      case Criteria.Not(Criteria.Test(var field, Condition.Exists _)) ->
          add(field, condition(Keyword.EXISTS, false), mapping);
      case Criteria.Not(var part) -> negate(mapping(part), mapping);
      case Criteria.Test(var field, var condition) -> add(field, item(condition), mapping);
      case Criteria.OnElements(var quantifier, var element, var part) ->
          put(mapping, CriteriaMember.of(quantifier, element), mapping(part));
    };
  }

  private static boolean put(Map<String, Object> mapping, Word name, Object value) {
    return mapping.putIfAbsent(name.word(), value) == null;
  }

  @SuppressWarnings("unchecked") // only this method puts anything there
  private static boolean negate(Map<String, Object> part, Map<String, Object> mapping) {
    ((List<Object>) mapping.computeIfAbsent(CriteriaMember.NOT.word(), _ -> new ArrayList<>()))
        .add(part);
    return true;
  }

  private static boolean add(Field field, Object conditions, Map<String, Object> mapping) {
    return switch (field) {
      case Field.Named named -> mapping.putIfAbsent(FieldNames.word(named), conditions) == null;
      case Field.ResourceTag(var key) ->
          member(CriteriaMember.RESOURCE_TAG, key, conditions, mapping);
      case Field.UserDefined(var name) ->
          member(CriteriaMember.USER_DEFINED_FIELD, name, conditions, mapping);
      case Field.Raw(var path) ->
          member(CriteriaMember.RAW, FieldNames.path(path), conditions, mapping);
      case Field.RawResource(var path) ->
          member(CriteriaMember.RESOURCE, FieldNames.path(path), conditions, mapping);
    };
  }

  @SuppressWarnings("unchecked") // a family's member is always a mapping made here
  private static boolean member(
      CriteriaMember family, String name, Object conditions, Map<String, Object> mapping) {
    return ((Map<String, Object>)
                mapping.computeIfAbsent(family.word(), _ -> new LinkedHashMap<String, Object>()))
            .putIfAbsent(name, conditions)
        == null;
  }

  private static Object item(Condition condition) {
    return switch (condition) {
      case Condition.Equal(var value) -> value;
      case Condition.EqualIgnoringCase(var value) -> condition(Keyword.EQUALS_IGNORE_CASE, value);
      case Condition.Prefix(var prefix) -> condition(Keyword.PREFIX, prefix);
      case Condition.Suffix(var suffix) -> condition(Keyword.SUFFIX, suffix);
      case Condition.Containing(var part) -> condition(Keyword.CONTAINS, part);
      case Condition.Wildcard(var pattern) -> condition(Keyword.WILDCARD, pattern);
      case Condition.RegularExpression(var pattern) when pattern.flags() != 0 ->
          throw new IllegalArgumentException(
              "the regular expression %s has flags, which a file writes inside it: (?i)…"
                  .formatted(pattern));
      case Condition.RegularExpression(var pattern) -> condition(Keyword.REGEX, pattern.pattern());
      case Condition.Network(var network) -> condition(Keyword.CIDR, network);
      case NumericRange range -> condition(Keyword.NUMERIC, numeric(range));
      case Condition.OlderThan(var age) -> condition(Keyword.OLDER_THAN, Durations.text(age));
      case Condition.NewerThan(var age) -> condition(Keyword.NEWER_THAN, Durations.text(age));
      case Condition.TimeRange(var earliest, var latest) -> {
        Map<String, Object> ends = new LinkedHashMap<>();
        if (earliest != null) {
          ends.put(Keyword.NOT_BEFORE.word(), earliest.toString());
        }
        if (latest != null) {
          ends.put(Keyword.NOT_AFTER.word(), latest.toString());
        }
        yield ends;
      }
      case Condition.Exists _ -> condition(Keyword.EXISTS, true);
    };
  }

  private static Map<String, Object> condition(Keyword keyword, Object value) {
    return Map.of(keyword.word(), value);
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
