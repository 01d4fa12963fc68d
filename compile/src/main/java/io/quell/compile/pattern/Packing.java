package io.quell.compile.pattern;

import io.quell.compile.pattern.matcher.Matcher;
import io.quell.compile.pattern.matcher.Matchers;
import io.quell.compile.pattern.matcher.MemberPath;
import io.quell.compile.pattern.matcher.PatternAlternative;
import io.quell.compile.pattern.matcher.Size;
import io.quell.finding.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Packs alternatives into as few patterns as they fit.
///
/// Alternatives are cut into single values first, and what belongs to one value stays together: all
/// places of one control, say. So a finding gets through one of the patterns mostly, and is
/// delivered once.
final class Packing {
  private static final int MOST_WILDCARDS = 10;

  /// What goes into one pattern or another as a whole.
  private record Piece(Format format, PatternAlternative alternative, Matcher cutAt) {}

  private final int most;
  private final List<FindingPattern> patterns = new ArrayList<>();
  private Map<Format, List<PatternAlternative>> open = new EnumMap<>(Format.class);

  private Packing(int most) {
    this.most = most;
  }

  /// The patterns, or empty where they are more than so many. Where what belongs together takes too
  /// many, what looks at the same places is put together instead: less has to be said twice, and a
  /// finding may get through twice.
  static Optional<List<FindingPattern>> of(
      Map<Format, List<PatternAlternative>> alternatives, int most) {
    long least =
        alternatives.values().stream()
            .flatMap(List::stream)
            .filter(one -> !one.takesEverything())
            .mapToLong(one -> Size.of(one.at(one.longest())))
            .sum();
    if (least > (long) most * FindingPattern.LONGEST) {
      return Optional.empty();
    }
    return of(alternatives, most, Comparator.comparing(Piece::cutAt))
        .or(
            () ->
                of(
                    alternatives,
                    most,
                    Comparator.comparing((Piece piece) -> piece.alternative().places().toString())
                        .thenComparing(Piece::cutAt)));
  }

  private static Optional<List<FindingPattern>> of(
      Map<Format, List<PatternAlternative>> alternatives, int most, Comparator<Piece> order) {
    var packing = new Packing(most);
    for (Map.Entry<Format, List<PatternAlternative>> ofFormat : alternatives.entrySet()) {
      for (Piece piece : pieces(ofFormat.getKey(), ofFormat.getValue(), order)) {
        if (!packing.add(piece)) {
          return Optional.empty();
        }
      }
    }
    return packing.close() ? Optional.of(packing.patterns) : Optional.empty();
  }

  private static List<Piece> pieces(
      Format format, List<PatternAlternative> alternatives, Comparator<Piece> order) {
    return alternatives.stream()
        .flatMap(alternative -> pieces(format, alternative).stream())
        .sorted(order)
        .toList();
  }

  private static List<Piece> pieces(Format format, PatternAlternative alternative) {
    if (alternative.takesEverything()) {
      return List.of(new Piece(format, alternative, Matchers.PRESENT));
    }
    PatternAlternative trimmed = alternative.trimmed();
    MemberPath longest = trimmed.longest();
    return trimmed.at(longest).stream()
        .map(
            matcher ->
                new Piece(format, trimmed.with(longest, new TreeSet<>(List.of(matcher))), matcher))
        .toList();
  }

  /// Whether there was room.
  private boolean add(Piece piece) {
    Map<Format, List<PatternAlternative>> more = new EnumMap<>(open);
    List<PatternAlternative> all =
        Merging.with(open.getOrDefault(piece.format(), List.of()), piece.alternative());
    more.put(piece.format(), all);
    if (fits(more)) {
      open = more;
      return true;
    }
    boolean isRoom = close();
    open = new EnumMap<>(Map.of(piece.format(), List.of(piece.alternative())));
    return isRoom;
  }

  private static boolean fits(Map<Format, List<PatternAlternative>> alternatives) {
    long wildcards =
        alternatives.values().stream()
            .flatMap(List::stream)
            .flatMap(alternative -> alternative.values().values().stream())
            .flatMap(Set::stream)
            .filter(matcher -> matcher instanceof Matcher.Wildcard)
            .count();
    return wildcards <= MOST_WILDCARDS
        && FindingPattern.sizeOf(alternatives) <= FindingPattern.LONGEST;
  }

  private boolean close() {
    if (!open.isEmpty()) {
      patterns.add(FindingPattern.taking(open));
    }
    open = new EnumMap<>(Format.class);
    return patterns.size() <= most;
  }
}
