package io.quell.cli.backtest.tally;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Keeps so many of any number of things, by chance, yet the same ones each time.
///
/// The things come in kinds, and each kind keeps a fair part of the room: a rule that reaches three
/// findings of a million still shows them. Within a kind each thing is kept with the same
/// probability (reservoir sampling, algorithm R); a kind that has to make room gives up one by
/// chance, which leaves the others as likely as before.
///
/// @param <T> what is kept
public final class FairSample<T> {
  private static final long SEED = 20_260_101L;

  private final int most;
  private final Random random = new Random(SEED);
  private final Map<String, Kind<T>> kinds = new LinkedHashMap<>();
  private int size;
  private long seen;

  private static final class Kind<T> {
    private final List<T> kept = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private long seen;
  }

  /// @param most how many are kept
  FairSample(int most) {
    this.most = most;
  }

  /// Considers one more.
  ///
  /// @param kind what it is one of
  /// @param made makes what is kept, where it is
  void add(String kind, Supplier<T> made) {
    seen++;
    Kind<T> of = kinds.computeIfAbsent(kind, _ -> new Kind<>());
    of.seen++;
    if (of.kept.size() < of.room) {
      of.kept.add(made.get());
      if (++size > most) {
        makeRoom();
      }
      return;
    }
    long place = random.nextLong(of.seen);
    if (place < of.room) {
      of.kept.set((int) place, made.get());
    }
  }

  private void makeRoom() {
    Kind<T> largest = kinds.values().iterator().next();
    for (Kind<T> kind : kinds.values()) {
      largest = kind.kept.size() > largest.kept.size() ? kind : largest;
    }
    int last = largest.kept.size() - 1;
    int gone = random.nextInt(last + 1);
    largest.kept.set(gone, largest.kept.get(last));
    largest.kept.removeLast();
    largest.room = last;
    size--;
  }

  /// What is kept: the first of each kind, then the second of each, so that whoever takes only the
  /// beginning has some of all.
  public List<T> kept() {
    List<T> all = new ArrayList<>(size);
    for (int at = 0; all.size() < size; at++) {
      for (Kind<T> kind : kinds.values()) {
        if (at < kind.kept.size()) {
          all.add(kind.kept.get(at));
        }
      }
    }
    return all;
  }

  /// How many were considered.
  public long seen() {
    return seen;
  }
}
