package io.quell.importers.automation;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.importers.source.PythonPattern;
import io.quell.importers.source.RefusedException;
import io.quell.importers.source.SourceValue;
import io.quell.value.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Security Hub's filters, each as a test of one field. Source: the API reference of StringFilter,
/// MapFilter, NumberFilter, DateFilter, BooleanFilter and IpFilter.
final class AutomationFilters {
  /// What a string filter may ask for in automation rules of the first version.
  static final Set<String> STRING =
      Set.of("EQUALS", "PREFIX", "CONTAINS", "NOT_EQUALS", "PREFIX_NOT_EQUALS", "NOT_CONTAINS");
  /// What a string filter may ask for in automation rules of the second version.
  static final Set<String> OCSF_STRING =
      Set.of(
          "EQUALS",
          "PREFIX",
          "CONTAINS",
          "CONTAINS_WORD",
          "NOT_EQUALS",
          "PREFIX_NOT_EQUALS",
          "NOT_CONTAINS");
  /// What a map filter may ask for.
  static final Set<String> MAP = Set.of("EQUALS", "NOT_EQUALS", "CONTAINS", "NOT_CONTAINS");
  private static final Set<String> BOUNDS = Set.of("Gte", "Lte", "Eq", "Gt", "Lt");
  private static final Set<String> RANGES = Set.of("WITHIN", "OLDER_THAN");
  private static final int MOST_DAYS = 100_000;

  private AutomationFilters() {}

  /// `{"Value": "FAILED", "Comparison": "EQUALS"}`.
  static Criteria string(Field field, SourceValue filter, Set<String> comparisons)
      throws RefusedException {
    filter.members(Set.of("Value", "Comparison"));
    return compared(field, filter, comparisons);
  }

  /// `{"Key": "team", "Value": "red", "Comparison": "EQUALS"}`.
  static Criteria map(Function<String, Field> fieldOfKey, SourceValue filter)
      throws RefusedException {
    filter.members(Set.of("Key", "Value", "Comparison"));
    return compared(fieldOfKey.apply(filter.at("Key").text()), filter, MAP);
  }

  /// The test, or what is not to pass it. A field without a value meets the latter.
  private static Criteria compared(Field field, SourceValue filter, Set<String> comparisons)
      throws RefusedException {
    String value = filter.at("Value").text();
    String comparison = filter.at("Comparison").oneOf(comparisons);
    Criteria test =
        new Criteria.Test(
            field,
            switch (comparison) {
              case "EQUALS", "NOT_EQUALS" -> new Condition.Equal(value);
              case "PREFIX", "PREFIX_NOT_EQUALS" -> new Condition.Prefix(value);
              case "CONTAINS", "NOT_CONTAINS" -> new Condition.Containing(value);
              default -> word(value);
            });
    return comparison.contains("NOT") ? Criteria.not(test) : test;
  }

  /// The reference does not say what a word is: here, what no letter and no digit goes on before or
  /// after.
  private static Condition word(String value) {
    return new Condition.RegularExpression(
        "(?s:.*)(?<![\\p{L}\\p{Nd}])" + PythonPattern.quoted(value) + "(?![\\p{L}\\p{Nd}])(?s:.*)");
  }

  /// `{"Gte": 40, "Lt": 70}`: all bounds of a filter have to hold.
  static Criteria number(Field field, SourceValue filter) throws RefusedException {
    if (filter.members(BOUNDS).isEmpty()) {
      throw new RefusedException(filter.name() + " has none of Gte, Lte, Eq, Gt, Lt");
    }
    double lowest = Double.NEGATIVE_INFINITY;
    double highest = Double.POSITIVE_INFINITY;
    boolean includesLowest = true;
    boolean includesHighest = true;
    for (String bound : filter.members().keySet()) {
      double number = filter.at(bound).number();
      boolean isExclusive = bound.equals("Gt") || bound.equals("Lt");
      if (!bound.startsWith("L") && (number > lowest || (number == lowest && isExclusive))) {
        lowest = number;
        includesLowest = !isExclusive;
      }
      if (!bound.startsWith("G") && (number < highest || (number == highest && isExclusive))) {
        highest = number;
        includesHighest = !isExclusive;
      }
    }
    try {
      return test(
          field, new Condition.NumericRange(lowest, includesLowest, highest, includesHighest));
    } catch (IllegalArgumentException e) {
      throw new RefusedException("%s can never hold: %s".formatted(filter.name(), e.getMessage()));
    }
  }

