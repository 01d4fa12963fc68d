package io.quell.compile.pattern;

import io.quell.compile.pattern.matcher.Matcher;
import io.quell.compile.pattern.matcher.Matchers;
import io.quell.compile.pattern.matcher.MemberPath;
import io.quell.compile.pattern.matcher.PatternAlternative;
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
  static List<PatternAlternative> of(Collection<PatternAlternative> alternatives) {
    Map<List<MemberPath>, List<PatternAlternative>> byPlaces =
        new TreeMap<>(Comparator.comparing(List::toString));
    for (PatternAlternative alternative : alternatives) {
      byPlaces
          .computeIfAbsent(List.copyOf(alternative.places()), _ -> new ArrayList<>())
          .add(alternative);
    }
    List<PatternAlternative> merged = new ArrayList<>();
    byPlaces.forEach((places, same) -> merged.addAll(merged(places, same)));
    return new ArrayList<>(withoutCovered(merged));
  }

  /// One more, merged with the first that differs from it at one place only.
  static List<PatternAlternative> with(
      List<PatternAlternative> alternatives, PatternAlternative more) {
    List<PatternAlternative> all = new ArrayList<>(alternatives);
    for (int at = 0; at < all.size(); at++) {
      PatternAlternative present = all.get(at);
      if (present.places().equals(more.places())
          && more.places().stream()
                  .filter(place -> !present.at(place).equals(more.at(place)))
                  .limit(2)
                  .count()
              <= 1) {
        all.set(at, PatternAlternative.union(List.of(present, more)));
        return all;
      }
    }
    all.add(more);
    return all;
  }

  private static List<PatternAlternative> merged(
      List<MemberPath> places, List<PatternAlternative> alternatives) {
    List<PatternAlternative> merged = alternatives;
    int before;
    do {
      before = merged.size();
      for (MemberPath place : places) {
        merged = mergedAt(place, merged);
      }
    } while (merged.size() < before);
    return merged;
  }

  private static List<PatternAlternative> mergedAt(
      MemberPath place, List<PatternAlternative> alternatives) {
    if (alternatives.size() == 1) {
      return alternatives;
    }
    Map<PatternAlternative, SortedSet<Matcher>> byOthers = new LinkedHashMap<>();
    for (PatternAlternative alternative : alternatives) {
      byOthers
          .computeIfAbsent(alternative.without(place), _ -> new TreeSet<>())
          .addAll(alternative.at(place));
    }
    return byOthers.entrySet().stream()
        .map(entry -> entry.getKey().with(place, Matchers.union(entry.getValue(), Set.of())))
        .toList();
  }

  private static List<PatternAlternative> withoutCovered(List<PatternAlternative> alternatives) {
    List<PatternAlternative> left = withoutSingles(alternatives);
    if (left.size() > MOST_TO_COMPARE) {
      return left;
    }
    List<PatternAlternative> kept = new ArrayList<>(left);
    for (PatternAlternative alternative : left) {
      if (kept.stream()
          .anyMatch(other -> !other.equals(alternative) && other.covers(alternative))) {
        kept.remove(alternative);
      }
    }
    return kept;
  }

  /// Takes from all others the values that a test of that place alone lets through anyway.
  private static List<PatternAlternative> withoutSingles(List<PatternAlternative> alternatives) {
    Map<MemberPath, PatternAlternative> singles = new TreeMap<>();
    alternatives.stream()
        .filter(alternative -> alternative.places().size() == 1)
        .forEach(single -> singles.put(single.values().firstKey(), single));
    if (singles.isEmpty()) {
      return alternatives;
    }
    List<PatternAlternative> left = new ArrayList<>();
    for (PatternAlternative alternative : alternatives) {
      PatternAlternative rest = alternative;
      boolean isCovered = false;
      for (MemberPath place : alternative.places()) {
        PatternAlternative single = singles.get(place);
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
