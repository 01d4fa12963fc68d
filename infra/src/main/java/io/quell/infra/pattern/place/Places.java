package io.quell.infra.pattern.place;

import io.quell.criteria.Condition;
import io.quell.criteria.Field;
import io.quell.finding.Format;
import io.quell.infra.pattern.matcher.Matcher;
import io.quell.infra.pattern.matcher.Matchers;
import io.quell.infra.pattern.matcher.MemberPath;
import io.quell.infra.pattern.matcher.TextTests;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Where a format has the fields that rules test, as [io.quell.finding.Finding] reads them.
///
/// Each answer is what a finding has in its JSON wherever the test on the field holds: one of these
/// clauses, none where it never holds, and [#ANYTHING] where a pattern cannot tell. What Quell
/// itself may have changed is never looked at: rules see a finding as it was before. Members that
/// the formats define as strings are taken for strings; what is read by its path may be anything.
public interface Places {
  /// A pattern cannot tell.
  List<Clause> ANYTHING = List.of(Clause.NOTHING);
  /// It never holds.
  List<Clause> NEVER = List.of();

  /// The clauses for a test of a field.
  ///
  /// @param anyOf the conditions, of which one has to hold
  /// @param element the number of the list's element that the test is about, where it is about one
  List<Clause> of(Field field, Collection<Condition> anyOf, int element);

  static Places of(Format format) {
    return switch (format) {
      case ASFF -> new AsffPlaces();
      case OCSF -> new OcsfPlaces();
    };
  }

  /// A member that every finding has.
  static List<Clause> always(Set<Matcher> matchers, String... path) {
    return matchers.contains(Matchers.PRESENT) ? ANYTHING : sometimes(matchers, path);
  }

  /// A member that not every finding has.
  static List<Clause> sometimes(Set<Matcher> matchers, String... path) {
    return matchers.isEmpty() ? NEVER : List.of(Clause.at(MemberPath.of(path), matchers));
  }

  /// A member in whose place, where it has no value, another is read that a pattern does not look
  /// at.
  static List<Clause> mostly(Set<Matcher> matchers, String... path) {
    return always(Matchers.union(matchers, Matchers.GAPS), path);
  }

  /// A member of a list's elements.
  static List<Clause> inList(int element, Set<Matcher> matchers, String... path) {
    return matchers.isEmpty()
        ? NEVER
        : List.of(
            Clause.inList(
                path[0],
                element,
                path[Math.min(1, path.length - 1)],
                Map.of(MemberPath.of(path), matchers)));
  }

  /// What one of the conditions lets through, of a few values that there are.
  static List<String> passing(Collection<Condition> anyOf, String... values) {
    return Arrays.stream(values)
        .filter(
            value -> anyOf.stream().anyMatch(condition -> condition.holds(value, Instant.EPOCH)))
        .toList();
  }

  /// Each of these values to the letter.
  static Set<Matcher> exactly(Collection<?> values) {
    Set<Matcher> all = new TreeSet<>();
    values.forEach(
        value ->
            all.add(
                value instanceof String text ? TextTests.exact(text) : new Matcher.Literal(value)));
    return all;
  }

  /// Joins the clauses of several places, of which one is enough.
  static List<Clause> anyOf(List<List<Clause>> places) {
    List<Clause> all = places.stream().flatMap(List::stream).toList();
    return all.stream().anyMatch(Clause::isNothing) ? ANYTHING : all;
  }
}
