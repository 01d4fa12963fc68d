package io.quell.bench.book;

import io.quell.bench.Books;
import io.quell.finding.Finding;
import io.quell.run.RuleEngine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/// What a finding costs with a small and with a large book, measured in turns in one process, so
/// that both meet the same machine in the same mood, and by processor time, which other work does
/// not lengthen.
///
/// @param small microseconds for a finding with the small book, the median of all turns
/// @param large the same with the large book
record Matching(double small, double large) {
  private static final int WARM_UP = 1_500;
  private static final int TURNS = 500;
  private static final double NANOSECONDS = 1_000;

  /// Decides on the findings of [Books] with both books.
  static Matching of(RuleEngine small, RuleEngine large) {
    List<Finding> findings = Books.findings();
    long[] smallTimes = new long[TURNS];
    long[] largeTimes = new long[TURNS];
    int matched = 0;
    for (int turn = -WARM_UP; turn < TURNS; turn++) {
      long start = now();
      matched += matched(small, findings);
      long middle = now();
      matched -= matched(large, findings);
      long end = now();
      if (turn >= 0) {
        smallTimes[turn] = middle - start;
        largeTimes[turn] = end - middle;
      }
    }
    if (matched != 0) {
      throw new IllegalStateException(
          "the two books do not match alike, so that their costs cannot be compared");
    }
    return new Matching(
        median(smallTimes) / findings.size() / NANOSECONDS,
        median(largeTimes) / findings.size() / NANOSECONDS);
  }

  private static long now() {
    return Threads.BEAN.getCurrentThreadCpuTime();
  }

  /// Holds what a record cannot.
  private static final class Threads {
    private static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();
  }

  private static int matched(RuleEngine engine, List<Finding> findings) {
    int matched = 0;
    for (Finding finding : findings) {
      matched += engine.evaluate(finding).matched().size();
    }
    return matched;
  }

  private static double median(long[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  /// How many times as much a finding costs with the large book.
  double ratio() {
    return large / small;
  }
}
