package io.quell.bench.book;

import io.quell.bench.Books;
import io.quell.bench.book.Loading.LoadTime;
import io.quell.bench.result.Bar;
import io.quell.bench.result.BenchReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures the rule book and the pace of updates and holds them against what Quell promises:
/// 10,000 rules load in under a second, a finding costs at most one and a half times what it costs
/// with 10 rules, lint takes at most two minutes, and updates take at most 1.3 times as long as the
/// quota makes them take.
public final class BookBench {
  private static final int MANY_RULES = 10_000;
  private static final long LONGEST_LOAD_MILLISECONDS = 1_000;
  private static final double MOST_COST = 1.5;
  private static final long LONGEST_LINT_MILLISECONDS = 120_000;
  private static final int UPDATES = 150;
  private static final double SLOWEST_PACE = 1.3;

  private BookBench() {}

  /// Prints the figures and ends with exit code 1 where a promise is not kept. Of a load its
  /// processor time counts, which on a quiet machine is how long it takes: what else runs on the
  /// machine can only make it wait.
  ///
  /// @param args where the JSON goes
  public static void main(String[] args) throws IOException, InterruptedException {
    List<LoadTime> packaged = Loading.times(Books.packaged(MANY_RULES));
    print("10,000 rules as packaged", packaged);
    print(
        "the same, C1 compiler only",
        Loading.times(Books.packaged(MANY_RULES), "-XX:TieredStopAtLevel=1"));
    print("10,000 rules as YAML", Loading.times(Books.yaml(MANY_RULES)));
    print("10 rules as packaged", Loading.times(Books.packaged(Books.FEWEST_RULES)));
    Matching cost =
        Matching.of(
            Books.load(Books.packaged(Books.FEWEST_RULES)), Books.load(Books.packaged(MANY_RULES)));
    System.out.printf(
        Locale.ROOT,
        "a finding with 10 rules: %.2f us, with 10,000: %.2f us, ratio %.2f%n",
        cost.small(),
        cost.large(),
        cost.ratio());
    long lint = Linting.processorMilliseconds(MANY_RULES);
    System.out.printf(
        Locale.ROOT, "lint of 10,000 rules that contradict each other: %d ms%n", lint);
    UpdatePace pace = UpdatePace.of(UPDATES);
    System.out.printf(
        Locale.ROOT,
        "%d different updates at AWS's quota: %d calls, %d throttled, %.1f s of %.1f s, ratio"
            + " %.2f%n",
        UPDATES,
        pace.calls(),
        pace.refused(),
        pace.taken().toMillis() / 1_000.0,
        pace.ideal().toMillis() / 1_000.0,
        pace.ratio());
    BenchReport.end(
        Path.of(args[0]),
        Map.of(
            "microsecondsAFinding",
            Map.of("10 rules", cost.small(), "10,000 rules", cost.large()),
            "lintMilliseconds",
            lint,
            "throttled",
            pace.refused()),
        List.of(
            Bar.atMost(
                LONGEST_LOAD_MILLISECONDS,
                "10,000 rules loaded as packaged, ms of processor time",
                (double) processorTime(packaged)),
            Bar.atMost(
                MOST_COST, "cost of a finding with 10,000 rules to that with 10", cost.ratio()),
            Bar.atMost(
                LONGEST_LINT_MILLISECONDS,
                "lint of 10,000 rules, ms of processor time",
                (double) lint),
            Bar.atMost(
                SLOWEST_PACE,
                "updates that all differ, times what the quota takes",
                pace.ratio())));
  }

  private static void print(String what, List<LoadTime> times) {
    System.out.printf(
        Locale.ROOT,
        "loading %s: fastest %d ms, median %d ms; of processor time %d ms (median)%n",
        what,
        times.getFirst().wallMilliseconds(),
        times.get(times.size() / 2).wallMilliseconds(),
        processorTime(times));
  }

  private static long processorTime(List<LoadTime> times) {
    return times.stream()
        .mapToLong(LoadTime::processorMilliseconds)
        .sorted()
        .toArray()[times.size() / 2];
  }
}
