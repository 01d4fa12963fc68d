package io.quell.importers.java;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Criteria.OnElements.Quantifier;
import io.quell.criteria.Element;
import io.quell.criteria.Field;
import io.quell.value.Numbers;
import java.time.Duration;
import java.time.Instant;
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
      case Criteria.AnyOf any -> sameTest(any).orElseGet(() -> call("anyOf", any.parts(), indent));
      case Criteria.Not(Criteria.Test(var field, Condition.Exists _)) ->
          field(field) + ".isAbsent()";
      case Criteria.Not(var part) -> call("not", List.of(part), indent);
      case Criteria.OnElements(var quantifier, var element, var part) ->
          call(method(quantifier, element), List.of(part), indent);
      case Criteria.Test(var field, Condition.NumericRange range) when hasTwoEnds(range) ->
          made(
              field,
              "new %s.NumericRange(%s, %s, %s, %s)"
                  .formatted(
                      java.type(Condition.class),
                      Numbers.text(range.lowest()),
                      range.includesLowest(),
                      Numbers.text(range.highest()),
                      range.includesHighest()));
      case Criteria.Test(var field, Condition.TimeRange(var earliest, var latest))
          when earliest == null || latest == null ->
          made(
              field,
              "new %s.TimeRange(%s, %s)"
                  .formatted(java.type(Condition.class), instant(earliest), instant(latest)));
      case Criteria.Test(var field, var condition) -> field(field) + call(condition);
    };
  }

  private static String method(Quantifier quantifier, Element element) {
    return switch (element) {
      case RESOURCE ->
          switch (quantifier) {
            case ONE -> "onOneResource";
            case EVERY -> "onEveryResource";
          };
      case VULNERABILITY ->
          switch (quantifier) {
            case ONE -> "onOneVulnerability";
            case EVERY -> "onEveryVulnerability";
          };
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
  private Optional<String> sameTest(Criteria.AnyOf any) {
    List<Call> calls = any.conditionsOnOneField().stream().map(this::call).toList();
    return calls.stream().allMatch(Call::takesMore)
            && calls.stream().map(Call::method).distinct().count() == 1
        ? Optional.of(
            field(any.fields().getFirst())
                + new Call(
                    calls.getFirst().method(),
                    calls.stream().map(Call::arguments).collect(Collectors.joining(", ")),
                    true))
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

  /// What a field is asked.
  ///
  /// @param takesMore whether it takes the arguments of several such calls, any of which suffices
  private record Call(String method, String arguments, boolean takesMore) {
    static Call withText(String method, String text) {
      return new Call(method, JavaSource.text(text), true);
    }

    @Override
    public String toString() {
      return ".%s(%s)".formatted(method, arguments);
    }
  }

  private Call call(Condition condition) {
    return switch (condition) {
      case Condition.Equal(var text) -> Call.withText("is", text);
      case Condition.EqualIgnoringCase(var text) -> Call.withText("isIgnoringCase", text);
      case Condition.Prefix(var text) -> Call.withText("startsWith", text);
      case Condition.Suffix(var text) -> Call.withText("endsWith", text);
      case Condition.Containing(var text) -> Call.withText("contains", text);
      case Condition.Wildcard(var text) -> Call.withText("fits", text);
      case Condition.Network(var text) -> Call.withText("isInNetwork", text);
      case Condition.RegularExpression(var pattern) ->
          new Call("matches", JavaSource.text(pattern.pattern()), false);
      case Condition.NumericRange range -> range(range);
      case Condition.OlderThan(var age) -> new Call("olderThan", duration(age), false);
      case Condition.NewerThan(var age) -> new Call("newerThan", duration(age), false);
      case Condition.TimeRange(var earliest, var latest) ->
          new Call("isWithin", instant(earliest) + ", " + instant(latest), false);
      case Condition.Exists _ -> new Call("isPresent", "", false);
    };
  }

  private static Call range(Condition.NumericRange range) {
    if (range.highest() == Double.POSITIVE_INFINITY) {
      return new Call(
          range.includesLowest() ? "isAtLeast" : "isMoreThan", Numbers.text(range.lowest()), false);
    }
    if (range.lowest() == Double.NEGATIVE_INFINITY) {
      return new Call(
          range.includesHighest() ? "isAtMost" : "isLessThan",
          Numbers.text(range.highest()),
          false);
    }
    return new Call(
        "isBetween", Numbers.text(range.lowest()) + ", " + Numbers.text(range.highest()), false);
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
