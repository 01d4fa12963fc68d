package io.quell.lint.solver.value;

import io.quell.criteria.Condition;
import io.quell.criteria.Domain;
import io.quell.criteria.RegexBudgetExceededException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What one value must be.
///
/// @param domain the values that the field can have at all
/// @param clauses of each of these lists the value passes one condition at least
/// @param refused the value passes none of these
public record ValueConstraint(
    Domain domain, List<List<Condition>> clauses, List<Condition> refused) {
  public ValueConstraint {
    clauses = List.copyOf(clauses);
    refused = List.copyOf(refused);
  }

  /// Whether a value is as wanted at this time.
  public boolean isMetBy(String value, Instant now) {
    return test(now).test(value);
  }

  /// Tells of many values which are as wanted at this time: a long list of values is looked through
  /// once, not for each.
  Predicate<String> test(Instant now) {
    List<Predicate<String>> wanted = clauses.stream().map(clause -> anyOf(clause, now)).toList();
    Predicate<String> unwanted = anyOf(refused, now);
    return value -> {
      try {
        return domain.admits(value)
            && wanted.stream().allMatch(clause -> clause.test(value))
            && !unwanted.test(value);
      } catch (RegexBudgetExceededException
          | StackOverflowError unknown) { // what cannot be tested is no example
        return false;
      }
    };
  }

  private static Predicate<String> anyOf(List<Condition> conditions, Instant now) {
    Set<String> values = new HashSet<>();
    List<Condition> others = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition instanceof Condition.Equal(var value)) {
        values.add(value);
      } else {
        others.add(condition);
      }
    }
    return value ->
        values.contains(value)
            || others.stream().anyMatch(condition -> condition.holds(value, now));
  }

  /// Every condition, wanted or refused.
  Stream<Condition> conditions() {
    return Stream.concat(clauses.stream().flatMap(List::stream), refused.stream());
  }

  /// Whether one of the clauses has conditions of this kind alone.
  boolean asksFor(Class<? extends Condition> kind) {
    return clauses.stream().anyMatch(clause -> clause.stream().allMatch(kind::isInstance));
  }

  /// Whether one of the clauses asks for a time.
  boolean asksForTime() {
    return clauses.stream()
        .anyMatch(clause -> clause.stream().allMatch(ValueConstraint::isAboutTime));
  }

  /// Whether what fails the condition today could pass it one day.
  static boolean movesWithTheClock(Condition condition) {
    return condition instanceof Condition.OlderThan || condition instanceof Condition.NewerThan;
  }

  static boolean isAboutTime(Condition condition) {
    return condition instanceof Condition.OlderThan
        || condition instanceof Condition.NewerThan
        || condition instanceof Condition.TimeRange;
  }

  /// Whether only conditions of these kinds, and the mere presence of a value, are asked for or
  /// refused, in a field whose values have no form of their own beside.
  boolean isOnlyAbout(Predicate<Condition> kinds) {
    return !(domain instanceof Domain.Formed)
        && conditions()
            .allMatch(condition -> condition instanceof Condition.Exists || kinds.test(condition));
  }
}
