package io.quell.bench.match;

import io.quell.bench.Books;
import io.quell.bench.match.PartEvents.State;
import io.quell.bench.result.Bar;
import io.quell.bench.result.BenchReport;
import io.quell.bench.result.Spread;
import io.quell.book.Book;
import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import io.quell.update.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures the parts of what a finding costs: to parse its event, to match 1,000 rules against it,
/// to settle what they want, and to group its update with others. Each is held against the bare
/// tokens of the same events.
public final class PartsBench {
  private static final int RULES = 1_000;
  private static final int DEFAULT_ROUNDS = 30;
  private static final int WARM_UP = 150;
  private static final int FEW_UPDATES = 3;
  private static final double MOST_TO_GROUP = 0.1;

  /// With 334, 333 and 333 findings, of which a call takes a hundred.
  private static final int CALLS_OF_FEW_UPDATES = 12;

  private static final String MATCHED = "Quell, read and matched";

  /// What may take at most so many times as long as the bare tokens of the same events.
  private enum Part {
    SETTLED("settled, all in one situation", 1),
    SETTLED_OWN("settled, each in its own situation", 2),
    MARKED("matched and settled what is marked, all in one situation", 3),
    MARKED_OWN("matched and settled what is marked, each in its own situation", 6),
    GROUPED_FEW("three updates grouped", MOST_TO_GROUP),
    GROUPED_MANY("updates that all differ grouped", MOST_TO_GROUP);

    private final String words;
    private final double most;

    Part(String words, double most) {
      this.words = words;
      this.most = most;
    }

    /// What is measured with findings of a kind.
    static Part of(PartEvents kind) {
      if (kind.state() == State.WANTED) {
        return kind.isOwn() ? SETTLED_OWN : SETTLED;
      }
      return kind.isOwn() ? MARKED_OWN : MARKED;
    }

    Bar bar(double times) {
      return Bar.atMost(most, words + ", times the bare tokens", times);
    }
  }

  /// A rule that is matched, and then wants nothing: nothing is settled.
  private record Declining(Rule rule) implements Rule {
    @Override
    public Card card() {
      return rule.card();
    }

    @Override
    public Criteria when() {
      return rule.when();
    }

    @Override
    public Decision decide(Finding finding) {
      return Decision.noMatch();
    }
  }

  private final int rounds;
  private final RuleEngine engine;
  private final RuleEngine declining;
  private final Map<String, Contest> contests = new LinkedHashMap<>();
  /// What each part takes in the format in which it takes longest, times the bare tokens.
  private final Map<Part, Double> longest = new EnumMap<>(Part.class);

  private PartsBench(int rounds) {
    this.rounds = rounds;
    Book book = Books.book(Books.packaged(RULES));
    this.engine = book.engine(Books.CLOCK);
    this.declining =
        new RuleEngine(book.rules().stream().map(Declining::new).toList(), Books.CLOCK);
  }

  /// Prints tables, writes all figures as JSON, and ends with exit code 1 where a bar is missed.
  ///
  /// @param args where the JSON goes, and the number of rounds
  public static void main(String[] args) throws IOException {
    var bench = new PartsBench(args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS);
    System.out.printf(
        Locale.ROOT,
        "processor time of the thread, %,d rules, %,d events, %d rounds of turns in one process;"
            + " the median, and in parentheses what 10 and 90 of 100 rounds stayed under%n",
        RULES,
        PartEvents.EVENTS,
        bench.rounds);
    for (Format format : Format.values()) {
      for (State state : State.values()) {
        bench.settle(new PartEvents(format, state, false));
        bench.settle(new PartEvents(format, state, true));
      }
      bench.group(format);
    }
    BenchReport.end(
        Path.of(args[0]),
        bench.figures(),
        bench.longest.entrySet().stream().map(one -> one.getKey().bar(one.getValue())).toList());
  }

