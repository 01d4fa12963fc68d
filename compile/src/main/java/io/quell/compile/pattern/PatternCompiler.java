package io.quell.compile.pattern;

import io.quell.compile.pattern.matcher.MemberPath;
import io.quell.compile.pattern.matcher.PatternAlternative;
import io.quell.compile.pattern.matcher.Size;
import io.quell.compile.pattern.place.AsffPlaces;
import io.quell.compile.pattern.place.Clause;
import io.quell.compile.pattern.place.Necessity;
import io.quell.criteria.Criteria;
import io.quell.finding.Format;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compiles criteria into event patterns: what each rule asks of a finding's JSON, merged, and
/// widened step by step where it does not fit into a few event rules. Every step takes all that the
/// one before it took.
final class PatternCompiler {
  /// What patterns have for alternatives, roughly: each repeats that it is about open findings, and
  /// some of the tests.
  private static final int ROOM = FindingPattern.MOST_EVENT_RULES * 1_850;
  /// So many ways to test a finding are too many for their own skeletons' sake.
  private static final int MANY_ALTERNATIVES = 2 * FindingPattern.MOST_EVENT_RULES;

  private Map<Format, List<PatternAlternative>> alternatives;

  private PatternCompiler(Map<Format, List<PatternAlternative>> alternatives) {
    this.alternatives = alternatives;
  }

  /// The patterns for findings of some formats that could meet one of the criteria.
  static List<FindingPattern> compile(Collection<Criteria> criteria, Set<Format> formats) {
    Map<Format, List<PatternAlternative>> alternatives = new EnumMap<>(Format.class);
    for (Format format : formats) {
      List<PatternAlternative> ofFormat = alternatives(criteria, format);
      if (!ofFormat.isEmpty()) {
        alternatives.put(format, ofFormat);
      }
    }
    return new PatternCompiler(alternatives).patterns();
  }

  private static List<PatternAlternative> alternatives(
      Collection<Criteria> criteria, Format format) {
    var necessity = new Necessity(format);
    PatternAlternative open = FindingPattern.open(format);
    List<PatternAlternative> all = new ArrayList<>();
    for (Criteria one : criteria) {
      for (Clause clause : necessity.of(one)) {
        Optional<PatternAlternative> alternative = clause.alternative().beside(open);
        if (alternative.isPresent() && alternative.get().takesEverything()) {
          return List.of(PatternAlternative.EVERYTHING);
        }
        alternative.ifPresent(all::add);
      }
    }
    return Merging.of(all);
  }

  private List<FindingPattern> patterns() {
    int room = Math.min(size() - 1, ROOM);
    Optional<List<FindingPattern>> patterns = packed();
    while (patterns.isEmpty()) {
      widen(room);
      if (size() > room) {
        openLargest();
        room = ROOM;
      }
      patterns = packed();
      room -= room / 10;
    }
    return patterns.get();
  }

  private Optional<List<FindingPattern>> packed() {
    return Packing.of(alternatives, FindingPattern.MOST_EVENT_RULES);
  }

  private void widen(int room) {
    if (size() > room) {
      alternatives.replaceAll(
          (format, ofFormat) ->
              switch (format) {
                case ASFF -> Merging.of(AsffPlaces.withoutFieldsOfProduct(ofFormat));
                case OCSF -> ofFormat; // it has a control in one place only
              });
    }
    cross(room);
    for (int best = 2; best >= 1 && size() > room && count() > MANY_ALTERNATIVES; best--) {
      keepBest(best);
    }
    shorten(room);
    if (size() > room) {
      keepBest(1);
      shorten(room);
    }
  }

  private int count() {
    return alternatives.values().stream().mapToInt(List::size).sum();
  }

  private int size() {
    return alternatives.values().stream().mapToInt(PatternCompiler::size).sum();
  }

  private static int size(List<PatternAlternative> alternatives) {
    return alternatives.stream().mapToInt(alternative -> Size.of(alternative.json())).sum();
  }

  /// Puts one alternative in place of several that test the same places, where they take up most
  /// room. It also takes what has one's value at one place and another's at the next.
  private void cross(int room) {
    int left = size();
    for (AlikeAlternatives group : groups()) {
      if (left > room && group.alternatives().size() > 1) {
        PatternAlternative union = PatternAlternative.union(group.alternatives()).trimmed();
        left -= size(group.alternatives()) - size(List.of(union));
        List<PatternAlternative> ofFormat = alternatives.getOrDefault(group.format(), List.of());
        ofFormat.removeAll(new HashSet<>(group.alternatives()));
        ofFormat.add(union);
      }
    }
    alternatives.replaceAll((_, ofFormat) -> Merging.of(ofFormat));
  }

  /// Alternatives that test the same places.
  private record AlikeAlternatives(Format format, List<PatternAlternative> alternatives) {}

  /// The largest first.
  private List<AlikeAlternatives> groups() {
    List<AlikeAlternatives> groups = new ArrayList<>();
    alternatives.forEach(
        (format, ofFormat) -> {
          Map<Set<MemberPath>, List<PatternAlternative>> byPlaces = new LinkedHashMap<>();
          ofFormat.forEach(
              alternative ->
                  byPlaces
                      .computeIfAbsent(alternative.places(), _ -> new ArrayList<>())
                      .add(alternative));
          byPlaces.values().forEach(alike -> groups.add(new AlikeAlternatives(format, alike)));
        });
    groups.sort(
        Comparator.<AlikeAlternatives>comparingInt(group -> size(group.alternatives())).reversed());
    return groups;
  }

  private void keepBest(int count) {
    alternatives.replaceAll(
        (_, ofFormat) -> Merging.of(ofFormat.stream().map(one -> one.withBest(count)).toList()));
    cross(0);
  }

  private void shorten(int room) {
    if (size() > room) {
      alternatives = Shortening.of(alternatives, size() - room);
    }
  }

  /// Takes all findings of the format of which most is said.
  private void openLargest() {
    alternatives.entrySet().stream()
        .max(Comparator.comparingInt(ofFormat -> size(ofFormat.getValue())))
        .ifPresent(
            largest -> largest.setValue(new ArrayList<>(List.of(PatternAlternative.EVERYTHING))));
  }
}
