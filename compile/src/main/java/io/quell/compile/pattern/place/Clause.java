package io.quell.compile.pattern.place;

import io.quell.compile.pattern.matcher.Matcher;
import io.quell.compile.pattern.matcher.Matchers;
import io.quell.compile.pattern.matcher.MemberPath;
import io.quell.compile.pattern.matcher.PatternAlternative;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a finding must have, all of it, for criteria to hold: an [PatternAlternative] that is being
/// made.
///
/// A pattern asks for all that it says of a list's elements in one and the same element, but a rule
/// is content with two. So of several tests on a list only one is kept, unless they are about one
/// element anyway.
///
/// @param slots the tests, by what must not be tested twice
public record Clause(Map<String, Slot> slots) {
  /// The element of no list: there is one value at most.
  static final int NO_LIST = 0;
  /// A pattern that looks at more places hardly takes fewer findings.
  private static final int MOST_PLACES = 6;

  /// Tests that may stand together.
  ///
  /// @param element the number of the list's element that the tests are about, or [#NO_LIST]
  /// @param cells the tests, by what may be a list again inside the element
  record Slot(int element, Map<String, Map<MemberPath, Set<Matcher>>> cells) {}

  /// Nothing at all.
  static final Clause NOTHING = new Clause(Map.of());

  public Clause {
    slots = Collections.unmodifiableMap(slots);
  }

  /// A test of a place with one value at most.
  static Clause at(MemberPath place, Set<Matcher> matchers) {
    return of(place.toString(), NO_LIST, "", Map.of(place, matchers));
  }

  /// Tests of an element of a list.
  ///
  /// @param list the member of the finding that may be a list
  /// @param element the element's number
  /// @param cell what may be a list again inside the element
  static Clause inList(String list, int element, String cell, Map<MemberPath, Set<Matcher>> tests) {
    return of("[]" + list, element, cell, tests);
  }

  private static Clause of(
      String slot, int element, String cell, Map<MemberPath, Set<Matcher>> tests) {
    return tests.keySet().stream().allMatch(MemberPath::isNameable)
        ? new Clause(Map.of(slot, new Slot(element, Map.of(cell, tests))))
        : NOTHING;
  }

  boolean isNothing() {
    return slots.isEmpty();
  }

  /// How few findings meet the best of its tests, roughly.
  int rank() {
    return slots.values().stream()
        .flatMap(slot -> slot.cells().values().stream())
        .mapToInt(Clause::rank)
        .max()
        .orElse(0);
  }

  private static int rank(Map<MemberPath, Set<Matcher>> tests) {
    return tests.entrySet().stream()
        .mapToInt(test -> test.getValue().contains(Matchers.PRESENT) ? 0 : test.getKey().rank())
        .max()
        .orElse(0);
  }

  /// Both together, or empty where no finding can meet both.
  Optional<Clause> and(Clause other) {
    Map<String, Slot> all = new TreeMap<>(slots);
    for (Map.Entry<String, Slot> entry : other.slots.entrySet()) {
      Slot mine = all.get(entry.getKey());
      Slot its = entry.getValue();
      if (mine == null) {
        all.put(entry.getKey(), its);
      } else if (mine.element() == NO_LIST) {
        Optional<Slot> both = intersection(mine, its);
        if (both.isEmpty()) {
          return Optional.empty();
        }
        all.put(entry.getKey(), both.get());
      } else {
        all.put(
            entry.getKey(),
            mine.element() == its.element() ? joined(mine, its) : better(mine, its));
      }
    }
    return Optional.of(new Clause(all));
  }

  private static Slot joined(Slot mine, Slot its) {
    Map<String, Map<MemberPath, Set<Matcher>>> cells = new TreeMap<>(mine.cells());
    its.cells().forEach((cell, tests) -> cells.merge(cell, tests, Clause::better));
    return new Slot(mine.element(), cells);
  }

  private static Slot better(Slot mine, Slot its) {
    return rank(its) > rank(mine) ? its : mine;
  }

  private static int rank(Slot slot) {
    return slot.cells().values().stream().mapToInt(Clause::rank).max().orElse(0);
  }

  private static Map<MemberPath, Set<Matcher>> better(
      Map<MemberPath, Set<Matcher>> mine, Map<MemberPath, Set<Matcher>> its) {
    return rank(its) > rank(mine) ? its : mine;
  }

  /// One value cannot be two: of the values that one side names, those are left that the other may
  /// match.
  private static Optional<Slot> intersection(Slot mine, Slot its) {
    Map<MemberPath, Set<Matcher>> tests = new HashMap<>();
    for (Map.Entry<MemberPath, Set<Matcher>> test :
        mine.cells().getOrDefault("", Map.of()).entrySet()) {
      Set<Matcher> others =
          its.cells().getOrDefault("", Map.of()).getOrDefault(test.getKey(), Set.of());
      Optional<Set<Matcher>> both = intersection(test.getValue(), others);
      if (both.isEmpty()) {
        return Optional.empty();
      }
      tests.put(test.getKey(), both.get());
    }
    return Optional.of(new Slot(NO_LIST, Map.of("", tests)));
  }

  private static Optional<Set<Matcher>> intersection(Set<Matcher> some, Set<Matcher> others) {
    if (!namesValues(some)) {
      return Optional.of(namesValues(others) ? others : some);
    }
    SortedSet<Matcher> left = new TreeSet<>(some);
    left.removeIf(
        matcher ->
            !others.contains(matcher)
                && others.stream()
                    .noneMatch(
                        other ->
                            matcher instanceof Matcher.Exact(var text)
                                ? other.mayMatch(text)
                                : other.equals(Matchers.PRESENT)));
    return left.isEmpty() ? Optional.empty() : Optional.of(left);
  }

  private static boolean namesValues(Set<Matcher> matchers) {
    return matchers.stream()
        .allMatch(
            matcher ->
                matcher instanceof Matcher.Exact
                    || matcher instanceof Matcher.Literal
                    || Matchers.GAPS.contains(matcher));
  }

  /// The same as an alternative. Where two tests cannot stand in one pattern, the better is kept;
  /// and of many the best.
  public PatternAlternative alternative() {
    Map<MemberPath, Set<Matcher>> all = new TreeMap<>();
    slots.values().stream()
        .flatMap(slot -> slot.cells().values().stream())
        .sorted((one, other) -> Integer.compare(rank(other), rank(one)))
        .forEach(
            tests -> {
              if (all.size() < MOST_PLACES
                  && tests.keySet().stream()
                      .noneMatch(place -> all.keySet().stream().anyMatch(place::collidesWith))) {
                all.putAll(tests);
              }
            });
    return PatternAlternative.of(all);
  }
}
