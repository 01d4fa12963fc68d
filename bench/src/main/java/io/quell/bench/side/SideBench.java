package io.quell.bench.side;

import static io.quell.bench.side.SideContestant.COMMAND_LINE;
import static io.quell.bench.side.SideContestant.JAVA;
import static io.quell.bench.side.SideContestant.LIBRARY;
import static io.quell.bench.side.SideContestant.QUELL;
import static io.quell.bench.side.SideContestant.QUELL_C1;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Measures what deciding on a finding costs in Quell and in awsfindingsmanagerlib, with the
/// library's own rules and findings; and what a whole process takes. Both decide the same: that is
/// shown before anything is timed.
public final class SideBench {
  private static final int OWN_RULES = 9;
  private static final int MANY_RULES = 1_000;
  private static final String ALL = "all.json";
  private static final String SOME = "some.json";
  private static final String FEW = "few.json";
  private static final String PARSED = "parsed";
  private static final String BYTES = "bytes";
  private static final String CLOCK = "clock";
  private static final String PROCESSOR = "processor";
  private static final String WARM_UP_SECONDS = "12";
  private static final String WARM_UP_SECONDS_C1 = "2";
  private static final List<String> SERIAL = List.of("-XX:+UseSerialGC");
  private static final List<String> SERIAL_C1 =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final double LEAST_TIMES = 10;
  private static final double LEAST_TIMES_PROCESS = 1;

  private final SidePlace place;
  private final int findings;
  private final SideFigures figures = new SideFigures();

  private SideBench(SidePlace place, int findings) {
    this.place = place;
    this.findings = findings;
  }

