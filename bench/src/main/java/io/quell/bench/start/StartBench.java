package io.quell.bench.start;

import io.quell.bench.FunctionCode;
import io.quell.bench.result.Bar;
import io.quell.bench.result.BenchReport;
import io.quell.bench.result.Spread;
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

  private static final double MOST_TIMES_NO_OP_MEMORY = 1.5;
  private static final double MOST_MORE_MEGABYTES = 100;

  private static final String PASSWORD = "loopback";
  private static final int DEFAULT_ROUNDS = 15;

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
  /// @param args where the JSON goes, `restore` or `start`, and the number of rounds
  public static void main(String[] args) throws Exception {
    boolean isFromSnapshot = args[1].equals("restore");
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : DEFAULT_ROUNDS;
    var bench = new StartBench(isFromSnapshot, rounds);
    bench.measure();
    bench.print();
    BenchReport.end(Path.of(args[0]), bench.figures(), bench.bars());
  }

  private void measure() throws Exception {
    Path keys = Files.createTempFile("loopback", ".p12");
    Path jar = FunctionCode.withBook(OneRuleBook.class);
    Path published = PublishedSdk.in(jar);
    var answers = new AwsAnswers(Map.of(), Map.of());
    try (LoopbackServer hub = LoopbackServer.start(LoopbackCertificate.packaged(), answers)) {
      try (InputStream file =
          Objects.requireNonNull(LoopbackCertificate.class.getResourceAsStream("loopback.p12"))) {
        Files.copy(file, keys, StandardCopyOption.REPLACE_EXISTING);
      }
      var setting =
          new FunctionRun.Setting(
              jar, published, hub.address(), keys, PASSWORD, FunctionCode.event());
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
      Files.delete(published);
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
            bar(MOST_TIMES_BARE_RESTORED, quell, Contestant.BARE),
            bar(MOST_TIMES_NO_OP_RESTORED, quell, Contestant.NO_OP),
            memory(quell))
        : List.of(bar(MOST_TIMES_BARE_STARTED, quell, Contestant.BARE), memory(quell));
  }

  private Bar bar(double most, Contestant held, String against) {
    return Bar.atMost(
        most,
        "%s, %s, times the %s by the clock".formatted(held.name(), held.level(), against),
        ratio(held, against, FunctionRun::first));
  }

  private Bar memory(Contestant held) {
    return Bar.atMost(
        MOST_TIMES_NO_OP_MEMORY
                * median(runs(Contestant.NO_OP, held.isC1()), FunctionRun::peakMegabytes)
            + MOST_MORE_MEGABYTES,
        "%s, %s, peak memory in MB".formatted(held.name(), held.level()),
        median(Objects.requireNonNull(runs.get(held)), FunctionRun::peakMegabytes));
  }

  /// The median of the rounds' ratios to the one of that name at the same level.
  private double ratio(Contestant contestant, String other, ToDoubleFunction<FunctionRun> figure) {
    return Spread.ofRatios(
            figures(Objects.requireNonNull(runs.get(contestant)), figure),
            figures(runs(other, contestant.isC1()), figure))
        .median();
  }

  private List<FunctionRun> runs(String name, boolean isC1) {
    return runs.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name) && entry.getKey().isC1() == isC1)
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static double[] figures(List<FunctionRun> all, ToDoubleFunction<FunctionRun> figure) {
    return all.stream().mapToDouble(figure).toArray();
  }

  private static double median(List<FunctionRun> all, ToDoubleFunction<FunctionRun> figure) {
    return Spread.of(figures(all, figure)).median();
  }

  private static String spread(List<FunctionRun> all, ToDoubleFunction<FunctionRun> figure) {
    return Spread.of(figures(all, figure)).text(0);
  }

  private Map<String, Object> figures() {
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
    return Map.of("from", isFromSnapshot ? "snapshot" : "start", "unit", "ms", "runs", all);
  }
}
