package io.quell.importers.automation;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Automation rules of the second version, written down again: whether the JSON of an OCSF finding
/// meets their criteria.
final class OcsfAutomation {
  private final Instant now;

  OcsfAutomation(Instant now) {
    this.now = now;
  }

  boolean holds(Map<?, ?> criteria, Map<String, @Nullable Object> finding) {
    return joined(
        list(criteria.get("CompositeFilters")).stream()
            .map(each -> composite((Map<?, ?>) each, finding)),
        criteria.get("CompositeOperator"));
  }

  private boolean composite(Map<?, ?> composite, Map<String, @Nullable Object> finding) {
    List<Boolean> results = new ArrayList<>();
    composite.forEach(
        (name, value) -> {
          switch (name.toString()) {
            case "Operator" -> {}
            case "NestedCompositeFilters" ->
                list(value).forEach(each -> results.add(composite((Map<?, ?>) each, finding)));
            default ->
                list(value)
                    .forEach(
                        each -> results.add(filter(name.toString(), (Map<?, ?>) each, finding)));
          }
        });
    return joined(results.stream(), composite.get("Operator"));
  }

  private static boolean joined(Stream<Boolean> results, @Nullable Object operator) {
    return "OR".equals(operator)
        ? results.anyMatch(result -> result)
        : results.allMatch(result -> result);
  }

  private boolean filter(String kind, Map<?, ?> item, Map<String, @Nullable Object> finding) {
    Map<?, ?> filter = (Map<?, ?>) Objects.requireNonNull(item.get("Filter"));
    List<Object> values = new ArrayList<>();
    collect(finding, List.of(String.valueOf(item.get("FieldName")).split("\\.", -1)), values);
    if (kind.equals("MapFilters")) {
      values =
          values.stream()
              .filter(pair -> Objects.equals(((Map<?, ?>) pair).get("name"), filter.get("Key")))
              .<Object>map(pair -> String.valueOf(((Map<?, ?>) pair).get("value")))
              .toList();
    }
    boolean isNegative = String.valueOf(filter.get("Comparison")).contains("NOT");
    return isNegative
        ? values.stream().noneMatch(value -> passes(kind, value, filter))
        : values.stream().anyMatch(value -> passes(kind, value, filter));
  }

  private boolean passes(String kind, Object value, Map<?, ?> filter) {
    String text = value.toString();
    String wanted = String.valueOf(filter.get("Value"));
    return switch (kind) {
      case "StringFilters", "MapFilters" ->
          switch (String.valueOf(filter.get("Comparison"))) {
            case "EQUALS", "NOT_EQUALS" -> text.equals(wanted);
            case "PREFIX", "PREFIX_NOT_EQUALS" -> text.startsWith(wanted);
            case "CONTAINS", "NOT_CONTAINS" -> text.contains(wanted);
            default ->
                Stream.of(text.split("[^\\p{L}\\p{Nd}]+", -1)).anyMatch(wanted::equals)
                    || (!Pattern.matches("[\\p{L}\\p{Nd}]+", wanted) && text.contains(wanted));
          };
      case "NumberFilters" ->
          filter.entrySet().stream()
              .allMatch(
                  bound -> {
                    int sign =
                        Double.compare(
                            ((Number) value).doubleValue(),
                            ((Number) bound.getValue()).doubleValue());
                    return switch (bound.getKey().toString()) {
                      case "Gte" -> sign >= 0;
                      case "Gt" -> sign > 0;
                      case "Lte" -> sign <= 0;
                      case "Lt" -> sign < 0;
                      default -> sign == 0;
                    };
                  });
      case "DateFilters" -> isInTime(OffsetDateTime.parse(text).toInstant(), filter);
      case "BooleanFilters" -> value.equals(filter.get("Value"));
      case "IpFilters" ->
          (InetAddress.ofLiteral(text).getAddress()[0] & 0xff)
              == Integer.parseInt(String.valueOf(filter.get("Cidr")).replaceAll("\\..*", ""));
      default -> throw new AssertionError(kind);
    };
  }

  private boolean isInTime(Instant time, Map<?, ?> filter) {
    if (filter.get("DateRange") instanceof Map<?, ?> range) {
      Instant limit =
          now.minus(
              Duration.ofDays(((Number) Objects.requireNonNull(range.get("Value"))).intValue()));
      return "OLDER_THAN".equals(range.get("Comparison")) == time.isBefore(limit);
    }
    return (filter.get("Start") == null
            || !time.isBefore(Instant.parse(String.valueOf(filter.get("Start")))))
        && (filter.get("End") == null
            || !time.isAfter(Instant.parse(String.valueOf(filter.get("End")))));
  }

  private static void collect(@Nullable Object value, List<String> path, List<Object> found) {
    if (value instanceof List<?> elements) {
      elements.forEach(element -> collect(element, path, found));
    } else if (path.isEmpty()) {
      if (value != null) {
        found.add(value);
      }
    } else if (value instanceof Map<?, ?> members) {
      collect(members.get(path.getFirst()), path.subList(1, path.size()), found);
    }
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> elements ? elements : List.of();
  }
}
