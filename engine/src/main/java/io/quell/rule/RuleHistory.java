package io.quell.rule;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a book says of rules that it no longer has, or that do not run: that a rule is merely gone
/// is no instruction to undo what it did.
///
/// @param removed the ids of rules that have left the book: what they had set is given back
/// @param moved the present ids of rules by their former ones
/// @param suspended the ids of rules that are in the book and do not run: what they had set is
///     given back
public record RuleHistory(Set<String> removed, Map<String, String> moved, Set<String> suspended) {
  /// That there is nothing to say.
  public static final RuleHistory NONE = new RuleHistory(Set.of(), Map.of(), Set.of());

  public RuleHistory {
    removed = Set.copyOf(removed);
    moved = resolved(moved);
    suspended = Set.copyOf(suspended);
  }

  /// A rule may have moved more than once.
  private static Map<String, String> resolved(Map<String, String> moved) {
    Map<String, String> resolved = new HashMap<>();
    moved.forEach(
        (old, next) -> {
          Set<String> seen = new LinkedHashSet<>(Set.of(old));
          String now = next;
          while (moved.containsKey(now)) {
            if (!seen.add(now)) {
              throw new IllegalArgumentException(
                  "rules have moved in a circle: %s".formatted(String.join(" -> ", seen)));
            }
            now = moved.get(now);
          }
          resolved.put(old, now);
        });
    return Map.copyOf(resolved);
  }

  /// What two parts of a book say together.
  public RuleHistory and(RuleHistory other) {
    Set<String> allRemoved = new HashSet<>(removed);
    allRemoved.addAll(other.removed);
    Map<String, String> allMoved = new HashMap<>(moved);
    allMoved.putAll(other.moved);
    Set<String> allSuspended = new HashSet<>(suspended);
    allSuspended.addAll(other.suspended);
    return new RuleHistory(allRemoved, allMoved, allSuspended);
  }

  /// What is wrong with it in a book of these rules, a sentence; empty where all of it fits.
  ///
  /// @param ids the ids of the book's rules
  public Optional<String> problem(Collection<String> ids) {
    for (String id : removed) {
      if (ids.contains(id)) {
        return Optional.of(
            "rule '%s' is in the book, and under removed: take it out of one of them"
                .formatted(id));
      }
    }
    for (Map.Entry<String, String> move : moved.entrySet()) {
      if (ids.contains(move.getKey())) {
        return Optional.of(
            "rule '%s' is in the book, and under moved as a former id of '%s'"
                .formatted(move.getKey(), move.getValue()));
      }
      if (!ids.contains(move.getValue()) && !removed.contains(move.getValue())) {
        return Optional.of(
            "moved says that rule '%s' is '%s' now, but the book has no such rule"
                .formatted(move.getKey(), move.getValue()));
      }
    }
    for (String id : suspended) {
      if (!ids.contains(id)) {
        return Optional.of(
            "suspended names the rule '%s', but the book has none of that id".formatted(id));
      }
    }
    return Optional.empty();
  }
}
