package io.quell.lint.alternatives;

import io.quell.criteria.Cardinality;
import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.RegexBudgetExceededException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks what criteria say of one value of a field that has one at most. A list of thousands of
/// values is so looked through in one go.
final class OneValue {
  /// What alternatives ask of a field: the values that they name, and what else they ask.
  private record Alternatives(Set<String> values, List<Criteria> others) {}

  private final Instant now;
  private final IdentityHashMap<Criteria, Map<Field, Alternatives>> read = new IdentityHashMap<>();

  OneValue(Instant now) {
    this.now = now;
  }

  /// Whether a test names the one value that a field is to have.
  static boolean isNamedBy(Criteria part) {
    return part instanceof Criteria.Test(Field.Named field, Condition.Equal _)
        && field.cardinality() == Cardinality.ONE;
  }

  /// Whether the criteria cannot hold where a field has this value.
  boolean isRuledOut(Criteria criteria, Field field, String value) {
    return Boolean.FALSE.equals(holds(criteria, field, value));
  }

  /// Whether they hold, or null where that depends on more.
  private @Nullable Boolean holds(Criteria criteria, Field field, String value) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> {
        boolean isKnown = true;
        for (Criteria part : parts) {
          Boolean holds = holds(part, field, value);
          if (Boolean.FALSE.equals(holds)) {
            yield false;
          }
          isKnown &= holds != null;
        }
        yield isKnown ? true : null;
      }
      case Criteria.AnyOf anyOf -> {
        Alternatives alternatives =
            read.computeIfAbsent(anyOf, _ -> new HashMap<>())
                .computeIfAbsent(field, _ -> alternatives(anyOf, field));
        if (alternatives.values().contains(value)) {
          yield true;
        }
        boolean isKnown = true;
        for (Criteria part : alternatives.others()) {
          Boolean holds = holds(part, field, value);
          if (Boolean.TRUE.equals(holds)) {
            yield true;
          }
          isKnown &= holds != null;
        }
        yield isKnown ? false : null;
      }
      case Criteria.Not(var part) -> {
        Boolean holds = holds(part, field, value);
        yield holds == null ? null : !holds;
      }
      case Criteria.Test(var tested, var condition) ->
          tested.equals(field) ? holds(condition, value) : null;
      case Criteria.OnElements _ -> null;
    };
  }

  private @Nullable Boolean holds(Condition condition, String value) {
    if (condition instanceof Condition.OlderThan || condition instanceof Condition.NewerThan) {
      return null; // tomorrow it may be otherwise
    }
    try {
      return condition.holds(value, now);
    } catch (RegexBudgetExceededException | StackOverflowError untestable) {
      return null;
    }
  }

  private static Alternatives alternatives(Criteria.AnyOf anyOf, Field field) {
    Set<String> values = new HashSet<>();
    List<Criteria> others = new ArrayList<>();
    for (Criteria part : anyOf.parts()) {
      if (part instanceof Criteria.Test(var tested, Condition.Equal(var value))
          && tested.equals(field)) {
        values.add(value);
      } else {
        others.add(part);
      }
    }
    return new Alternatives(values, others);
  }
}
