package io.quell.compile.pattern.matcher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// One way in which a finding may get through: at each of these places one of these values. Without
/// places every finding does.
public record PatternAlternative(SortedMap<MemberPath, SortedSet<Matcher>> values) {
  /// Takes every finding.
  public static final PatternAlternative EVERYTHING = new PatternAlternative(new TreeMap<>());
  private static final int MOST_BESIDES = 900;

  public PatternAlternative {
    values = Collections.unmodifiableSortedMap(values);
  }

  /// The alternative that asks for one of these values at each place.
  public static PatternAlternative of(Map<MemberPath, ? extends Set<Matcher>> values) {
    SortedMap<MemberPath, SortedSet<Matcher>> sorted = new TreeMap<>();
    values.forEach(
        (place, matchers) ->
            sorted.put(place, Collections.unmodifiableSortedSet(new TreeSet<>(matchers))));
    return new PatternAlternative(sorted);
  }

  /// The places that it tests. Only alternatives that test the same places can be merged.
  public Set<MemberPath> places() {
    return values.keySet();
  }

  /// Whether every finding gets through.
  public boolean takesEverything() {
    return values.isEmpty();
  }

  /// What one value at the place has to pass; nothing where the place is not tested.
  public SortedSet<Matcher> at(MemberPath place) {
    return values.getOrDefault(place, Collections.emptySortedSet());
  }

  /// The same without the test at a place.
  public PatternAlternative without(MemberPath place) {
    SortedMap<MemberPath, SortedSet<Matcher>> others = new TreeMap<>(values);
    others.remove(place);
    return new PatternAlternative(others);
  }

  /// The same with these values, and no others, at a place.
  public PatternAlternative with(MemberPath place, SortedSet<Matcher> matchers) {
    SortedMap<MemberPath, SortedSet<Matcher>> all = new TreeMap<>(values);
    all.put(place, Collections.unmodifiableSortedSet(matchers));
    return new PatternAlternative(all);
  }

  /// Only the places that say most.
  public PatternAlternative withBest(int count) {
    PatternAlternative best = this;
    while (best.values.size() > count) {
      best = best.without(best.weakest());
    }
    return best;
  }

  /// The place that says least.
  MemberPath weakest() {
    return Collections.min(
        values.keySet(),
        Comparator.comparingInt(
                (MemberPath place) -> at(place).contains(Matchers.PRESENT) ? 0 : place.rank())
            .thenComparing(
                Comparator.comparingInt((MemberPath place) -> Size.of(at(place))).reversed())
            .thenComparing(Comparator.naturalOrder()));
  }

  /// The alternative without as many of the weakest places as it takes for what it says beside its
  /// longest list to be short: it can then be cut at that list into parts of any size.
  public PatternAlternative trimmed() {
    PatternAlternative trimmed = this;
    while (Size.of(trimmed.without(trimmed.longest()).json()) > MOST_BESIDES) {
      trimmed = trimmed.without(trimmed.weakest());
    }
    return trimmed;
  }

  /// Where it names most values; of several such places the one that says most.
  public MemberPath longest() {
    return Collections.max(
        values.keySet(),
        Comparator.comparingInt((MemberPath place) -> at(place).size())
            .thenComparingInt(MemberPath::rank)
            .thenComparing(Comparator.reverseOrder()));
  }

  /// Takes all that any of these takes, and what has one's value at one place and another's at the
  /// next.
  ///
  /// @param alternatives that test the same places
  public static PatternAlternative union(List<PatternAlternative> alternatives) {
    SortedMap<MemberPath, SortedSet<Matcher>> all = new TreeMap<>();
    for (PatternAlternative alternative : alternatives) {
      alternative.values.forEach(
          (place, matchers) -> all.computeIfAbsent(place, _ -> new TreeSet<>()).addAll(matchers));
    }
    all.replaceAll((_, matchers) -> Matchers.union(matchers, Set.of()));
    return new PatternAlternative(all);
  }

  /// What is left to test where other tests, of places with one value, are made anyway; empty where
  /// nothing can pass both.
  public Optional<PatternAlternative> beside(PatternAlternative tested) {
    PatternAlternative left = this;
    for (MemberPath place : tested.places()) {
      if (values.containsKey(place)) {
        if (tested.at(place).stream()
            .noneMatch(
                matcher ->
                    at(place).stream()
                        .anyMatch(mine -> mine.mayMatch(matcher.text()) || mine.equals(matcher)))) {
          return Optional.empty();
        }
        left = left.without(place);
      }
    }
    return Optional.of(left);
  }

  /// Whether it takes all that the other takes, as far as that is plain to see.
  public boolean covers(PatternAlternative other) {
    for (Map.Entry<MemberPath, SortedSet<Matcher>> test : values.entrySet()) {
      SortedSet<Matcher> its = other.at(test.getKey());
      if (its.isEmpty()
          || (!test.getValue().containsAll(its)
              && !its.stream().allMatch(new Covering(test.getValue())::covers))) {
        return false;
      }
    }
    return true;
  }

  /// The members of an event pattern that say it.
  public Map<String, Object> json() {
    Map<String, Object> members = new TreeMap<>();
    values.forEach(
        (place, matchers) -> {
          Map<String, Object> inner = members;
          for (String name : place.path().subList(0, place.path().size() - 1)) {
            inner =
                PatternJson.object(inner.computeIfAbsent(name, _ -> new TreeMap<String, Object>()));
          }
          List<Object> list = new ArrayList<>();
          matchers.forEach(matcher -> list.add(matcher.json()));
          inner.put(place.path().getLast(), list);
        });
    return members;
  }
}
