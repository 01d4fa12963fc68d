package io.quell.engine;

import io.quell.engine.Condition.Equal;
import io.quell.engine.Condition.EqualIgnoringCase;
import io.quell.engine.Condition.Prefix;
import io.quell.engine.Condition.Wildcard;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the rules that could match a finding without asking each.
///
/// A rule's anchor is a set of field values, or of their beginnings, of which a finding needs at least one to match:
/// `control is S3.9` has that one value, an all-of the best of its parts', an any-of those of all its parts together.
/// The rule is filed under each value of its anchor, so a finding meets only the rules filed under its own values, and
/// those without an anchor.
final class RuleIndex {
  /// A value, or the beginning of one, in its folded form.
  private record Value(Field field, boolean isPrefix, String folded) {}

  private final Map<Field, Shelf> shelves = new HashMap<>();
  /// Of the fields above those that are tags, by the tag's key: a book may name far more tags than a finding has.
  private final Map<String, Shelf> tagShelves = new HashMap<>();
  private final BitSet withoutAnchor = new BitSet();

  /// The rules of one field by value, and by the beginning of values, the latter by length.
  private static final class Shelf {
    private final Map<String, BitSet> whole = new HashMap<>();
    private final Map<Integer, Map<String, BitSet>> prefixes = new HashMap<>();

    void file(Value value, int position) {
      Map<String, BitSet> files = value.isPrefix()
          ? prefixes.computeIfAbsent(value.folded().length(), _ -> new HashMap<>())
          : whole;
      files.computeIfAbsent(value.folded(), _ -> new BitSet()).set(position);
    }

    void collect(String value, BitSet found) {
      String folded = Letters.fold(value);
      add(whole.get(folded), found);
      prefixes.forEach((length, files) -> {
        if (length <= folded.length()) {
          add(files.get(folded.substring(0, length)), found);
        }
      });
    }

    private static void add(@Nullable BitSet filed, BitSet found) {
      if (filed != null) {
        found.or(filed);
      }
    }
  }

  RuleIndex(List<Criteria> criteria) {
    Map<Value, Integer> uses = new HashMap<>();
    criteria.stream().flatMap(RuleIndex::candidates).forEach(value -> uses.merge(value, 1, Integer::sum));
    for (int position = 0; position < criteria.size(); position++) {
      Optional<List<Value>> anchor = anchor(criteria.get(position), uses);
      if (anchor.isEmpty()) {
        withoutAnchor.set(position);
      } else {
        for (Value value : anchor.get()) {
          shelf(value.field()).file(value, position);
        }
      }
    }
  }

  private Shelf shelf(Field field) {
    return field instanceof Field.ResourceTag(var key)
        ? tagShelves.computeIfAbsent(key, _ -> new Shelf())
        : shelves.computeIfAbsent(field, _ -> new Shelf());
  }

  /// The positions of the rules that could match, in order; never leaves out one that does.
  BitSet candidates(Subject subject) {
    BitSet found = (BitSet) withoutAnchor.clone();
    shelves.forEach((field, shelf) -> field.values(subject).forEach(value -> shelf.collect(value, found)));
    if (!tagShelves.isEmpty()) {
      subject.resources().forEach(resource -> resource.tags().forEach((key, value) -> {
        Shelf shelf = tagShelves.get(key);
        if (shelf != null) {
          shelf.collect(value, found);
        }
      }));
    }
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
      case Equal(var value) -> Optional.of(new Value(test.field(), false, Letters.fold(value)));
      case EqualIgnoringCase(var value) -> Optional.of(new Value(test.field(), false, Letters.fold(value)));
      case Prefix(var prefix) -> prefix(test.field(), prefix);
      case Wildcard(var pattern) -> prefix(test.field(), pattern.substring(0, (pattern + "*").indexOf('*')));
      case Condition.Suffix _,Condition.Containing _,Condition.RegularExpression _,Condition.NumericRange _,Condition.OlderThan _,Condition.NewerThan _,Condition.TimeRange _,Condition.Network _,Condition.Exists _ ->
        Optional.empty();
    };
  }

  /// Only letters that fold one by one: the beginning of a folded text is then the folded beginning of the text.
  private static Optional<Value> prefix(Field field, String prefix) {
    return prefix.isEmpty() || !prefix.chars().allMatch(letter -> letter < 0x80)
        ? Optional.empty()
        : Optional.of(new Value(field, true, Letters.fold(prefix)));
  }
}