  private void settle(PartEvents kind) {
    List<byte[]> events = kind.events(engine);
    check(kind, events);
    MatchContestant tokens = MatchContestant.tokens();
    MatchContestant read = MatchContestant.read();
    MatchContestant decided = MatchContestant.decided(engine, RULES);
    List<MatchContestant> contestants = new ArrayList<>(List.of(tokens, read, decided));
    MatchContestant before = read;
    if (kind.state() == State.WANTED) {
      before = MatchContestant.decided(MATCHED, declining, RULES);
      contestants.add(2, before);
    }
    Contest contest = measured(kind.toString(), events, contestants);
    found(Part.of(kind), contest.added(decided, before, tokens));
  }

  /// That what is measured is what it says.
  private void check(PartEvents kind, List<byte[]> events) {
    for (byte[] event : events) {
      Finding finding = MatchContestant.findings(event).getFirst();
      Evaluation own = engine.evaluate(finding);
      boolean isRight =
          switch (kind.state()) {
            case WANTED ->
                own.matched().size() == 1
                    && !own.update().isEmpty()
                    && own.givenBack().isEmpty()
                    && declining.evaluate(finding).matched().isEmpty();
            case SET -> own.matched().size() == 1 && own.update().isEmpty();
            case LEFT -> own.matched().isEmpty() && !own.givenBack().isEmpty();
          };
      if (!isRight) {
        throw new IllegalStateException("%s: %s".formatted(kind, own));
      }
    }
  }

  private void group(Format format) {
    List<byte[]> events = PartEvents.matching(format, FEW_UPDATES);
    List<FindingUpdate> few = PartEvents.updates(engine, events);
    List<FindingUpdate> many =
        PartEvents.updates(engine, PartEvents.matching(format, PartEvents.EVENTS));
    requireCalls(few, CALLS_OF_FEW_UPDATES);
    requireCalls(many, PartEvents.EVENTS);
    MatchContestant tokens = MatchContestant.tokens();
    MatchContestant grouped =
        new MatchContestant("Quell, " + Part.GROUPED_FEW.words, 0, _ -> SecurityHub.calls(few));
    MatchContestant apart =
        new MatchContestant("Quell, " + Part.GROUPED_MANY.words, 0, _ -> SecurityHub.calls(many));
    Contest contest = measured(format + ", grouped", events, List.of(tokens, grouped, apart));
    found(Part.GROUPED_FEW, contest.ratios(tokens, grouped));
    found(Part.GROUPED_MANY, contest.ratios(tokens, apart));
  }

  private void found(Part part, Spread times) {
    System.out.printf(Locale.ROOT, "%s: %s times the bare tokens%n", part.words, times.within80(2));
    longest.merge(part, times.median(), Math::max);
  }

  private static void requireCalls(List<FindingUpdate> updates, int calls) {
    if (SecurityHub.calls(updates) != calls) {
      throw new IllegalStateException(
          "%d calls instead of %d".formatted(SecurityHub.calls(updates), calls));
    }
  }

  private Contest measured(String what, List<byte[]> events, List<MatchContestant> contestants) {
    var contest = new Contest(events, contestants, WARM_UP, rounds);
    contests.put(what, contest);
    System.out.printf(
        Locale.ROOT,
        "%n%s, events of %,d bytes%n%n| what | µs an event | times the tokens | bytes allocated |%n"
            + "|---|---|---|---|%n",
        what,
        contest.bytes());
    for (MatchContestant contestant : contestants) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %,d |%n",
          contestant.what(),
          contest.microseconds(contestant).within80(2),
          contest.ratios(contestants.getFirst(), contestant).within80(2),
          contest.allocated(contestant));
    }
    System.out.println();
    return contest;
  }

  private Map<String, Object> figures() {
    List<Map<String, Object>> all = new ArrayList<>();
    contests.forEach(
        (what, contest) ->
            contest
                .contestants()
                .forEach(
                    contestant -> {
                      Map<String, Object> one = new LinkedHashMap<>();
                      one.put("events", what);
                      one.putAll(contest.figures(contestant));
                      all.add(one);
                    }));
    return Map.of("processorTime", true, "contestants", all);
  }
}
