package io.quell.infra.pattern;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Fewer alternatives that take the same findings.
final class Merging {
  /// Beyond so many alternatives they are not compared each with each.
  private static final int MOST_TO_COMPARE = 300;

  private Merging() {}

  /// Merges what differs at one place only, and leaves out what another takes anyway. The list is
  /// the caller's own.
  static List<Alternative> of(Collection<Alternative> alternatives) {
    Map<List<Place>, List<Alternative>> byPlaces =
        new TreeMap<>(Comparator.comparing(List::toString));
    for (Alternative alternative : alternatives) {
      byPlaces
          .computeIfAbsent(List.copyOf(alternative.places()), _ -> new ArrayList<>())
          .add(alternative);
    }
    List<Alternative> merged = new ArrayList<>();
    byPlaces.forEach((places, same) -> merged.addAll(merged(places, same)));
    return new ArrayList<>(withoutCovered(merged));
  }

  /// One more, merged with the first that differs from it at one place only.
  static List<Alternative> with(List<Alternative> alternatives, Alternative more) {
    List<Alternative> all = new ArrayList<>(alternatives);
    for (int at = 0; at < all.size(); at++) {
      Alternative present = all.get(at);
      if (present.places().equals(more.places())
          && more.places().stream()
                  .filter(place -> !present.at(place).equals(more.at(place)))
                  .limit(2)
                  .count()
              <= 1) {
        all.set(at, Alternative.union(List.of(present, more)));
        return all;
      }
    }
    all.add(more);
    return all;
  }

  private static List<Alternative> merged(List<Place> places, List<Alternative> alternatives) {
    List<Alternative> merged = alternatives;
    int before;
    do {
      before = merged.size();
      for (Place place : places) {
        merged = mergedAt(place, merged);
      }
    } while (merged.size() < before);
    return merged;
  }

  private static List<Alternative> mergedAt(Place place, List<Alternative> alternatives) {
    if (alternatives.size() == 1) {
      return alternatives;
    }
    Map<Alternative, SortedSet<Matcher>> byOthers = new LinkedHashMap<>();
    for (Alternative alternative : alternatives) {
      byOthers
          .computeIfAbsent(alternative.without(place), _ -> new TreeSet<>())
          .addAll(alternative.at(place));
    }
    return byOthers.entrySet().stream()
        .map(entry -> entry.getKey().with(place, Matchers.union(entry.getValue(), Set.of())))
        .toList();
  }

  private static List<Alternative> withoutCovered(List<Alternative> alternatives) {
    List<Alternative> left = withoutSingles(alternatives);
    if (left.size() > MOST_TO_COMPARE) {
      return left;
    }
    List<Alternative> kept = new ArrayList<>(left);
    for (Alternative alternative : left) {
      if (kept.stream()
          .anyMatch(other -> !other.equals(alternative) && other.covers(alternative))) {
        kept.remove(alternative);
      }
    }
    return kept;
  }

  /// Takes from all others the values that a test of that place alone lets through anyway.
  private static List<Alternative> withoutSingles(List<Alternative> alternatives) {
    Map<Place, Alternative> singles = new TreeMap<>();
    alternatives.stream()
        .filter(alternative -> alternative.places().size() == 1)
        .forEach(single -> singles.put(single.values().firstKey(), single));
    if (singles.isEmpty()) {
      return alternatives;
    }
    List<Alternative> left = new ArrayList<>();
    for (Alternative alternative : alternatives) {
      Alternative rest = alternative;
      boolean isCovered = false;
      for (Place place : alternative.places()) {
        Alternative single = singles.get(place);
        if (single != null && !single.equals(alternative)) {
          SortedSet<Matcher> matchers = new TreeSet<>(rest.at(place));
          matchers.removeAll(single.at(place));
          isCovered |= matchers.isEmpty();
          rest = rest.with(place, matchers);
        }
      }
      if (!isCovered) {
        left.add(rest);
      }
    }
    return left;
  }
}
