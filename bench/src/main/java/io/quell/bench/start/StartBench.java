package io.quell.bench.start;

import io.quell.bench.FunctionCode;
import io.quell.finding.Json;
import io.quell.lambda.snapshot.AwsAnswers;
import io.quell.lambda.snapshot.LoopbackCertificate;
import io.quell.lambda.snapshot.LoopbackServer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// Measures how long the packaged function takes to its first response, with one update over TLS,
/// and holds it against a handler that does nothing and one that makes the same call of the SDK.
///
/// All take turns, so that each round meets one machine in one mood; ratios are taken within a
/// round.
public final class StartBench {
  /// From a snapshot: of the bare call's, and of the no-op handler's.
  private static final double MOST_TIMES_BARE_RESTORED = 1.25;

  private static final double MOST_TIMES_NO_OP_RESTORED = 4;
  /// Without a snapshot, of the bare call's.
  private static final double MOST_TIMES_BARE_STARTED = 1.1;

  private static final String PASSWORD = "loopback";
  private static final int DEFAULT_ROUNDS = 15;

  private record Bar(Contestant held, String against, double most) {}

  private final boolean isFromSnapshot;
  private final int rounds;
  private final Map<Contestant, List<FunctionRun>> runs = new LinkedHashMap<>();

  private StartBench(boolean isFromSnapshot, int rounds) {
    this.isFromSnapshot = isFromSnapshot;
    this.rounds = rounds;
    for (boolean isC1 : new boolean[] {true, false}) {
      (isFromSnapshot ? Contestant.fromSnapshot(isC1) : Contestant.fromStart(isC1))
          .forEach(contestant -> runs.put(contestant, new ArrayList<>()));
    }
  }

  /// Prints a table, writes all figures as JSON, and ends with exit code 1 where a bar is missed.
  ///
  /// @param args `restore` or `start`, the number of rounds, and where the JSON goes
  public static void main(String[] args) throws Exception {
    boolean isFromSnapshot = args[0].equals("restore");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS;
    var bench = new StartBench(isFromSnapshot, rounds);
    bench.measure();
    bench.print();
    if (args.length > 2) {
      Files.writeString(Path.of(args[2]), bench.json());
    }
    System.exit(bench.meetsItsBars() ? 0 : 1);
  }

