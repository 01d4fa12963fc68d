package io.quell.bench.match;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// What each contestant takes for the events of a mix. They take turns in one process, in another
/// order each round, so that all meet the same machine in the same mood; what counts is the
/// processor time of the thread, which other work on the machine does not lengthen.
final class Contest {
  private static final double MICROSECOND = 1_000;

  private final EventMix mix;
  private final List<byte[]> events;
  /// Nanoseconds of processor time for all events, a figure each round.
  private final Map<MatchContestant, double[]> times = new LinkedHashMap<>();

  private final Map<MatchContestant, Long> allocated = new LinkedHashMap<>();

  Contest(EventMix mix, List<MatchContestant> contestants, int warmUp, int rounds) {
    this.mix = mix;
    this.events = mix.events();
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
    int sum = 0;
    for (byte[] event : events) {
      sum += contestant.work().applyAsInt(event);
    }
    return sum;
  }

  EventMix mix() {
    return mix;
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

  /// Microseconds for an event in each round, shortest first.
  double[] microseconds(MatchContestant contestant) {
    return Arrays.stream(times(contestant))
        .map(time -> time / events.size() / MICROSECOND)
        .sorted()
        .toArray();
  }

  /// The bytes that one event allocates.
  long allocated(MatchContestant contestant) {
    return Objects.requireNonNull(allocated.get(contestant));
  }

  /// How many times as long the second takes as the first, in each round, least first.
  double[] ratios(MatchContestant first, MatchContestant second) {
    double[] ratios = new double[times(first).length];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = times(second)[round] / times(first)[round];
    }
    Arrays.sort(ratios);
    return ratios;
  }

  private double[] times(MatchContestant contestant) {
    return Objects.requireNonNull(times.get(contestant));
  }

  /// What so much of the sorted figures does not exceed.
  static double quantile(double[] sorted, double part) {
    return sorted[(int) Math.round(part * (sorted.length - 1))];
  }

  static double median(double[] sorted) {
    return quantile(sorted, 0.5);
  }
}
