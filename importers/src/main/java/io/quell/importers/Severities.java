package io.quell.importers;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What criteria say about the severity.
final class Severities {
  /// The severity CRITICAL, in the words of each field that says it. OCSF's FATAL is CRITICAL too.
  private static final Map<Field, Set<String>> CRITICAL =
      Map.of(
          Named.SEVERITY,
          Set.of("CRITICAL"),
          new Field.Raw(List.of("severity_id")),
          Set.of("5", "6"),
          new Field.Raw(List.of("severity")),
          Set.of("Critical", "Fatal"));

  private Severities() {}

  /// Whether findings of the severity CRITICAL can meet the criteria, as far as tests of the
  /// severity say.
  static boolean mayBeCritical(Criteria criteria) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> parts.stream().allMatch(Severities::mayBeCritical);
      case Criteria.AnyOf(var parts) -> parts.stream().anyMatch(Severities::mayBeCritical);
      case Criteria.Not(var part) -> !isMetByAllCritical(part);
      case Criteria.OnResources(_, var part) -> mayBeCritical(part);
      case Criteria.Test(var field, var condition) ->
          !CRITICAL.containsKey(field)
              || CRITICAL.getOrDefault(field, Set.of()).stream()
                  .anyMatch(word -> holds(condition, word));
    };
  }

  private static boolean isMetByAllCritical(Criteria criteria) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> parts.stream().allMatch(Severities::isMetByAllCritical);
      case Criteria.AnyOf(var parts) -> parts.stream().anyMatch(Severities::isMetByAllCritical);
      case Criteria.Not(var part) -> !mayBeCritical(part);
      case Criteria.OnResources _ -> false;
      case Criteria.Test(var field, var condition) ->
          CRITICAL.containsKey(field)
              && CRITICAL.getOrDefault(field, Set.of()).stream()
                  .allMatch(word -> holds(condition, word));
    };
  }

  private static boolean holds(Condition condition, String word) {
    return condition.holds(word, Instant.EPOCH);
  }
}