  /// `{"Start": "2026-01-01T00:00:00Z"}`, or
  /// `{"DateRange": {"Value": 30, "Unit": "DAYS", "Comparison": "OLDER_THAN"}}`.
  static Criteria date(Field field, SourceValue filter) throws RefusedException {
    filter.members(Set.of("Start", "End", "DateRange"));
    SourceValue range = filter.at("DateRange");
    if (range.isAbsent()) {
      return test(field, startToEnd(filter));
    }
    if (!filter.at("Start").isAbsent() || !filter.at("End").isAbsent()) {
      throw new RefusedException(filter.name() + " has both a DateRange and a Start or an End");
    }
    range.members(Set.of("Value", "Unit", "Comparison"));
    range.at("Unit").oneOf(Set.of("DAYS"));
    int days = range.at("Value").integer();
    if (days < 1 || days > MOST_DAYS) {
      throw new RefusedException(
          "%s is %d days; it can be 1 to %d".formatted(range.at("Value").name(), days, MOST_DAYS));
    }
    boolean isOlder =
        !range.at("Comparison").isAbsent()
            && range.at("Comparison").oneOf(RANGES).equals("OLDER_THAN");
    return test(
        field,
        isOlder
            ? new Condition.OlderThan(Duration.ofDays(days))
            : new Condition.NewerThan(Duration.ofDays(days)));
  }

  private static Condition startToEnd(SourceValue filter) throws RefusedException {
    Instant start = time(filter.at("Start"));
    Instant end = time(filter.at("End"));
    try {
      return new Condition.TimeRange(start, end);
    } catch (IllegalArgumentException e) {
      throw new RefusedException("%s: %s".formatted(filter.name(), e.getMessage()));
    }
  }

  private static @Nullable Instant time(SourceValue part) throws RefusedException {
    if (part.isAbsent()) {
      return null;
    }
    String text = part.text();
    return Times.read(text)
        .orElseThrow(
            () ->
                new RefusedException(
                    "%s is '%s', which is no time such as 2026-11-01T08:15:30Z"
                        .formatted(part.name(), text)));
  }

  /// `{"Value": false}`: a finding that says so, not one that says nothing.
  static Criteria truth(Field field, SourceValue filter) throws RefusedException {
    filter.members(Set.of("Value"));
    return test(field, new Condition.Equal(String.valueOf(filter.at("Value").truth())));
  }

  /// `{"Cidr": "10.0.0.0/8"}`; an address alone is the network of this one address.
  static Criteria network(Field field, SourceValue filter) throws RefusedException {
    filter.members(Set.of("Cidr"));
    String cidr = filter.at("Cidr").text();
    String network = cidr.contains("/") ? cidr : cidr + (cidr.contains(":") ? "/128" : "/32");
    try {
      return test(field, new Condition.Network(network));
    } catch (IllegalArgumentException e) {
      throw new RefusedException("%s: %s".formatted(filter.at("Cidr").name(), e.getMessage()));
    }
  }

  /// Filters on one and the same field: one of the positive ones has to hold, and each of the
  /// negative ones.
  static List<Criteria> together(List<Criteria> filters) {
    List<Criteria> positive = new ArrayList<>();
    List<Criteria> negative = new ArrayList<>();
    for (Criteria filter : filters) {
      if (filter instanceof Criteria.Not(var test)) {
        negative.add(test);
      } else {
        positive.add(filter);
      }
    }
    List<Criteria> criteria = new ArrayList<>();
    if (!positive.isEmpty()) {
      criteria.add(Criteria.anyOf(positive));
    }
    if (!negative.isEmpty()) {
      criteria.add(Criteria.not(Criteria.anyOf(negative)));
    }
    return criteria;
  }

  private static Criteria.Test test(Field field, Condition condition) {
    return new Criteria.Test(field, condition);
  }
}
