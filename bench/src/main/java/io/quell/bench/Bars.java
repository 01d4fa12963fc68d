package io.quell.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs the benchmarks and holds them against what Quell promises: a book of 10,000 rules loads in under a second, and
/// decides on a finding at no more than one and a half times the cost of 10 rules.
public final class Bars {
  private static final double LONGEST_LOAD_MILLISECONDS = 1_000;
  private static final double MOST_COST = 1.5;

  private Bars() {}

  /// Prints the figures and ends with exit code 1 where a promise is not kept.
  public static void main(String[] args) throws RunnerException, IOException {
    RuleFiles.prepare();
    Collection<RunResult> results = new Runner(new OptionsBuilder().include("io.quell.bench.*").build()).run();
    double load = median(results, "form", "packaged");
    double few = median(results, "rules", "10");
    double many = median(results, "rules", "10000");
    System.out.printf(Locale.ROOT, "%nloading 10,000 rules as packaged: %.0f ms (median; at most %.0f)%n", load,
        LONGEST_LOAD_MILLISECONDS);
    System.out.printf(Locale.ROOT, "loading 10,000 rules from YAML:   %.0f ms (median)%n",
        median(results, "form", "yaml"));
    System.out.printf(Locale.ROOT,
        "a finding with 10 rules: %.2f us, with 10,000: %.2f us: ratio %.2f (at most %.1f)%n",
        few, many, many / few, MOST_COST);
    System.exit(load < LONGEST_LOAD_MILLISECONDS && many / few <= MOST_COST ? 0 : 1);
  }

  private static double median(Collection<RunResult> results, String parameter, String value) {
    return results.stream().filter(result -> value.equals(result.getParams().getParam(parameter))).findFirst()
        .orElseThrow().getPrimaryResult().getStatistics().getPercentile(50);
  }
}
