package io.quell.criteria;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Criteria as a person would say them: shorter than what they print themselves, and
/// to the same effect.
///
/// `control is S3.9 or S3.1, and resource tag purpose is logs, unless severity is CRITICAL`
public final class Sentence {
  /// How many alternatives a brief sentence names before it only counts them.
  private static final int FEW = 4;

  private final int mostAlternatives;

  private Sentence(int mostAlternatives) {
    this.mostAlternatives = mostAlternatives;
  }

  /// The whole criteria.
  public static String of(Criteria criteria) {
    return new Sentence(Integer.MAX_VALUE).say(criteria);
  }

  /// A part of criteria, which says of itself what must not be: `not (severity is CRITICAL)`.
  public static String ofPart(Criteria part) {
    return part instanceof Criteria.Not ? new Sentence(Integer.MAX_VALUE).inner(part) : of(part);
  }

  /// The criteria with long lists of alternatives cut.
  public static String brief(Criteria criteria) {
    return new Sentence(FEW).say(criteria);
  }

  /// What the conditions ask of a value, any of which suffices: `is S3.9 or S3.1`.
  static String anyOf(List<Condition> conditions) {
    return new Sentence(Integer.MAX_VALUE).say(conditions);
  }

  /// Alternatives with those on one field put together, in the order of the first of each.
  /// Alternatives that are more than a test stand alone.
  static List<Criteria> alternatives(Criteria.AnyOf any) {
    Map<Object, List<Criteria>> groups = new LinkedHashMap<>();
    for (Criteria part : any.parts()) {
      Object group = part instanceof Criteria.Test(var field, _) ? field : new Object();
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(part);
    }
    return groups.values().stream().map(Criteria::anyOf).toList();
  }

  /// Whether criteria ask for a field without a value.
  static boolean isAbsence(Criteria criteria) {
    return criteria instanceof Criteria.Not(Criteria.Test(_, Condition.Exists()));
  }

  private String say(Criteria criteria) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) ->
          say(
              parts.stream().filter(part -> !isException(part)).toList(),
              parts.stream().filter(Sentence::isException).toList());
      case Criteria.AnyOf any -> {
        List<Condition> conditions = any.conditionsOnOneField();
        yield conditions.isEmpty() ? choice(any) : any.fields().getFirst() + " " + say(conditions);
      }
      case Criteria.Not not -> isAbsence(not) ? absence(not) : say(List.of(), List.of(not));
      case Criteria.Test test -> test.toString();
      case Criteria.OnElements on -> "%s has (%s)".formatted(on.who(), say(on.part()));
    };
  }

  private static boolean isException(Criteria part) {
    return part instanceof Criteria.Not && !isAbsence(part);
  }

  private String say(List<Criteria> asked, List<Criteria> exceptions) {
    boolean hasChoice = asked.stream().anyMatch(Criteria.AnyOf.class::isInstance);
    String all =
        asked.isEmpty()
            ? "any finding"
            : asked.stream()
                .map(part -> asked.size() == 1 ? say(part) : inner(part))
                .collect(Collectors.joining(hasChoice ? ", and " : " and "));
    return exceptions.isEmpty()
        ? all
        : exceptions.stream()
            .map(
                part ->
                    part instanceof Criteria.Not(var exception) ? inner(exception) : inner(part))
            .collect(Collectors.joining(", and unless ", all + ", unless ", ""));
  }

  private String choice(Criteria.AnyOf any) {
    List<Criteria> parts = alternatives(any);
    List<String> said =
        new ArrayList<>(parts.stream().limit(mostAlternatives).map(this::inner).toList());
    if (parts.size() > said.size()) {
      said.add("one of %d more".formatted(parts.size() - said.size()));
    }
    return String.join(" or ", said);
  }

  /// A part of a longer sentence, in brackets where it could be read wrongly.
  private String inner(Criteria part) {
    return switch (part) {
      case Criteria.AllOf(var parts) -> parts.isEmpty() ? say(part) : "(" + say(part) + ")";
      case Criteria.AnyOf any ->
          any.conditionsOnOneField().isEmpty() ? "(" + say(any) + ")" : say(any);
      case Criteria.Not(var excluded) ->
          isAbsence(part) ? say(part) : "not (" + say(excluded) + ")";
      case Criteria.Test _, Criteria.OnElements _ -> say(part);
    };
  }

  private static String absence(Criteria.Not not) {
    return not.fields().getFirst() + " is absent";
  }

  /// `is S3.9, S3.8 or S3.1`: the verb is said once where it is the same.
  private String say(List<Condition> conditions) {
    String verb = verb(conditions.getFirst());
    boolean isOnce = conditions.stream().allMatch(condition -> verb(condition).equals(verb));
    List<String> said = new ArrayList<>();
    for (Condition condition :
        conditions.subList(0, Math.min(conditions.size(), mostAlternatives))) {
      said.add(
          isOnce && !said.isEmpty()
              ? condition.toString().substring(verb.length())
              : condition.toString());
    }
    if (conditions.size() > said.size()) {
      said.add("one of %d more".formatted(conditions.size() - said.size()));
    }
    return said.size() == 1
        ? said.getFirst()
        : String.join(", ", said.subList(0, said.size() - 1)) + " or " + said.getLast();
  }

  /// How the condition's own words begin, where all that follows is the value.
  private static String verb(Condition condition) {
    return switch (condition) {
      case Condition.Equal _ -> "is ";
      case Condition.Prefix _ -> "starts with ";
      case Condition.Suffix _ -> "ends with ";
      case Condition.Containing _ -> "contains ";
      case Condition.Wildcard _ -> "fits ";
      case Condition.Network _ -> "is in ";
      case Condition.EqualIgnoringCase _,
          Condition.RegularExpression _,
          Condition.NumericRange _,
          Condition.OlderThan _,
          Condition.NewerThan _,
          Condition.TimeRange _,
          Condition.Exists _ ->
          "";
    };
  }
}
