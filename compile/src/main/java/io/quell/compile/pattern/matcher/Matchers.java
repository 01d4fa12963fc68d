package io.quell.compile.pattern.matcher;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Sets of matchers, of which a value has to pass one.
public final class Matchers {
  /// Any value.
  public static final Matcher PRESENT = new Matcher.Exists(true);
  /// No value, as far as a pattern can say it: missing, no string, empty, or blank.
  public static final Set<Matcher> GAPS =
      Collections.unmodifiableSet(
          new TreeSet<>(
              Set.of(
                  new Matcher.Exists(false),
                  new Matcher.NoText(),
                  new Matcher.Exact(""),
                  new Matcher.Prefix(" "))));

  private Matchers() {}

  /// Each of these values to the letter.
  public static Set<Matcher> exactly(Collection<?> values) {
    Set<Matcher> all = new TreeSet<>();
    values.forEach(
        value ->
            all.add(
                value instanceof String text ? TextTests.exact(text) : new Matcher.Literal(value)));
    return all;
  }

  /// Each of these values to the letter, or none.
  public static Set<Matcher> absentOr(Collection<?> values) {
    Set<Matcher> all = exactly(values);
    all.add(new Matcher.Exists(false));
    return all;
  }

  /// All of these, but for those that another one covers.
  public static SortedSet<Matcher> union(Set<Matcher> some, Set<Matcher> more) {
    SortedSet<Matcher> all = new TreeSet<>(some);
    all.addAll(more);
    var covering = new Covering(all);
    all.removeIf(covering::coversByAnother);
    return Collections.unmodifiableSortedSet(all);
  }
}
