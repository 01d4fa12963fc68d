package io.quell.bench.warm;

import io.quell.bench.FunctionCode;
import io.quell.bench.TlsHub;
import io.quell.bench.result.Bar;
import io.quell.bench.result.BenchReport;
import io.quell.bench.result.Spread;
import io.quell.bench.start.OneRuleBook;
import io.quell.bench.warm.WarmFunction.WarmTimes;
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

  private static final int DEFAULT_ROUNDS = 15;
  private static final int WARMING = 150;
  private static final int INVOCATIONS_A_ROUND = 20;
  /// Quell keeps to 10 update calls a second; all others wait as long.
  private static final long CYCLE_MILLIS = 120;

  private record Held(Contender held, Contender against, double most) {}

  private static final List<Held> HELD =
      List.of(
          new Held(Contender.QUELL, Contender.BARE, MOST_TIMES_BARE),
          new Held(Contender.QUELL_BATCH, Contender.BARE_BATCH, MOST_TIMES_BARE_BATCH));

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
  /// @param args where the JSON goes, the number of rounds, and `all-tiers` where Java is to
  ///     compile with all of its compilers and not as the stack has it
  public static void main(String[] args) throws Exception {
    var bench =
        new WarmBench(
            args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS,
            !(args.length > 2 && args[2].equals("all-tiers")));
    bench.measure();
    bench.print();
    BenchReport.end(Path.of(args[0]), bench.figures(), bench.bars());
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
                Spread.of(all.stream().mapToDouble(WarmTimes::wall).toArray()).text(2),
                Spread.of(all.stream().mapToDouble(WarmTimes::processor).toArray()).text(2)));
    System.out.printf(
        Locale.ROOT,
        "%nlogged: %.0f bytes an invocation, and %.0f a finding%n",
        bytesAnInvocation,
        bytesAFinding);
    for (Held bar : HELD) {
      System.out.printf(
          Locale.ROOT,
          "%s, to %s: %s by the clock, %s of processor time%n",
          bar.held().title(),
          bar.against().title(),
          ratios(bar, WarmTimes::wall).text(2),
          ratios(bar, WarmTimes::processor).text(2));
    }
  }

  private List<Bar> bars() {
    return HELD.stream()
        .map(
            bar ->
                Bar.atMost(
                    bar.most(),
                    "%s, times the %s by the clock"
                        .formatted(bar.held().title(), bar.against().title()),
                    ratios(bar, WarmTimes::wall).median()))
        .toList();
  }

  private Spread ratios(Held bar, ToDoubleFunction<WarmTimes> figure) {
    return Spread.ofRatios(all(bar.held(), figure), all(bar.against(), figure));
  }

  private double[] all(Contender contender, ToDoubleFunction<WarmTimes> figure) {
    return Objects.requireNonNull(medians.get(contender)).stream().mapToDouble(figure).toArray();
  }

  private static double median(List<WarmTimes> all, ToDoubleFunction<WarmTimes> figure) {
    return Spread.of(all.stream().mapToDouble(figure).toArray()).median();
  }

  private Map<String, Object> figures() {
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
    return Map.of(
        "compiler",
        isC1 ? "C1" : "all tiers",
        "unit",
        "ms",
        "bytesLoggedAnInvocation",
        bytesAnInvocation,
        "bytesLoggedAFinding",
        bytesAFinding,
        "runs",
        all);
  }
}
