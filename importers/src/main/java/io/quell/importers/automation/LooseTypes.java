package io.quell.importers.automation;

import io.quell.importers.source.YamlSource.Tagged;
import io.quell.importers.source.YamlSource.WrittenNumber;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A rule as a template writes it, where a number may stand as a text and a text as a number:
/// CloudFormation gives each property the type that its resource wants, and so does this. What only
/// a deployment fills in, such as `!Ref`, becomes a value that no part of a rule can be.
final class LooseTypes {
  private static final Set<String> NUMBERS =
      Set.of(
          "RuleOrder",
          "Gte",
          "Lte",
          "Eq",
          "Gt",
          "Lt",
          "Confidence",
          "Criticality",
          "Normalized",
          "Product",
          "SeverityId",
          "StatusId");
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

  /// What the scalars below a member are, where that is not told by their own names.
  private enum Kind {
    BY_NAME,
    TEXT,
    NUMBER,
    TRUTH
  }

  /// A function of a template, which has no value in the file.
  private record Unresolved(String function) {
    @Override
    public String toString() {
      return function + ", which has a value only where the template is deployed";
    }
  }

  private LooseTypes() {}

  /// The value with the types of a rule.
  static @Nullable Object of(@Nullable Object value) {
    return typed("", value, Kind.BY_NAME);
  }

  private static @Nullable Object typed(String name, @Nullable Object value, Kind kind) {
    return switch (value) {
      case null -> null;
      case Tagged(var tag, var _) -> new Unresolved(tag);
      case Map<?, ?> members ->
          function(members).<Object>map(Unresolved::new).orElseGet(() -> mapping(members, kind));
      case List<?> elements ->
          elements.stream().<@Nullable Object>map(element -> typed(name, element, kind)).toList();
      default ->
          scalar(
              value,
              kind != Kind.BY_NAME
                  ? kind
                  : NUMBERS.contains(name)
                      ? Kind.NUMBER
                      : name.equals("IsTerminal") ? Kind.TRUTH : Kind.TEXT);
    };
  }

  /// The function that a mapping calls: `{"Ref": …}`, `{"Fn::Sub": …}`.
  private static Optional<String> function(Map<?, ?> members) {
    return members.size() == 1
            && members.keySet().iterator().next() instanceof String name
            && (name.equals("Ref") || name.startsWith("Fn::"))
        ? Optional.of(name)
        : Optional.empty();
  }

  private static Map<Object, @Nullable Object> mapping(Map<?, ?> members, Kind kind) {
    Map<Object, @Nullable Object> typed = new LinkedHashMap<>();
    members.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          typed.put(key, typed(name, value, below(name, value, kind)));
        });
    return typed;
  }

  private static Kind below(String name, @Nullable Object value, Kind kind) {
    return switch (name) {
      // In criteria these are lists of filters.
      case "UserDefinedFields" -> value instanceof Map ? Kind.TEXT : kind;
      case "DateRange" -> Kind.NUMBER;
      case "BooleanFilters" -> Kind.TRUTH;
      case "FieldName", "Unit", "Comparison" -> Kind.TEXT;
      default -> kind;
    };
  }

  private static Object scalar(Object value, Kind kind) {
    String text = value instanceof WrittenNumber(var digits) ? digits : value.toString();
    return switch (kind) {
      case NUMBER -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : value;
      case TRUTH ->
          text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : value;
      // Digits that begin with 0 are another number to some readers of YAML.
      case TEXT, BY_NAME ->
          value instanceof WrittenNumber && !NUMBER.matcher(text).matches() ? value : text;
    };
  }
}
