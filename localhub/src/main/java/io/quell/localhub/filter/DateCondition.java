package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Timestamps;
import io.quell.localhub.json.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Date filters on one attribute: the date has to lie in one of the periods, their ends included.
final class DateCondition {
  private static final List<String> COMPARISONS = List.of("WITHIN", "OLDER_THAN");
  /// More days than any finding is old, and few enough to count back from today.
  private static final int MOST_DAYS = 100_000;

  private DateCondition() {}

  private record Period(Instant start, Instant end) implements Predicate<Instant> {
    @Override
    public boolean test(Instant date) {
      return !date.isBefore(start) && !date.isAfter(end);
    }
  }

  /// Reads filters with Start and End, or with a DateRange that counts days back from `now`.
  ///
  /// The reference does not say that Start needs an End; the service's refusal of one alone is on
  /// record (elastic/integrations, pull request 19101).
  static Predicate<JsonNode> read(
      FindingAttribute attribute, List<JsonPart> filters, Instant now, Violations violations) {
    List<Period> periods = new ArrayList<>();
    for (JsonPart filter : filters) {
      violations.onlyMembers(filter, List.of("Start", "End", "DateRange"));
      JsonPart range = filter.at("DateRange");
      if (range.isAbsent()) {
        periods.add(startToEnd(filter, violations));
      } else if (!filter.at("Start").isAbsent() || !filter.at("End").isAbsent()) {
        violations.add(filter, "should have either 'DateRange' or 'Start' and 'End'");
      } else {
        periods.add(daysBack(range, now, violations));
      }
    }
    return new ValueCondition<>(
        finding ->
            attribute.texts(finding).stream().flatMap(text -> Timestamps.read(text).stream()),
        periods);
  }

  private static Period startToEnd(JsonPart filter, Violations violations) {
    JsonPart start = filter.at("Start");
    JsonPart end = filter.at("End");
    if (start.isAbsent() || end.isAbsent()) {
      violations.add(filter, "should have 'Start' and 'End', or 'DateRange'");
    }
    violations.timestamp(start);
    violations.timestamp(end);
    return new Period(
        Timestamps.read(start.node().asText()).orElse(Instant.MIN),
        Timestamps.read(end.node().asText()).orElse(Instant.MAX));
  }

  private static Period daysBack(JsonPart range, Instant now, Violations violations) {
    violations.object(range, "Value", "Unit");
    violations.onlyMembers(range, List.of("Value", "Unit", "Comparison"));
    violations.integer(range.at("Value"), 1, MOST_DAYS);
    violations.oneOf(range.at("Unit"), List.of("DAYS"));
    violations.oneOf(range.at("Comparison"), COMPARISONS);
    if (!violations.isEmpty()) {
      return new Period(Instant.MIN, Instant.MAX);
    }
    Instant limit = now.minus(Duration.ofDays(range.at("Value").node().asInt()));
    return range.at("Comparison").node().asText().equals("OLDER_THAN")
        ? new Period(Instant.MIN, limit.minusNanos(1))
        : new Period(limit, Instant.MAX);
  }
}
