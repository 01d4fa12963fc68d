package io.quell.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a book says of rules that it no longer has, or that do not run: that a rule is merely gone
/// is no instruction to undo what it did.
///
/// @param removed the ids of rules that have left the book: what they had set is given back
/// @param moved the present ids of rules by their former ones, each at the end of its moves
/// @param suspended the ids of rules that are in the book and do not run: what they had set is
///     given back
public record RuleHistory(Set<String> removed, Map<String, String> moved, Set<String> suspended) {
  /// What the parts are called where they are written: the rules that have left.
  public static final String REMOVED = "removed";
  /// The rules that have another id now.
  public static final String MOVED = "moved";
  /// The rules that do not run.
  public static final String SUSPENDED = "suspended";
  /// That there is nothing to say.
  public static final RuleHistory NONE = new RuleHistory(Set.of(), Map.of(), Set.of());

  /// What is said of a rule and does not fit the book, or something else that is said.
  ///
  /// @param part where it is said: [#REMOVED], [#MOVED] or [#SUSPENDED]
  /// @param id the rule
  /// @param sentence what does not fit, and what to do
  public record Contradiction(String part, String id, String sentence) {}

  public RuleHistory {
    removed = Collections.unmodifiableSet(new LinkedHashSet<>(removed));
    moved = Collections.unmodifiableMap(resolved(moved));
    suspended = Collections.unmodifiableSet(new LinkedHashSet<>(suspended));
  }

  /// A rule may have moved more than once. What moves in a circle stays as it is written, and is
  /// told by [#contradictions].
  private static Map<String, String> resolved(Map<String, String> moved) {
    Map<String, String> resolved = new LinkedHashMap<>();
    moved.forEach(
        (old, next) -> {
          String last = path(old, moved).getLast();
          resolved.put(old, moved.containsKey(last) ? next : last);
        });
    return resolved;
  }

  /// The ids of a rule, from a former one on, up to the present one or to one that is there
  /// already.
  private static List<String> path(String old, Map<String, String> moved) {
    List<String> path = new ArrayList<>(List.of(old));
    for (String next = moved.get(old); next != null; next = moved.get(next)) {
      boolean isCircle = path.contains(next);
      path.add(next);
      if (isCircle) {
        break;
      }
    }
    return path;
  }

  /// What two parts of a book say together. Where both say what a rule is called now, the other
  /// counts.
  public RuleHistory and(RuleHistory other) {
    Set<String> allRemoved = new LinkedHashSet<>(removed);
    allRemoved.addAll(other.removed);
    Map<String, String> allMoved = new LinkedHashMap<>(moved);
    allMoved.putAll(other.moved);
    Set<String> allSuspended = new LinkedHashSet<>(suspended);
    allSuspended.addAll(other.suspended);
    return new RuleHistory(allRemoved, allMoved, allSuspended);
  }

  /// The same without what may fit rules in another part of the book: moves to rules that are not
  /// here, and their suspension.
  ///
  /// @param ids the ids of the rules that are here
  public RuleHistory within(Collection<String> ids) {
    return new RuleHistory(
        removed,
        moved.entrySet().stream()
            .filter(
                move ->
                    Stream.of(move.getKey(), move.getValue()).anyMatch(ids::contains)
                        || removed.contains(move.getKey())
                        || isGone(move.getValue()))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new)),
        suspended.stream()
            .filter(id -> ids.contains(id) || isGone(id))
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /// Whether something is said of a rule that the book is not to have.
  private boolean isGone(String id) {
    return removed.contains(id) || moved.containsKey(id);
  }

  /// What has become of a rule that is not in the book, as the rest of a sentence; empty where
  /// nothing is said of it.
  private Optional<String> fate(String id) {
    return removed.contains(id)
        ? Optional.of("is under removed")
        : Optional.ofNullable(moved.get(id)).map("is '%s' now, as moved says"::formatted);
  }

  /// What is wrong with it in a book of these rules, a sentence; empty where all of it fits.
  ///
  /// @param ids the ids of the book's rules
  public Optional<String> problem(Collection<String> ids) {
    return contradictions(ids).stream().map(Contradiction::sentence).findFirst();
  }

  /// All that is wrong with it in a book of these rules.
  ///
  /// @param ids the ids of the book's rules
  public List<Contradiction> contradictions(Collection<String> ids) {
    List<Contradiction> found = new ArrayList<>();
    for (String id : removed) {
      if (ids.contains(id)) {
        found.add(
            new Contradiction(
                REMOVED,
                id,
                "rule '%s' is in the book, and under removed: take it out of one of them"
                    .formatted(id)));
      }
    }
    moved.forEach(
        (old, now) -> {
          if (ids.contains(old)) {
            found.add(
                new Contradiction(
                    MOVED,
                    old,
                    "rule '%s' is in the book, and under moved as a former id of '%s': take it out of one of them"
                        .formatted(old, now)));
          } else if (removed.contains(old)) {
            found.add(
                new Contradiction(
                    MOVED,
                    old,
                    "rule '%s' is under removed, and under moved as a former id of '%s': take it out of one of them"
                        .formatted(old, now)));
          } else if (moved.containsKey(now)) {
            found.add(
                new Contradiction(
                    MOVED,
                    old,
                    "rule '%s' has moved in a circle, %s: give the id that it has now"
                        .formatted(old, String.join(" -> ", path(old, moved)))));
          } else if (!ids.contains(now) && !removed.contains(now)) {
            found.add(
                new Contradiction(
                    MOVED,
                    old,
                    "moved says that rule '%s' is '%s' now, but the book has no such rule: give the id that it has now, or name '%s' under removed"
                        .formatted(old, now, now)));
          }
        });
    for (String id : suspended) {
      if (!ids.contains(id)) {
        found.add(
            new Contradiction(
                SUSPENDED,
                id,
                "suspended names the rule '%s', %s"
                    .formatted(
                        id,
                        fate(id)
                            .map("which %s: take it out of suspended"::formatted)
                            .orElse("but the book has none of that id"))));
      }
    }
    return found;
  }
}
