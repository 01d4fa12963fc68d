package io.quell.bench.match;

import io.quell.bench.Books;
import io.quell.bench.result.Bar;
import io.quell.bench.result.BenchReport;
import io.quell.bench.result.Spread;
import io.quell.finding.Format;
import io.quell.run.RuleEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Measures what a finding costs from the bytes of its event to the decision, in both formats,
/// where half of the findings match and where one in twenty does, with 10, 1,000 and 10,000 rules.
/// What Quell decides is what event-ruler decides: that is shown before anything is timed.
public final class MatchBench {
  private static final List<Integer> SIZES = List.of(10, 1_000, 10_000);
  private static final int HALF = 2;
  private static final int ONE_IN_TWENTY = 20;
  private static final double LEAST_TIMES_RULER_ONE_IN_TWENTY = 1.5;
  private static final double LEAST_TIMES_RULER_HALF = 1;
  private static final double MOST_TIMES_FEW_RULES = 1.5;
  private static final int DEFAULT_ROUNDS = 200;
  private static final int WARM_UP = 600;

  private MatchBench() {}

  /// Prints a table, writes all figures as JSON, and ends with exit code 1 where a bar is missed.
  ///
  /// @param args where the JSON goes, and the number of rounds
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS;
    Map<Integer, RuleEngine> engines = new LinkedHashMap<>();
    SIZES.forEach(size -> engines.put(size, Books.load(Books.packaged(size))));
    Map<EventMix, Contest> contests = new LinkedHashMap<>();
    for (Format format : Format.values()) {
      Map<Integer, RulerBook> rulers = new LinkedHashMap<>();
      SIZES.forEach(size -> rulers.put(size, new RulerBook(format, size)));
      List<MatchContestant> contestants = contestants(engines, rulers);
      for (int every : List.of(HALF, ONE_IN_TWENTY)) {
        var mix = new EventMix(format, every);
        check(mix, engines, rulers);
        contests.put(mix, new Contest(mix.events(), contestants, WARM_UP, rounds));
        System.err.println("measured: " + mix);
      }
    }
    print(contests, rounds);
    BenchReport.end(
        Path.of(args[0]),
        figures(contests),
        contests.entrySet().stream()
            .flatMap(one -> bars(one.getKey(), one.getValue()).stream())
            .toList());
  }

  private static List<MatchContestant> contestants(
      Map<Integer, RuleEngine> engines, Map<Integer, RulerBook> rulers) {
    List<MatchContestant> contestants = new ArrayList<>();
    contestants.add(MatchContestant.tokens());
    contestants.add(MatchContestant.read());
    engines.forEach((rules, engine) -> contestants.add(MatchContestant.decided(engine, rules)));
    rulers.forEach((rules, book) -> contestants.add(MatchContestant.ruler(book, rules)));
    return contestants;
  }

  /// That both say the same of each event, and that as many match as should.
  private static void check(
      EventMix mix, Map<Integer, RuleEngine> engines, Map<Integer, RulerBook> rulers) {
    for (int size : SIZES) {
      int matching = 0;
      for (byte[] event : mix.events()) {
        Set<String> own = MatchContestant.matched(Objects.requireNonNull(engines.get(size)), event);
        Set<String> theirs = Objects.requireNonNull(rulers.get(size)).matched(event);
        if (!own.equals(theirs)) {
          throw new IllegalStateException(
              "%s, %d rules: Quell says %s, event-ruler %s".formatted(mix, size, own, theirs));
        }
        matching += own.size();
      }
      if (matching != mix.matching()) {
        throw new IllegalStateException("%s: %d match".formatted(mix, matching));
      }
    }
  }

  private static List<Bar> bars(EventMix mix, Contest contest) {
    boolean isHalf = mix.every() == HALF;
    List<Bar> bars = new ArrayList<>();
    MatchContestant few = contest.the(MatchContestant.DECIDED, SIZES.getFirst());
    for (int size : SIZES.subList(1, SIZES.size())) {
      MatchContestant own = contest.the(MatchContestant.DECIDED, size);
      bars.add(
          Bar.atLeast(
              isHalf ? LEAST_TIMES_RULER_HALF : LEAST_TIMES_RULER_ONE_IN_TWENTY,
              "%s, %,d rules: times as fast as event-ruler".formatted(mix, size),
              contest.ratios(own, contest.the(MatchContestant.RULER, size)).median()));
    }
    MatchContestant many = contest.the(MatchContestant.DECIDED, SIZES.getLast());
    bars.add(
        Bar.atMost(
            MOST_TIMES_FEW_RULES,
            "%s: cost with 10,000 rules to cost with 10".formatted(mix),
            contest.ratios(few, many).median()));
    return bars;
  }

  private static void print(Map<EventMix, Contest> contests, int rounds) {
    System.out.printf(
        Locale.ROOT,
        "processor time of the thread, %d rounds of turns in one process; the median, and in"
            + " parentheses what 10 and 90 of 100 rounds stayed under%n",
        rounds);
    for (Map.Entry<EventMix, Contest> one : contests.entrySet()) {
      Contest contest = one.getValue();
      MatchContestant tokens = contest.the(MatchContestant.TOKENS, 0);
      System.out.printf(
          Locale.ROOT,
          "%n%s, events of %,d bytes%n%n"
              + "| what | rules | µs an event | events a second | to tokens only | to event-ruler |"
              + " bytes allocated |%n|---|---|---|---|---|---|---|%n",
          one.getKey(),
          contest.bytes());
      for (MatchContestant contestant : contest.contestants()) {
        Spread times = contest.microseconds(contestant);
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %s | %,.0f | %s | %s | %,d |%n",
            contestant.what(),
            contestant.rules() == 0 ? "–" : "%,d".formatted(contestant.rules()),
            times.within80(2),
            1_000_000 / times.median(),
            contest.ratios(contestant, tokens).within80(2),
            contestant.what().equals(MatchContestant.DECIDED)
                ? contest
                    .ratios(contestant, contest.the(MatchContestant.RULER, contestant.rules()))
                    .within80(2)
                : "",
            contest.allocated(contestant));
      }
    }
    System.out.println();
  }

  private static Map<String, Object> figures(Map<EventMix, Contest> contests) {
    List<Map<String, Object>> all = new ArrayList<>();
    contests.forEach(
        (mix, contest) -> {
          for (MatchContestant contestant : contest.contestants()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("format", mix.format().name());
            one.put("oneMatchesIn", mix.every());
            one.putAll(contest.figures(contestant));
            all.add(one);
          }
        });
    return Map.of("processorTime", true, "contestants", all);
  }
}
