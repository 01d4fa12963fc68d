package io.quell.bench.warm;

import io.quell.bench.FunctionCode;
import io.quell.bench.TlsHub;
import io.quell.bench.start.OneRuleBook;
import io.quell.bench.warm.WarmFunction.WarmTimes;
import io.quell.finding.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/// Measures what an invocation takes when the packaged function is warm, and holds it against the
/// bare call of the SDK to the same hub. All take turns; a round's figure is the median of its
/// invocations, and ratios are taken within a round.
public final class WarmBench {
  /// Of the bare call with as many findings.
  private static final double MOST_TIMES_BARE = 1.5;

  private static final double MOST_TIMES_BARE_BATCH = 2;

  private static final int WARMING = 150;
  private static final int INVOCATIONS_A_ROUND = 20;
  /// Quell keeps to 10 update calls a second; all others wait as long.
  private static final long CYCLE_MILLIS = 120;

  private record Bar(Contender held, Contender against, double most) {}

  private static final List<Bar> BARS =
      List.of(
          new Bar(Contender.QUELL, Contender.BARE, MOST_TIMES_BARE),
          new Bar(Contender.QUELL_BATCH, Contender.BARE_BATCH, MOST_TIMES_BARE_BATCH));

  private final int rounds;
  private final boolean isC1;
  private final Map<Contender, List<WarmTimes>> medians = new EnumMap<>(Contender.class);
  private double bytesAFinding;
  private double bytesAnInvocation;

  private WarmBench(int rounds, boolean isC1) {
    this.rounds = rounds;
    this.isC1 = isC1;
    for (Contender contender : Contender.values()) {
      medians.put(contender, new ArrayList<>());
    }
  }

  /// Prints a table, writes all figures as JSON, and ends with exit code 1 where a bar is missed.
  ///
  /// @param args the number of rounds, where the JSON goes, and `all-tiers` where Java is to
  ///     compile with all of its compilers and not as the stack has it
  public static void main(String[] args) throws Exception {
    var bench =
        new WarmBench(Integer.parseInt(args[0]), !(args.length > 2 && args[2].equals("all-tiers")));
    bench.measure();
    bench.print();
    Files.writeString(Path.of(args[1]), bench.json());
    System.exit(BARS.stream().allMatch(bench::isMet) ? 0 : 1);
  }

  private void measure() throws Exception {
    Path jar = FunctionCode.withBook(OneRuleBook.class);
    Map<Contender, WarmFunction> functions = new EnumMap<>(Contender.class);
    try (TlsHub hub = TlsHub.start()) {
      try {
        for (Contender contender : Contender.values()) {
          WarmFunction function =
              WarmFunction.start(
                  jar,
                  hub,
                  contender.handler(),
                  isC1,
                  contender.payload(),
                  contender.environment());
          functions.put(contender, function);
          // The runtime interface client writes its native part to a file that all share: one
          // after the other.
          function.invoke();
        }
        for (int at = 0; at < WARMING; at++) {
          cycle(functions);
        }
        for (int round = 0; round < rounds; round++) {
          round(functions);
          System.err.printf(Locale.ROOT, "round %d of %d%n", round + 1, rounds);
        }
        logged(functions);
        hub.requireUpdates();
      } finally {
        functions.values().forEach(WarmFunction::close);
      }
    } finally {
      Files.delete(jar);
    }
  }

  /// An invocation logs lines of its own, its metrics, and one for each finding.
  private void logged(Map<Contender, WarmFunction> functions) throws Exception {
    double one = logged(Objects.requireNonNull(functions.get(Contender.QUELL)));
    double batch = logged(Objects.requireNonNull(functions.get(Contender.QUELL_BATCH)));
    bytesAFinding = (batch - one) / (Contender.QUELL_BATCH.findings() - 1);
    bytesAnInvocation = one - bytesAFinding;
  }

  private static double logged(WarmFunction function) throws Exception {
    long before = function.logged();
    function.invoke();
    return function.logged() - before;
  }

