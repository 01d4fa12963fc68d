package io.quell.compile.pattern;

import io.quell.compile.pattern.matcher.Matcher;
import io.quell.compile.pattern.matcher.Matchers;
import io.quell.compile.pattern.matcher.MemberPath;
import io.quell.compile.pattern.matcher.PatternAlternative;
import io.quell.finding.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes values as their common beginnings, until all is short enough: first where the least is
/// lost of a value, and of such places where most is saved. In place of ten numbers of one
/// service's controls then stands how they begin.
final class Shortening {
  /// The values of a place: those that begin alike, those that end alike, and all others.
  private record PlaceValues(
      CommonParts beginnings, CommonParts endings, SortedSet<Matcher> others) {
    static PlaceValues of(SortedSet<Matcher> matchers) {
      SortedSet<Matcher> starting = new TreeSet<>();
      SortedSet<Matcher> ending = new TreeSet<>();
      SortedSet<Matcher> others = new TreeSet<>();
      for (Matcher matcher : matchers) {
        switch (matcher) {
          case Matcher.Exact _, Matcher.Prefix _ when !Matchers.GAPS.contains(matcher) ->
              starting.add(matcher);
          case Matcher.Suffix _ -> ending.add(matcher);
          case Matcher.Exact _,
              Matcher.Prefix _,
              Matcher.Wildcard _,
              Matcher.IgnoringCase _,
              Matcher.PrefixIgnoringCase _,
              Matcher.Literal _,
              Matcher.NoText _,
              Matcher.Unlike _,
              Matcher.Exists _ ->
              others.add(matcher);
        }
      }
      return new PlaceValues(CommonParts.beginnings(starting), CommonParts.endings(ending), others);
    }

    SortedSet<Matcher> written() {
      SortedSet<Matcher> all = new TreeSet<>(others);
      all.addAll(beginnings.values());
      all.addAll(endings.values());
      return all;
    }
  }

  private Shortening() {}

  /// The alternatives with as much shortened as it takes, if that is enough.
  ///
  /// @param excess by how many characters they have to get shorter
  static Map<Format, List<PatternAlternative>> of(
      Map<Format, List<PatternAlternative>> alternatives, int excess) {
    Map<Format, List<SortedMap<MemberPath, PlaceValues>>> all = new EnumMap<>(Format.class);
    List<CommonParts.Part> parts = new ArrayList<>();
    alternatives.forEach(
        (format, ofFormat) -> {
          List<SortedMap<MemberPath, PlaceValues>> copies = new ArrayList<>();
          for (PatternAlternative alternative : ofFormat) {
            SortedMap<MemberPath, PlaceValues> copy = new TreeMap<>();
            alternative
                .values()
                .forEach(
                    (place, matchers) -> {
                      PlaceValues values = PlaceValues.of(matchers);
                      parts.addAll(values.beginnings().parts());
                      parts.addAll(values.endings().parts());
                      copy.put(place, values);
                    });
            copies.add(copy);
          }
          all.put(format, copies);
        });
    write(parts, excess);
    Map<Format, List<PatternAlternative>> shortened = new EnumMap<>(Format.class);
    all.forEach(
        (format, copies) ->
            shortened.put(
                format,
                Merging.of(
                    copies.stream()
                        .map(
                            copy -> {
                              Map<MemberPath, SortedSet<Matcher>> values = new TreeMap<>();
                              copy.forEach(
                                  (place, written) -> values.put(place, written.written()));
                              return PatternAlternative.of(values);
                            })
                        .toList())));
    return shortened;
  }

  private static void write(List<CommonParts.Part> parts, int excess) {
    parts.sort(
        Comparator.comparingInt(CommonParts.Part::loss)
            .thenComparing(Comparator.comparingInt(CommonParts.Part::saving).reversed())
            .thenComparing(CommonParts.Part::text));
    int left = excess;
    for (CommonParts.Part part : parts) {
      if (left <= 0) {
        return;
      }
      int saving = part.saving();
      if (saving > 0) {
        part.write();
        left -= saving;
      }
    }
  }
}