  /// Prints a table, writes all figures as JSON, and ends with exit code 1 where a bar is missed.
  ///
  /// @param args what runs Python, the checkout of the library, the number of findings, that of the
  ///     rounds, and where the JSON goes
  public static void main(String[] args)
      throws IOException, InterruptedException, UnreadableException {
    Path folder = Files.createTempDirectory("side-by-side");
    int findings = Integer.parseInt(args[2]);
    int rounds = Integer.parseInt(args[3]);
    var bench =
        new SideBench(
            new SidePlace(args[0], Path.of(args[1]).toAbsolutePath(), folder), findings);
    try {
      bench.prepare();
      bench.measure(rounds);
    } finally {
      delete(folder);
    }
    bench.print(rounds);
    Files.writeString(Path.of(args[4]), bench.json());
    System.exit(bench.holdsBars() ? 0 : 1);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /// That both say the same of each finding.
  private void prepare() throws IOException, InterruptedException, UnreadableException {
    place.prepare(findings);
    place.importRules(OWN_RULES);
    place.importRules(MANY_RULES);
    long suppressed = compare(OWN_RULES, ALL);
    compare(MANY_RULES, SOME);
    Object summary = place.answer(place.ofCommandLine(OWN_RULES, ALL, "--json"));
    if (!(summary instanceof Map<?, ?> counts)
        || !(counts.get("observed") instanceof Number observed)
        || observed.longValue() != suppressed) {
      throw new IllegalStateException("%d are suppressed: %s".formatted(suppressed, summary));
    }
  }

  private long compare(int rules, String file)
      throws IOException, InterruptedException, UnreadableException {
    List<?> theirs = (List<?>) place.answer(place.ofLibrary("decide", rules, file));
    List<?> own = (List<?>) place.answer(place.ofQuell(SERIAL, "decide", rules, file));
    for (int at = 0; at < Math.max(own.size(), theirs.size()); at++) {
      if (!Objects.equals(own.get(at), theirs.get(at))) {
        throw new IllegalStateException(
            "%d rules, finding %d: Quell says '%s', the library '%s'"
                .formatted(rules, at, own.get(at), theirs.get(at)));
      }
    }
    long suppressed = own.stream().filter(title -> !"".equals(title)).count();
    System.err.printf(
        "%,d rules, %,d findings: %,d suppressed, by the same rules%n",
        rules, own.size(), suppressed);
    return suppressed;
  }

  private void measure(int rounds) throws IOException, InterruptedException, UnreadableException {
    List<SideContestant> findingContest = new ArrayList<>();
    for (int rules : List.of(OWN_RULES, MANY_RULES)) {
      findingContest.add(
          new SideContestant(LIBRARY, rules, place.ofLibrary("measure", rules, FEW)));
      findingContest.add(
          new SideContestant(
              QUELL, rules, place.ofQuell(SERIAL, "measure", rules, FEW, WARM_UP_SECONDS)));
      findingContest.add(
          new SideContestant(
              QUELL_C1,
              rules,
              place.ofQuell(SERIAL_C1, "measure", rules, FEW, WARM_UP_SECONDS_C1)));
    }
    List<SideContestant> processContest =
        new ArrayList<>(
            List.of(
                new SideContestant(LIBRARY, OWN_RULES, place.ofLibrary("count", OWN_RULES, ALL)),
                new SideContestant(COMMAND_LINE, OWN_RULES, place.ofCommandLine(OWN_RULES, ALL)),
                new SideContestant(
                    JAVA, OWN_RULES, place.ofQuell(SERIAL_C1, "count", OWN_RULES, ALL))));
    var random = new Random(1);
    for (int round = 1; round <= rounds; round++) {
      Collections.shuffle(findingContest, random);
      for (SideContestant contestant : findingContest) {
        add(contestant, place.answer(contestant.command()));
      }
      Collections.shuffle(processContest, random);
      for (SideContestant contestant : processContest) {
        add(contestant, place.timed(contestant.command()));
      }
      System.err.printf("round %d of %d%n", round, rounds);
    }
  }

  private void add(SideContestant contestant, Object answer) {
    if (answer instanceof Map<?, ?> measured) {
      measured.forEach(
          (kind, figure) ->
              figures.add(
                  new SideFigure(contestant.what(), contestant.rules(), String.valueOf(kind)),
                  ((Number) figure).doubleValue()));
    }
  }

  private void print(int rounds) {
    System.out.printf(
        "%d rounds, each with a process of each; the median, the lowest and the highest%n%n"
            + "| rules | from | what | µs a finding, processor time | times as cheap as the"
            + " library |%n|---|---|---|---|---|%n",
        rounds);
    for (int rules : List.of(OWN_RULES, MANY_RULES)) {
      for (String kind : List.of(PARSED, BYTES)) {
        for (String what : List.of(LIBRARY, QUELL, QUELL_C1)) {
          var key = new SideFigure(what, rules, kind);
          System.out.printf(
              "| %,d | %s | %s | %s | %s |%n",
              rules, kind, what, spread(figures.sorted(key)), spread(figures.times(key)));
        }
      }
    }
    System.out.printf(
        "%nA process for %,d findings in a file, %d rules%n%n"
            + "| what | s by the clock | s of processor time | times as fast by the clock | times"
            + " as cheap |%n|---|---|---|---|---|%n",
        findings, OWN_RULES);
    for (String what : List.of(LIBRARY, COMMAND_LINE, JAVA)) {
      var clock = new SideFigure(what, OWN_RULES, CLOCK);
      var processor = new SideFigure(what, OWN_RULES, PROCESSOR);
      System.out.printf(
          "| %s | %s | %s | %s | %s |%n",
          what,
          spread(figures.sorted(clock)),
          spread(figures.sorted(processor)),
          spread(figures.times(clock)),
          spread(figures.times(processor)));
    }
    System.out.println();
  }

  private static String spread(double[] sorted) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f–%.2f)",
        SideFigures.median(sorted),
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private boolean holdsBars() {
    boolean holds = true;
    for (String kind : List.of(PARSED, BYTES)) {
      holds &= holds(new SideFigure(QUELL, OWN_RULES, kind), LEAST_TIMES);
    }
    for (String kind : List.of(CLOCK, PROCESSOR)) {
      holds &= holds(new SideFigure(COMMAND_LINE, OWN_RULES, kind), LEAST_TIMES_PROCESS);
    }
    return holds;
  }

  private boolean holds(SideFigure key, double least) {
    double times = SideFigures.median(figures.times(key));
    System.out.printf(
        Locale.ROOT,
        "%s: %s, %d rules, %s: %.2f times (at least %.0f)%n",
        times >= least ? "met" : "MISSED",
        key.what(),
        key.rules(),
        key.kind(),
        times,
        least);
    return times >= least;
  }

  private String json() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (SideFigure key : figures.keys()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("what", key.what());
      one.put("rules", key.rules());
      one.put("from", key.kind());
      boolean isProcess = List.of(CLOCK, PROCESSOR).contains(key.kind());
      List<Double> rounds = new ArrayList<>();
      for (double figure : figures.sorted(key)) {
        rounds.add(figure);
      }
      one.put(isProcess ? "seconds" : "microseconds", rounds);
      all.add(one);
    }
    return Json.write(Map.of("findings", findings, "processorTime", true, "contestants", all));
  }
}