  private void measure() throws Exception {
    Path keys = Files.createTempFile("loopback", ".p12");
    Path jar = FunctionCode.withBook(OneRuleBook.class);
    var answers = new AwsAnswers(Map.of(), Map.of());
    try (LoopbackServer hub = LoopbackServer.start(LoopbackCertificate.packaged(), answers)) {
      try (InputStream file =
          Objects.requireNonNull(LoopbackCertificate.class.getResourceAsStream("loopback.p12"))) {
        Files.copy(file, keys, StandardCopyOption.REPLACE_EXISTING);
      }
      var setting =
          new FunctionRun.Setting(jar, hub.address(), keys, PASSWORD, FunctionCode.event());
      for (int round = -1; round < rounds; round++) { // the first warms the hub
        for (Map.Entry<Contestant, List<FunctionRun>> each : runs.entrySet()) {
          FunctionRun run = FunctionRun.of(each.getKey(), setting, isFromSnapshot);
          if (round >= 0) {
            each.getValue().add(run);
          }
        }
        System.err.printf(Locale.ROOT, "round %d of %d%n", round + 1, rounds);
      }
      if (!answers.unasked(Set.of(AwsAnswers.UPDATE_ASFF)).isEmpty()) {
        throw new IllegalStateException("no update was sent");
      }
    } finally {
      Files.delete(keys);
      Files.delete(jar);
    }
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "%s to the first response, %d rounds, milliseconds: median (fastest to slowest)%n%n",
        isFromSnapshot ? "from a snapshot" : "from the start of the process",
        rounds);
    System.out.println(
        "| compiler | handler | wall | processor | second response, wall | peak memory, MB | wall:"
            + " to no-op | to bare call | processor: to no-op | to bare call |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    runs.forEach(
        (contestant, all) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f | %.0f | %.2f | %.2f | %.2f | %.2f |%n",
                contestant.level(),
                contestant.name(),
                spread(all, FunctionRun::first),
                spread(all, FunctionRun::processor),
                median(all, FunctionRun::second),
                median(all, FunctionRun::peakMegabytes),
                ratio(contestant, Contestant.NO_OP, FunctionRun::first),
                ratio(contestant, Contestant.BARE, FunctionRun::first),
                ratio(contestant, Contestant.NO_OP, FunctionRun::processor),
                ratio(contestant, Contestant.BARE, FunctionRun::processor)));
    System.out.println();
    for (Bar bar : bars()) {
      double ratio = ratio(bar.held(), bar.against(), FunctionRun::first);
      System.out.printf(
          Locale.ROOT,
          "%s: %s, %s, is %.2f times the %s (at most %.2f)%n",
          ratio <= bar.most() ? "met" : "MISSED",
          bar.held().name(),
          bar.held().level(),
          ratio,
          bar.against(),
          bar.most());
    }
  }

  /// Each way is held at the level of the compiler that the stack has it run with.
  private List<Bar> bars() {
    Contestant quell =
        runs.keySet().stream()
            .filter(contestant -> contestant.name().equals(Contestant.QUELL) && contestant.isC1())
            .findFirst()
            .orElseThrow();
    return isFromSnapshot
        ? List.of(
            new Bar(quell, Contestant.BARE, MOST_TIMES_BARE_RESTORED),
            new Bar(quell, Contestant.NO_OP, MOST_TIMES_NO_OP_RESTORED))
        : List.of(new Bar(quell, Contestant.BARE, MOST_TIMES_BARE_STARTED));
  }

  private boolean meetsItsBars() {
    return bars().stream()
        .allMatch(bar -> ratio(bar.held(), bar.against(), FunctionRun::first) <= bar.most());
  }

  /// The median of the rounds' ratios to the one of that name at the same level.
  private double ratio(Contestant contestant, String other, ToDoubleFunction<FunctionRun> figure) {
    List<FunctionRun> others =
        runs.entrySet().stream()
            .filter(
                entry ->
                    entry.getKey().name().equals(other)
                        && entry.getKey().isC1() == contestant.isC1())
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    List<FunctionRun> own = Objects.requireNonNull(runs.get(contestant));
    double[] ratios = new double[own.size()];
    for (int at = 0; at < ratios.length; at++) {
      ratios[at] = figure.applyAsDouble(own.get(at)) / figure.applyAsDouble(others.get(at));
    }
    return median(ratios);
  }

  private static double median(List<FunctionRun> all, ToDoubleFunction<FunctionRun> figure) {
    return median(all.stream().mapToDouble(figure).toArray());
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    java.util.Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String spread(List<FunctionRun> all, ToDoubleFunction<FunctionRun> figure) {
    double[] figures = all.stream().mapToDouble(figure).sorted().toArray();
    return "%.0f (%.0f to %.0f)"
        .formatted(median(figures), figures[0], figures[figures.length - 1]);
  }

  private String json() {
    List<Map<String, Object>> all = new ArrayList<>();
    runs.forEach(
        (contestant, each) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("handler", contestant.name());
          one.put("compiler", contestant.level());
          one.put("first", each.stream().map(FunctionRun::first).toList());
          one.put("processor", each.stream().map(FunctionRun::processor).toList());
          one.put("second", each.stream().map(FunctionRun::second).toList());
          one.put("peakMegabytes", each.stream().map(FunctionRun::peakMegabytes).toList());
          all.add(one);
        });
    return Json.write(
        Map.of("from", isFromSnapshot ? "snapshot" : "start", "unit", "ms", "runs", all));
  }
}
