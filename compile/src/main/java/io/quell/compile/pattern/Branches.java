package io.quell.compile.pattern;

import io.quell.compile.pattern.matcher.Matcher;
import io.quell.compile.pattern.matcher.MemberPath;
import io.quell.compile.pattern.matcher.PatternAlternative;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/// The members of an event pattern that say that one of some alternatives has to hold. What several
/// have in common is said once.
final class Branches {
  private Branches() {}

  /// @param alternatives at least one
  static Map<String, Object> of(List<PatternAlternative> alternatives) {
    if (alternatives.stream().anyMatch(PatternAlternative::takesEverything)) {
      return Map.of();
    }
    Map<PatternAlternative, List<PatternAlternative>> byRest = new LinkedHashMap<>();
    for (PatternAlternative alternative : alternatives) {
      MemberPath best = best(alternative);
      byRest
          .computeIfAbsent(alternative.without(best), _ -> new ArrayList<>())
          .add(PatternAlternative.of(Map.of(best, alternative.at(best))));
    }
    List<Map<String, Object>> branches = new ArrayList<>();
    byRest.forEach(
        (rest, bests) -> {
          if (rest.takesEverything()) {
            bests.forEach(alone -> branches.add(alone.json()));
          } else if (bests.size() == 1) {
            Map<MemberPath, SortedSet<Matcher>> all = new TreeMap<>(rest.values());
            all.putAll(bests.getFirst().values());
            branches.add(PatternAlternative.of(all).json());
          } else {
            Map<String, Object> branch = new LinkedHashMap<>(rest.json());
            branch.put("$or", bests.stream().map(PatternAlternative::json).toList());
            branches.add(branch);
          }
        });
    // EventBridge refuses an $or of one branch.
    return branches.size() == 1 ? branches.getFirst() : Map.of("$or", branches);
  }

  private static MemberPath best(PatternAlternative alternative) {
    return alternative.places().stream()
        .max(Comparator.comparingInt(MemberPath::rank).thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }
}
