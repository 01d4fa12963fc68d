package io.quell.cli.backtest.tally;

import io.quell.value.ShortText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Counts by a name of which there may be any number: the first so many names have counts of their
/// own, all others share one, so that memory is bounded whatever findings bring.
///
/// @param <C> what is counted of each
public final class Groups<C> {
  /// More accounts than an organization of AWS has by default (10,000 by request), and far more
  /// than there are controls.
  static final int MOST_NAMES = 10_000;
  private static final int LONGEST_NAME = 160;

  /// One of them.
  ///
  /// @param name what it is called
  /// @param counts what was counted
  public record CountedGroup<C>(String name, C counts) {}

  private final int most;
  private final Supplier<C> none;
  private final Map<String, C> named = new LinkedHashMap<>();
  private final C others;
  private long ofOthers;

  Groups(Supplier<C> none) {
    this(MOST_NAMES, none);
  }

  Groups(int most, Supplier<C> none) {
    this.most = most;
    this.none = none;
    this.others = none.get();
  }

  /// The counts of a name, or those of all others where there is no room for it.
  C of(String name) {
    String shortened = ShortText.of(name, LONGEST_NAME);
    C counts = named.get(shortened);
    if (counts == null && named.size() < most) {
      counts = none.get();
      named.put(shortened, counts);
    }
    if (counts == null) {
      ofOthers++;
      return others;
    }
    return counts;
  }

  /// How many names have counts of their own.
  public int size() {
    return named.size();
  }

  /// Those with counts of their own, the largest first, then by name.
  public List<CountedGroup<C>> largest(ToLongFunction<C> size) {
    return named.entrySet().stream()
        .map(entry -> new CountedGroup<>(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.<CountedGroup<C>>comparingLong(group -> -size.applyAsLong(group.counts()))
                .thenComparing(CountedGroup::name))
        .toList();
  }

  /// What was counted of the names for which there was no room.
  public C others() {
    return others;
  }

  /// How often a name was counted for which there was no room.
  public long ofOthers() {
    return ofOthers;
  }
}
