package io.quell.importers.java;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Criteria.OnResources.Quantifier;
import io.quell.criteria.Field;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Criteria as an expression in Java, in the words that rule classes use.
final class JavaCriteria {
  private static final String CRITERIA = Criteria.class.getCanonicalName();
  private static final String INDENT = "    ";

  private final JavaSource java;

  JavaCriteria(JavaSource java) {
    this.java = java;
  }

  /// The expression, its parts on lines of their own.
  ///
  /// @param indent what the line that it begins on is indented by
  String expression(Criteria criteria, String indent) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> call("allOf", parts, indent);
      case Criteria.AnyOf(var parts) ->
          sameTest(parts).orElseGet(() -> call("anyOf", parts, indent));
      case Criteria.Not(Criteria.Test(var field, Condition.Exists _)) ->
          field(field) + ".isAbsent()";
      case Criteria.Not(var part) -> call("not", List.of(part), indent);
      case Criteria.OnResources(var quantifier, var part) ->
          call(
              quantifier == Quantifier.ONE ? "onOneResource" : "onEveryResource",
              List.of(part),
              indent);
      case Criteria.Test(var field, Condition.NumericRange range) when hasTwoEnds(range) ->
          made(
              field,
              "new %s.NumericRange(%s, %s, %s, %s)"
                  .formatted(
                      java.type(Condition.class),
                      number(range.lowest()),
                      range.includesLowest(),
                      number(range.highest()),
                      range.includesHighest()));
      case Criteria.Test(var field, Condition.TimeRange(var earliest, var latest))
          when earliest == null || latest == null ->
          made(
              field,
              "new %s.TimeRange(%s, %s)"
                  .formatted(java.type(Condition.class), instant(earliest), instant(latest)));
      case Criteria.Test(var field, var condition) -> field(field) + test(List.of(condition));
    };
  }

  /// A range with two ends, not both included, has no call of its own.
  private static boolean hasTwoEnds(Condition.NumericRange range) {
    return Double.isFinite(range.lowest())
        && Double.isFinite(range.highest())
        && !(range.includesLowest() && range.includesHighest());
  }

  private String made(Field field, String condition) {
    return "new %s.Test(%s, %s)".formatted(java.type(Criteria.class), field(field), condition);
  }

  private String call(String method, List<Criteria> parts, String indent) {
    String name = java.member(CRITERIA, method);
    if (parts.size() == 1 && parts.getFirst() instanceof Criteria.Test) {
      return "%s(%s)".formatted(name, expression(parts.getFirst(), indent));
    }
    return parts.isEmpty()
        ? name + "()"
        : parts.stream()
            .map(part -> "\n" + indent + INDENT + expression(part, indent + INDENT))
            .collect(Collectors.joining(",", name + "(", ")"));
  }

  /// Several values for one test of one field are one call.
  private Optional<String> sameTest(List<Criteria> parts) {
    List<Condition> conditions = new ArrayList<>();
    for (Criteria part : parts) {
      if (!(part instanceof Criteria.Test(var field, var condition))
          || !(parts.getFirst() instanceof Criteria.Test(var first, var its))
          || !field.equals(first)
          || condition.getClass() != its.getClass()
          || texts(List.of(condition)).isEmpty()) {
        return Optional.empty();
      }
      conditions.add(condition);
    }
    return parts.getFirst() instanceof Criteria.Test(var field, _)
        ? Optional.of(field(field) + test(conditions))
        : Optional.empty();
  }

  private String field(Field field) {
    return switch (field) {
      case Field.Named named -> java.member(Field.Named.class.getCanonicalName(), named.name());
      case Field.ResourceTag(var key) ->
          "%s(%s)".formatted(java.member(CRITERIA, "resourceTag"), JavaSource.text(key));
      case Field.UserDefined(var name) ->
          "%s(%s)".formatted(java.member(CRITERIA, "userDefinedField"), JavaSource.text(name));
      case Field.Raw(var path) ->
          "%s(%s)".formatted(java.member(CRITERIA, "raw"), JavaSource.texts(path));
      case Field.RawResource(var path) ->
          "%s(%s)".formatted(java.member(CRITERIA, "rawResource"), JavaSource.texts(path));
    };
  }

  /// The texts of conditions that take any number of them; empty for the others.
  private static List<String> texts(List<Condition> conditions) {
    return conditions.stream()
        .flatMap(
            condition ->
                switch (condition) {
                  case Condition.Equal(var text) -> List.of(text).stream();
                  case Condition.EqualIgnoringCase(var text) -> List.of(text).stream();
                  case Condition.Prefix(var text) -> List.of(text).stream();
                  case Condition.Suffix(var text) -> List.of(text).stream();
                  case Condition.Containing(var text) -> List.of(text).stream();
                  case Condition.Wildcard(var text) -> List.of(text).stream();
                  case Condition.Network(var text) -> List.of(text).stream();
                  case Condition.RegularExpression _,
                      Condition.NumericRange _,
                      Condition.OlderThan _,
                      Condition.NewerThan _,
                      Condition.TimeRange _,
                      Condition.Exists _ ->
                      List.<String>of().stream();
                })
        .toList();
  }

  private String test(List<Condition> conditions) {
    String texts = JavaSource.texts(texts(conditions));
    return switch (conditions.getFirst()) {
      case Condition.Equal _ -> ".is(%s)".formatted(texts);
      case Condition.EqualIgnoringCase _ -> ".isIgnoringCase(%s)".formatted(texts);
      case Condition.Prefix _ -> ".startsWith(%s)".formatted(texts);
      case Condition.Suffix _ -> ".endsWith(%s)".formatted(texts);
      case Condition.Containing _ -> ".contains(%s)".formatted(texts);
      case Condition.Wildcard _ -> ".fits(%s)".formatted(texts);
      case Condition.Network _ -> ".isInNetwork(%s)".formatted(texts);
      case Condition.RegularExpression(var pattern) ->
          ".matches(%s)".formatted(JavaSource.text(pattern.pattern()));
      case Condition.NumericRange range -> range(range);
      case Condition.OlderThan(var age) -> ".olderThan(%s)".formatted(duration(age));
      case Condition.NewerThan(var age) -> ".newerThan(%s)".formatted(duration(age));
      case Condition.TimeRange(var earliest, var latest) ->
          ".isWithin(%s, %s)".formatted(instant(earliest), instant(latest));
      case Condition.Exists _ -> ".isPresent()";
    };
  }

  private static String range(Condition.NumericRange range) {
    if (range.highest() == Double.POSITIVE_INFINITY) {
      return (range.includesLowest() ? ".isAtLeast(%s)" : ".isMoreThan(%s)")
          .formatted(number(range.lowest()));
    }
    if (range.lowest() == Double.NEGATIVE_INFINITY) {
      return (range.includesHighest() ? ".isAtMost(%s)" : ".isLessThan(%s)")
          .formatted(number(range.highest()));
    }
    return ".isBetween(%s, %s)".formatted(number(range.lowest()), number(range.highest()));
  }

  private static String number(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private String duration(Duration age) {
    return age.toSeconds() % 86_400 == 0
        ? "%s.ofDays(%d)".formatted(java.type(Duration.class), age.toDays())
        : "%s.ofSeconds(%d)".formatted(java.type(Duration.class), age.toSeconds());
  }

  private String instant(@Nullable Instant instant) {
    return instant == null
        ? "null"
        : "%s.parse(%s)".formatted(java.type(Instant.class), JavaSource.text(instant.toString()));
  }
}
