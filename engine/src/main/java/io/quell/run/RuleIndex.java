package io.quell.run;

import io.quell.criteria.Condition;
import io.quell.criteria.Condition.Equal;
import io.quell.criteria.Condition.EqualIgnoringCase;
import io.quell.criteria.Condition.Prefix;
import io.quell.criteria.Condition.Wildcard;
import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field;
import io.quell.criteria.Letters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the rules that could match a finding without asking each.
///
/// A rule's anchor is a set of field values, or of their beginnings, of which a finding needs at
/// least one to match: `control is S3.9` has that one value, an all-of the best of its parts', an
/// any-of those of all its parts together. The rule is filed under each value of its anchor, so a
/// finding meets only the rules filed under its own values, and those without an anchor.
final class RuleIndex {
  /// A value, or the beginning of one, in its folded form.
  private record Value(Field field, boolean isPrefix, String folded) {}

  private final Map<Field, Shelf> shelves = new HashMap<>();
  /// Of the fields above those that are tags, by the tag's key: a book may name far more tags than
  /// a finding has.
  private final Map<String, Shelf> tagShelves = new HashMap<>();
  private final BitSet withoutAnchor = new BitSet();

  /// The positions of the rules that are filed under one value: mostly one or two, of a book of
  /// thousands.
  private static final class Positions {
    private int[] positions = new int[1];
    private int size;

    void add(int position) {
      if (size == positions.length) {
        positions = Arrays.copyOf(positions, 2 * size);
      }
      positions[size++] = position;
    }

    void addTo(BitSet found) {
      for (int at = 0; at < size; at++) {
        found.set(positions[at]);
      }
    }
  }

  /// The rules of one field by value, and by the beginning of values, the latter by length.
  private static final class Shelf {
    private final Map<String, Positions> whole = new HashMap<>();
    private final Map<Integer, Map<String, Positions>> prefixes = new HashMap<>();

    void file(Value value, int position) {
      Map<String, Positions> files =
          value.isPrefix()
              ? prefixes.computeIfAbsent(value.folded().length(), _ -> new HashMap<>())
              : whole;
      files.computeIfAbsent(value.folded(), _ -> new Positions()).add(position);
    }

    void collect(String value, BitSet found) {
      String folded = Letters.fold(value);
      add(whole.get(folded), found);
      if (prefixes.isEmpty()) {
        return;
      }
      prefixes.forEach(
          (length, files) -> {
            if (length <= folded.length()) {
              add(files.get(folded.substring(0, length)), found);
            }
          });
    }

    private static void add(@Nullable Positions filed, BitSet found) {
      if (filed != null) {
        filed.addTo(found);
      }
    }
  }

  RuleIndex(List<Criteria> criteria) {
    Map<Value, Integer> uses = new HashMap<>();
    criteria.forEach(rule -> count(rule, uses));
    for (int position = 0; position < criteria.size(); position++) {
      List<Value> anchor = anchor(criteria.get(position), uses);
      if (anchor.isEmpty()) {
        withoutAnchor.set(position);
      }
      for (Value value : anchor) {
        shelf(value.field()).file(value, position);
      }
    }
  }

  private Shelf shelf(Field field) {
    return field instanceof Field.ResourceTag(var key)
        ? tagShelves.computeIfAbsent(key, _ -> new Shelf())
        : shelves.computeIfAbsent(field, _ -> new Shelf());
  }

  /// The positions of the rules that could match, in order; never leaves out one that does.
  BitSet candidates(EvaluationContext subject) {
    BitSet found = (BitSet) withoutAnchor.clone();
    shelves.forEach(
        (field, shelf) ->
            field.hasValue(
                subject,
                value -> {
                  shelf.collect(value, found);
                  return false; // so that it goes on to the next one
                }));
    if (!tagShelves.isEmpty()) {
      subject
          .resources()
          .forEach(
              resource ->
                  resource
                      .tags()
                      .forEach(
                          (key, value) -> {
                            Shelf shelf = tagShelves.get(key);
                            if (shelf != null) {
                              shelf.collect(value, found);
                            }
                          }));
    }
    return found;
  }

  /// The values of which a finding needs at least one; none where it needs none of any. Loops, for
  /// a book of thousands of rules is indexed each time the function starts.
  private static List<Value> anchor(Criteria criteria, Map<Value, Integer> uses) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> {
        List<Value> best = List.of();
        long least = Long.MAX_VALUE;
        for (Criteria part : parts) {
          List<Value> anchor = anchor(part, uses);
          long cost = cost(anchor, uses);
          if (!anchor.isEmpty() && cost < least) {
            best = anchor;
            least = cost;
          }
        }
        yield best;
      }
      case Criteria.AnyOf(var parts) -> {
        List<Value> all = new ArrayList<>();
        for (Criteria part : parts) {
          List<Value> anchor = anchor(part, uses);
          if (anchor.isEmpty()) {
            yield List.of();
          }
          all.addAll(anchor);
        }
        yield all;
      }
      case Criteria.Test test -> value(test).map(List::of).orElse(List.of());
      case Criteria.OnElements(_, _, var part) -> anchor(part, uses);
      case Criteria.Not _ -> List.of();
    };
  }

  /// How many rules would be met through these values: the fewer, the better the anchor.
  private static long cost(List<Value> values, Map<Value, Integer> uses) {
    long cost = 0;
    for (Value value : values) {
      cost += uses.getOrDefault(value, 1);
    }
    return cost;
  }

  private static void count(Criteria criteria, Map<Value, Integer> uses) {
    switch (criteria) {
      case Criteria.AllOf(var parts) -> parts.forEach(part -> count(part, uses));
      case Criteria.AnyOf(var parts) -> parts.forEach(part -> count(part, uses));
      case Criteria.Test test -> value(test).ifPresent(value -> uses.merge(value, 1, Integer::sum));
      case Criteria.OnElements(_, _, var part) -> count(part, uses);
      case Criteria.Not _ -> {
        // what must not be leads to no rule
      }
    }
  }

  private static Optional<Value> value(Criteria.Test test) {
    return switch (test.condition()) {
      case Equal(var value) -> Optional.of(new Value(test.field(), false, Letters.fold(value)));
      case EqualIgnoringCase(var value) ->
          Optional.of(new Value(test.field(), false, Letters.fold(value)));
      case Prefix(var prefix) -> prefix(test.field(), prefix);
      case Wildcard(var pattern) ->
          prefix(test.field(), pattern.substring(0, (pattern + "*").indexOf('*')));
      case Condition.Suffix _,
          Condition.Containing _,
          Condition.RegularExpression _,
          Condition.NumericRange _,
          Condition.OlderThan _,
          Condition.NewerThan _,
          Condition.TimeRange _,
          Condition.Network _,
          Condition.Exists _ ->
          Optional.empty();
    };
  }

  /// Only letters that fold one by one: the beginning of a folded text is then the folded beginning
  /// of the text.
  private static Optional<Value> prefix(Field field, String prefix) {
    return prefix.isEmpty() || !Letters.isAscii(prefix)
        ? Optional.empty()
        : Optional.of(new Value(field, true, Letters.fold(prefix)));
  }
}
