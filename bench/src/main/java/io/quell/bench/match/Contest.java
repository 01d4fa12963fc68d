package io.quell.bench.match;

import io.quell.bench.result.Spread;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// What each contestant takes for the same events. They take turns in one process, in another
/// order each round, so that all meet the same machine in the same mood; what counts is the
/// processor time of the thread, which other work on the machine does not lengthen.
final class Contest {
  private static final double MICROSECOND = 1_000;

  private final List<byte[]> events;
  /// Nanoseconds of processor time for all events, a figure each round.
  private final Map<MatchContestant, double[]> times = new LinkedHashMap<>();

  private final Map<MatchContestant, Long> allocated = new LinkedHashMap<>();

  /// @param warmUp rounds before those that count
  Contest(List<byte[]> events, List<MatchContestant> contestants, int warmUp, int rounds) {
    this.events = events;
    contestants.forEach(contestant -> times.put(contestant, new double[rounds]));
    var random = new Random(1);
    List<MatchContestant> order = new ArrayList<>(contestants);
    for (int round = -warmUp; round < rounds; round++) {
      for (MatchContestant contestant : order) {
        long start = Threads.BEAN.getCurrentThreadCpuTime();
        int sum = turn(contestant);
        long taken = Threads.BEAN.getCurrentThreadCpuTime() - start;
        if (sum == 0) {
          throw new IllegalStateException(contestant.what() + " did nothing");
        }
        if (round >= 0) {
          times(contestant)[round] = taken;
        }
      }
      Collections.shuffle(order, random);
    }
    for (MatchContestant contestant : contestants) {
      long before = Threads.BEAN.getCurrentThreadAllocatedBytes();
      turn(contestant);
      long after = Threads.BEAN.getCurrentThreadAllocatedBytes();
      allocated.put(contestant, (after - before) / events.size());
    }
  }

  /// Holds what needs a cast.
  private static final class Threads {
    private static final com.sun.management.ThreadMXBean BEAN =
        ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
  }

  private int turn(MatchContestant contestant) {
    return contestant.work().applyAsInt(events);
  }

  /// How long an event is on average.
  int bytes() {
    return events.stream().mapToInt(event -> event.length).sum() / events.size();
  }

  List<MatchContestant> contestants() {
    return List.copyOf(times.keySet());
  }

  /// The contestant that does this with so many rules.
  MatchContestant the(String what, int rules) {
    return times.keySet().stream()
        .filter(contestant -> contestant.what().equals(what) && contestant.rules() == rules)
        .findFirst()
        .orElseThrow();
  }

  /// Microseconds for an event.
  Spread microseconds(MatchContestant contestant) {
    return Spread.of(
        Arrays.stream(times(contestant)).map(time -> time / events.size() / MICROSECOND).toArray());
  }

  /// The bytes that one event allocates.
  long allocated(MatchContestant contestant) {
    return Objects.requireNonNull(allocated.get(contestant));
  }

  /// All figures of a contestant, by name.
  Map<String, Object> figures(MatchContestant contestant) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("what", contestant.what());
    figures.put("rules", contestant.rules());
    figures.put("allocatedBytes", allocated(contestant));
    figures.put("microseconds", microseconds(contestant).list());
    return figures;
  }

  /// How many times as long the second takes as the first, in each round.
  Spread ratios(MatchContestant first, MatchContestant second) {
    return Spread.ofRatios(times(second), times(first));
  }

  /// What the longer one adds to the shorter one, in times of what another takes, in each round.
  Spread added(MatchContestant longer, MatchContestant shorter, MatchContestant base) {
    double[] added = times(longer).clone();
    for (int at = 0; at < added.length; at++) {
      added[at] -= times(shorter)[at];
    }
    return Spread.ofRatios(added, times(base));
  }

  private double[] times(MatchContestant contestant) {
    return Objects.requireNonNull(times.get(contestant));
  }
}