  private void round(Map<Contender, WarmFunction> functions) throws Exception {
    Map<Contender, List<WarmTimes>> taken = new EnumMap<>(Contender.class);
    for (int at = 0; at < INVOCATIONS_A_ROUND; at++) {
      cycle(functions)
          .forEach((one, each) -> taken.computeIfAbsent(one, _ -> new ArrayList<>()).add(each));
    }
    taken.forEach(
        (one, all) ->
            Objects.requireNonNull(medians.get(one))
                .add(
                    new WarmTimes(
                        median(all, WarmTimes::wall), median(all, WarmTimes::processor))));
  }

  private static Map<Contender, WarmTimes> cycle(Map<Contender, WarmFunction> functions)
      throws Exception {
    long end = System.nanoTime() + CYCLE_MILLIS * 1_000_000;
    Map<Contender, WarmTimes> taken = new EnumMap<>(Contender.class);
    for (Map.Entry<Contender, WarmFunction> each : functions.entrySet()) {
      taken.put(each.getKey(), each.getValue().invoke());
    }
    Thread.sleep(Math.max(0, (end - System.nanoTime()) / 1_000_000));
    return taken;
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "warm, %s, %d rounds of %d invocations, milliseconds: median of the rounds (lowest to"
            + " highest)%n%n",
        isC1 ? "C1 as deployed" : "all tiers",
        rounds,
        INVOCATIONS_A_ROUND);
    System.out.println("| handler | by the clock | processor time |");
    System.out.println("|---|---|---|");
    medians.forEach(
        (one, all) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s |%n",
                one.title(),
                spread(all.stream().mapToDouble(WarmTimes::wall).toArray()),
                spread(all.stream().mapToDouble(WarmTimes::processor).toArray())));
    System.out.printf(
        Locale.ROOT,
        "%nlogged: %.0f bytes an invocation, and %.0f a finding%n",
        bytesAnInvocation,
        bytesAFinding);
    for (Bar bar : BARS) {
      System.out.printf(
          Locale.ROOT,
          "%s: %s, to %s: %s by the clock (at most %.1f), %s of processor time%n",
          isMet(bar) ? "met" : "MISSED",
          bar.held().title(),
          bar.against().title(),
          spread(ratios(bar, WarmTimes::wall)),
          bar.most(),
          spread(ratios(bar, WarmTimes::processor)));
    }
  }

  private boolean isMet(Bar bar) {
    return median(ratios(bar, WarmTimes::wall)) <= bar.most();
  }

  private double[] ratios(Bar bar, ToDoubleFunction<WarmTimes> figure) {
    List<WarmTimes> held = Objects.requireNonNull(medians.get(bar.held()));
    List<WarmTimes> against = Objects.requireNonNull(medians.get(bar.against()));
    double[] ratios = new double[held.size()];
    for (int at = 0; at < ratios.length; at++) {
      ratios[at] = figure.applyAsDouble(held.get(at)) / figure.applyAsDouble(against.get(at));
    }
    return ratios;
  }

  private static double median(List<WarmTimes> all, ToDoubleFunction<WarmTimes> figure) {
    return median(all.stream().mapToDouble(figure).toArray());
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    java.util.Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String spread(double[] figures) {
    double[] sorted = figures.clone();
    java.util.Arrays.sort(sorted);
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", median(sorted), sorted[0], sorted[sorted.length - 1]);
  }

  private String json() {
    List<Map<String, Object>> all = new ArrayList<>();
    medians.forEach(
        (one, each) -> {
          Map<String, Object> line = new LinkedHashMap<>();
          line.put("handler", one.title());
          line.put("findings", one.findings());
          line.put("wall", each.stream().map(WarmTimes::wall).toList());
          line.put("processor", each.stream().map(WarmTimes::processor).toList());
          all.add(line);
        });
    return Json.write(
        Map.of(
            "compiler",
            isC1 ? "C1" : "all tiers",
            "unit",
            "ms",
            "bytesLoggedAnInvocation",
            bytesAnInvocation,
            "bytesLoggedAFinding",
            bytesAFinding,
            "runs",
            all));
  }
}
