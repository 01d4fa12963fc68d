package io.quell.rule;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Sets of an enum's values that records hold.
public final class EnumSets {
  private EnumSets() {}

  /// An unmodifiable copy in the order in which the enum has its values.
  ///
  /// @param type the enum, which an empty set does not tell
  public static <E extends Enum<E>> Set<E> inOrder(Class<E> type, Set<E> values) {
    Set<E> ordered = EnumSet.noneOf(type);
    ordered.addAll(values);
    return Collections.unmodifiableSet(ordered);
  }
}
