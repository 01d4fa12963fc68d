package io.quell.bench.side;

import static io.quell.bench.side.SideContestant.COMMAND_LINE;
import static io.quell.bench.side.SideContestant.JAVA;
import static io.quell.bench.side.SideContestant.LIBRARY;
import static io.quell.bench.side.SideContestant.QUELL;
import static io.quell.bench.side.SideContestant.QUELL_C1;

import io.quell.bench.result.Bar;
import io.quell.bench.result.BenchReport;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Measures what deciding on a finding costs in Quell and in awsfindingsmanagerlib, with the
/// library's own rules and findings; and what a whole process takes. Both decide the same: that is
/// shown before anything is timed.
public final class SideBench {
  private static final int DEFAULT_FINDINGS = 20_000;
  private static final int DEFAULT_ROUNDS = 5;
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
  /// @param args where the JSON goes, what runs Python, the checkout of the library, the number of
  ///     findings, and that of the rounds
  public static void main(String[] args)
      throws IOException, InterruptedException, UnreadableException {
    Path folder = Files.createTempDirectory("side-by-side");
    int findings = args.length > 3 ? Integer.parseInt(args[3]) : DEFAULT_FINDINGS;
    int rounds = args.length > 4 ? Integer.parseInt(args[4]) : DEFAULT_ROUNDS;
    var bench =
        new SideBench(new SidePlace(args[1], Path.of(args[2]).toAbsolutePath(), folder), findings);
    try {
      bench.prepare();
      bench.measure(rounds);
    } finally {
      delete(folder);
    }
    bench.print(rounds);
    BenchReport.end(Path.of(args[0]), bench.json(), bench.bars());
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
              rules, kind, what, figures.of(key).text(2), figures.times(key).text(2));
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
          figures.of(clock).text(2),
          figures.of(processor).text(2),
          figures.times(clock).text(2),
          figures.times(processor).text(2));
    }
    System.out.println();
  }

  private List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    for (String kind : List.of(PARSED, BYTES)) {
      bars.add(
          Bar.atLeast(
              LEAST_TIMES,
              "times as cheap a finding as the library, 9 rules, " + kind,
              figures.times(new SideFigure(QUELL, OWN_RULES, kind)).median()));
    }
    bars.add(
        Bar.atLeast(
            LEAST_TIMES_PROCESS,
            "times as fast as the library, a whole process, by the clock",
            figures.times(new SideFigure(COMMAND_LINE, OWN_RULES, CLOCK)).median()));
    bars.add(
        Bar.atLeast(
            LEAST_TIMES_PROCESS,
            "times as cheap as the library, a whole process, processor time",
            figures.times(new SideFigure(COMMAND_LINE, OWN_RULES, PROCESSOR)).median()));
    return bars;
  }

  private Map<String, Object> json() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (SideFigure key : figures.keys()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("what", key.what());
      one.put("rules", key.rules());
      one.put("from", key.kind());
      boolean isProcess = List.of(CLOCK, PROCESSOR).contains(key.kind());
      one.put(isProcess ? "seconds" : "microseconds", figures.of(key).list());
      all.add(one);
    }
    return Map.of("findings", findings, "processorTime", true, "contestants", all);
  }
}
