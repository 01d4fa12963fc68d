package io.quell.engine;

import io.quell.engine.Condition.Equal;
import io.quell.engine.Condition.EqualIgnoringCase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the rules that could match a finding without asking each.
///
/// A rule's anchor is a set of field values of which a finding needs at least one to match: `control is S3.9` has that
/// one value, an all-of the best of its parts', an any-of those of all its parts together. The rule is filed under each
/// value of its anchor, so a finding meets only the rules filed under its own values, and those without an anchor.
final class RuleIndex {
  private record Value(Field field, String folded) {}

  private final Map<Field, Map<String, BitSet>> byValue = new HashMap<>();
  private final BitSet withoutAnchor = new BitSet();

  RuleIndex(List<Criteria> criteria) {
    Map<Value, Integer> uses = new HashMap<>();
    criteria.stream().flatMap(RuleIndex::candidates).forEach(value -> uses.merge(value, 1, Integer::sum));
    for (int position = 0; position < criteria.size(); position++) {
      Optional<List<Value>> anchor = anchor(criteria.get(position), uses);
      if (anchor.isEmpty()) {
        withoutAnchor.set(position);
      } else {
        for (Value value : anchor.get()) {
          byValue.computeIfAbsent(value.field(), _ -> new HashMap<>())
              .computeIfAbsent(value.folded(), _ -> new BitSet()).set(position);
        }
      }
    }
  }

  /// The positions of the rules that could match, in order; never leaves out one that does.
  BitSet candidates(Subject subject) {
    BitSet found = (BitSet) withoutAnchor.clone();
    byValue.forEach((field, positions) -> field.values(subject).forEach(value -> {
      BitSet filed = positions.get(Letters.fold(value));
      if (filed != null) {
        found.or(filed);
      }
    }));
    return found;
  }

  /// The values of which a finding needs at least one, or empty where it needs none.
  private static Optional<List<Value>> anchor(Criteria criteria, Map<Value, Integer> uses) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> parts.stream().flatMap(part -> anchor(part, uses).stream())
          .min(Comparator.comparingLong(values -> cost(values, uses)));
      case Criteria.AnyOf(var parts) -> {
        List<Value> all = new ArrayList<>();
        for (Criteria part : parts) {
          Optional<List<Value>> anchor = anchor(part, uses);
          if (anchor.isEmpty()) {
            yield Optional.empty();
          }
          all.addAll(anchor.get());
        }
        yield Optional.of(all);
      }
      case Criteria.Test test -> value(test).map(List::of);
      case Criteria.OnResources(_, var part) -> anchor(part, uses);
      case Criteria.Not _ -> Optional.empty();
    };
  }

  /// How many rules would be met through these values: the fewer, the better the anchor.
  private static long cost(List<Value> values, Map<Value, Integer> uses) {
    return values.stream().mapToLong(value -> uses.getOrDefault(value, 1)).sum();
  }

  private static Stream<Value> candidates(Criteria criteria) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> parts.stream().flatMap(RuleIndex::candidates);
      case Criteria.AnyOf(var parts) -> parts.stream().flatMap(RuleIndex::candidates);
      case Criteria.Test test -> value(test).stream();
      case Criteria.OnResources(_, var part) -> candidates(part);
      case Criteria.Not _ -> Stream.empty();
    };
  }

  private static Optional<Value> value(Criteria.Test test) {
    return switch (test.condition()) {
      case Equal(var value) -> Optional.of(new Value(test.field(), Letters.fold(value)));
      case EqualIgnoringCase(var value) -> Optional.of(new Value(test.field(), Letters.fold(value)));
      case Condition.Prefix _,Condition.Suffix _,Condition.Containing _,Condition.Wildcard _,Condition.RegularExpression _,Condition.NumericRange _,Condition.OlderThan _,Condition.NewerThan _,Condition.Network _,Condition.Exists _ ->
        Optional.empty();
    };
  }
}
