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

  /// Microseconds for an event.
  Spread microseconds(MatchContestant contestant) {
    return Spread.of(
        Arrays.stream(times(contestant)).map(time -> time / events.size() / MICROSECOND).toArray());
  }

  /// The bytes that one event allocates.
  long allocated(MatchContestant contestant) {
    return Objects.requireNonNull(allocated.get(contestant));
  }

  /// How many times as long the second takes as the first, in each round.
  Spread ratios(MatchContestant first, MatchContestant second) {
    return Spread.ofRatios(times(second), times(first));
  }

  private double[] times(MatchContestant contestant) {
    return Objects.requireNonNull(times.get(contestant));
  }
}
