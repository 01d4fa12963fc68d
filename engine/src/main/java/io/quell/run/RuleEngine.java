package io.quell.run;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.criteria.Mismatch;
import io.quell.criteria.RegexBudgetExceededException;
import io.quell.finding.Finding;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.run.Evaluation.RuleFailure;
import io.quell.run.Reconciliation.Bounds;
import io.quell.run.mark.Marking;
import io.quell.run.mark.Marks;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.Decision;
import io.quell.update.Update;
import io.quell.value.Bounded;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Runs an ordered list of rules over findings.
///
/// Rules run in their order. Every match lays its fields over the earlier ones, the later wins
/// field by field, and a terminal rule ends the run: the semantics of Security Hub's automation
/// rules. A rule that throws, or that decides on what its card does not allow, is reported, and the
/// others go on.
///
/// Rules see a finding as it would be without Quell. So the same finding always gets the same
/// decision, however often it comes back with what Quell has changed on it.
public final class RuleEngine {
  /// @param negated the fields that have to be readable where the rule suppresses
  private record EngineRule(Card card, Criteria criteria, Rule rule, List<Field> negated) {
    static EngineRule of(Rule rule) {
      Criteria criteria = rule.when();
      return new EngineRule(rule.card(), criteria, rule, criteria.negatedFields());
    }
  }

  /// What came of asking the rules in order.
  ///
  /// @param end the position of the terminal rule that ended the run, or the number of rules
  private record Run(
      EvaluationContext subject,
      DesiredChanges desired,
      List<Card> matched,
      List<RuleFailure> failures,
      List<String> doubts,
      List<String> notAsked,
      int end) {}

  /// A severity is unknown where there is none.
  private static final Set<Field> UNKNOWN_WHERE_ABSENT =
      Set.of(Named.SEVERITY, Named.PROVIDER_SEVERITY, Named.NORMALIZED_SEVERITY);

  private static final List<String> RELEASED =
      List.of("everything: a person has released the finding");

  /// A situation takes some hundred bytes, and as much as the largest finding at most.
  private static final int MOST_REMEMBERED = 64;

  /// What stands for a rule where none has a part in a failure.
  private static final String NO_RULE = "none";

  private final List<EngineRule> entries;
  private final RulesInMarks known;
  private final RuleHistory history;
  private final RuleIndex index;
  private final String version;
  private final BookSettings settings;
  private final Marking marking;
  private final Clock clock;
  /// Whether nothing is set that rules want.
  private final boolean setsNothing;
  private final Map<Situation, Settlement> remembered = new ConcurrentHashMap<>();

  /// @param rules the rules in order
  /// @param history what is to be known of rules that have left the book, got another id, or do not
  ///     run
  /// @param version what tells these rules from others in the log
  /// @param settings as whom the rules run, and how far
  /// @param clock tells the day that rules are in force on and the time that ages are counted to
  /// @throws IllegalArgumentException where a card is wrong, two rules have one id, or the history
  ///     does not fit the rules
  public RuleEngine(
      List<? extends Rule> rules,
      RuleHistory history,
      String version,
      BookSettings settings,
      Clock clock) {
    this.entries = rules.stream().map(EngineRule::of).toList();
    this.index = new RuleIndex(entries.stream().map(EngineRule::criteria).toList());
    this.version = version;
    this.settings = settings;
    this.clock = clock;
    this.setsNothing = false;
    Map<String, Rule> byId = new HashMap<>();
    for (EngineRule entry : entries) {
      Rule other = byId.put(entry.card().id(), entry.rule());
      if (other != null) {
        throw new IllegalArgumentException(
            "two rules have the id '%s': %s and %s"
                .formatted(
                    entry.card().id(),
                    other.getClass().getName(),
                    entry.rule().getClass().getName()));
      }
    }
    history
        .problem(byId.keySet())
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    this.known = RulesInMarks.of(cards(), history);
    this.history = history;
    this.marking =
        settings.marking(
            history.moved(), entries.stream().anyMatch(entry -> readsScores(entry.criteria())));
  }

  /// An engine that tries rules.
  ///
  /// @throws IllegalArgumentException where a card is wrong or two rules have one id
  public RuleEngine(List<? extends Rule> rules, Clock clock) {
    this(rules, RuleHistory.NONE, "unnamed", BookSettings.trial(), clock);
  }

  private RuleEngine(RuleEngine other, RuleHistory history, boolean setsNothing) {
    this.entries = other.entries;
    this.known = other.known;
    this.history = history;
    this.index = other.index;
    this.version = other.version;
    this.settings = other.settings;
    this.marking = other.marking;
    this.clock = other.clock;
    this.setsNothing = setsNothing;
  }

  /// The same rules where some more are suspended, as if the book said so: they set nothing, and
  /// what they have set is given back.
  ///
  /// @param ids the rules; one may be a former id. Those that the book does not have count for
  ///     nothing: see [#unknown(Collection)]
  public RuleEngine suspending(Collection<String> ids) {
    Set<String> suspended =
        ids.stream().map(this::presentId).filter(this::has).collect(Collectors.toSet());
    return suspended.isEmpty()
        ? this
        : new RuleEngine(
            this, history.and(new RuleHistory(Set.of(), Map.of(), suspended)), setsNothing);
  }

  /// The same rules where nothing new is set: an update gives back what no rule wants any more, and
  /// does nothing else. A person's release works.
  ///
  /// A value of Quell's stays as long as a rule that matches leads to it, although a later rule
  /// wants another one.
  public RuleEngine settingNothing() {
    return new RuleEngine(this, history, true);
  }

  /// Those ids that no rule of the book has or had.
  public List<String> unknown(Collection<String> ids) {
    return ids.stream().filter(id -> !has(presentId(id))).toList();
  }

  private String presentId(String id) {
    return history.moved().getOrDefault(id, id);
  }

  private boolean has(String id) {
    return entries.stream().anyMatch(entry -> entry.card().id().equals(id));
  }

  /// Whether criteria test the numbers that a severity of Quell's takes the place of.
  private static boolean readsScores(Criteria criteria) {
    return criteria
        .tests()
        .map(Criteria.Test::field)
        .anyMatch(
            field ->
                field == Named.NORMALIZED_SEVERITY
                    || (field instanceof Field.Raw(var path)
                        && path.getFirst().equals("Severity")));
  }

  /// What tells these rules from others in the log.
  public String version() {
    return version;
  }

  /// The cards of the rules, in order.
  public List<Card> cards() {
    return entries.stream().map(EngineRule::card).toList();
  }

  /// As whom the rules run.
  public BookSettings settings() {
    return settings;
  }

  /// What a rule asks of findings; empty where no rule has the id.
  public Optional<Criteria> criteria(String ruleId) {
    return entries.stream()
        .filter(entry -> entry.card().id().equals(ruleId))
        .map(EngineRule::criteria)
        .findFirst();
  }

  /// The rules that want something else on the day after this one without any event.
  public DueRules due(LocalDate yesterday) {
    return DueRules.of(
        entries.stream().map(entry -> Map.entry(entry.card(), entry.criteria())).toList(),
        history,
        yesterday);
  }

  /// Takes back what Quell has changed on a finding, because a person wants it so. No rule applies
  /// to it any more.
  public Evaluation release(Finding finding) {
    return guarded(
        finding,
        () -> {
          Marks marks = Marks.of(finding, marking);
          return byPerson(finding, marks, marks.isReleased(), marks::release);
        });
  }

  /// Takes back what this book has changed on a finding, whatever its rules want, and keeps no rule
  /// away: for a book that goes. The finding's next event would bring the rules' changes again
  /// where the book still runs.
  public Evaluation giveBack(Finding finding) {
    return guarded(
        finding,
        () -> {
          Marks marks = Marks.of(finding, marking);
          return byPerson(finding, marks, !marks.holds(), marks::giveBack);
        });
  }

  /// Undoes a release, and all that rules may not set again because somebody else has changed it.
  public Evaluation undoRelease(Finding finding) {
    return guarded(
        finding,
        () -> {
          Marks marks = Marks.of(finding, marking);
          return byPerson(finding, marks, !marks.hasRefusals(), marks::undoRelease);
        });
  }

  /// One finding that nobody has thought of must not take the others of its invocation with it.
  private static Evaluation guarded(Finding finding, Supplier<Evaluation> evaluation) {
    try {
      return evaluation.get();
    } catch (RuntimeException e) {
      return Evaluation.failed(finding, new RuleFailure(NO_RULE, "it cannot be decided on: " + e));
    }
  }

  private static Evaluation byPerson(
      Finding finding, Marks marks, boolean isDone, Supplier<Update> update) {
    Optional<String> obstacle =
        marks
            .handsOff()
            .map("everything: "::concat)
            .or(() -> marks.hasRoom(Set.of()) ? Optional.empty() : Optional.of(marks.noRoom()));
    return Evaluation.byPerson(
        finding,
        isDone || obstacle.isPresent() ? Update.NONE : update.get(),
        isDone ? List.of() : obstacle.stream().toList());
  }

  /// Decides on one finding.
  public Evaluation evaluate(Finding finding) {
    return evaluate(finding, new RunawayRules());
  }

  /// Decides on one of many findings.
  ///
  /// @param runaways the rules that have run away on the others
  public Evaluation evaluate(Finding finding, RunawayRules runaways) {
    return guarded(finding, () -> decided(finding, runaways));
  }

  private Evaluation decided(Finding finding, RunawayRules runaways) {
    Marks marks = Marks.of(finding, marking);
    if (marks.isReleased()) {
      return Evaluation.byPerson(finding, Update.NONE, RELEASED);
    }
    Run run = run(finding, marks, runaways);
    if (run.desired().isEmpty() && !marks.isMarked()) { // as with most findings
      return new Evaluation(
          finding,
          run.matched(),
          Optional.empty(),
          Update.NONE,
          List.of(),
          List.of(),
          run.doubts(),
          List.of(),
          run.failures(),
          run.notAsked());
    }
    Settlement settled = settled(run, finding, marks.isMarked());
    return new Evaluation(
        finding,
        run.matched(),
        settled.decidedBy(),
        settled.update(),
        settled.changes(),
        settled.givenBack(),
        both(run.doubts(), settled.kept()),
        settled.unknownRules(),
        run.failures(),
        run.notAsked());
  }

  private static List<String> both(List<String> first, List<String> next) {
    return first.isEmpty() ? next : Stream.concat(first.stream(), next.stream()).toList();
  }

  private Run run(Finding finding, Marks marks, RunawayRules runaways) {
    EvaluationContext subject = EvaluationContext.of(marks.withoutQuell(), clock.instant());
    LocalDate day = day(subject.now());
    var desired = new DesiredChanges(finding.format(), marks::severityWithoutQuell, marks::refuses);
    List<Card> matched = new ArrayList<>();
    List<RuleFailure> failures = new ArrayList<>();
    List<String> doubts = new ArrayList<>();
    List<String> notAsked = new ArrayList<>();
    BitSet candidates = index.candidates(subject);
    for (int at = candidates.nextSetBit(0); at >= 0; at = candidates.nextSetBit(at + 1)) {
      EngineRule entry = entries.get(at);
      if (!isRunOn(day, entry.card())) {
        continue;
      }
      if (runaways.isLeftOut(entry.card().id())) {
        notAsked.add(entry.card().id());
      } else if (matches(entry, subject, desired, failures, doubts, runaways)) {
        matched.add(entry.card());
        if (entry.card().terminal()) {
          return new Run(subject, desired, matched, failures, doubts, notAsked, at);
        }
      }
    }
    return new Run(subject, desired, matched, failures, doubts, notAsked, entries.size());
  }

  private boolean isRunOn(LocalDate day, Card card) {
    return card.isInForceOn(day) && !history.suspended().contains(card.id());
  }

  /// What comes of what the rules want. Where all of them could be asked it is remembered: a
  /// backlog has many findings in few situations.
  private Settlement settled(Run run, Finding finding, boolean isMarked) {
    if (!run.failures().isEmpty() || !run.notAsked().isEmpty()) {
      return newlySettled(run, finding, isMarked).orElse(Settlement.NOTHING);
    }
    Situation situation = Situation.of(finding, isMarked, run.desired().wishes());
    Settlement known = remembered.get(situation);
    if (known != null) {
      return known;
    }
    Optional<Settlement> settled = newlySettled(run, finding, isMarked);
    if (settled.isPresent()) {
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.put(situation, settled.get());
    }
    return settled.orElse(Settlement.NOTHING);
  }

  private Optional<Settlement> newlySettled(Run run, Finding finding, boolean isMarked) {
    return reconciled(run, finding, isMarked, done -> Settlement.of(done, run.matched()));
  }

  /// One finding whose update cannot be made must not take the others of its invocation with it.
  private <T> Optional<T> reconciled(
      Run run, Finding finding, boolean isMarked, Function<Reconciliation, T> result) {
    Finding state = Situation.state(finding, isMarked);
    try {
      return Optional.of(
          result.apply(
              Reconciliation.of(
                  run.desired(),
                  state,
                  Marks.of(state, marking),
                  known.without(unjudged(run)),
                  new Bounds(setsNothing, settings.givesBack(), settings.looksAtClosed()))));
    } catch (RuntimeException e) {
      Stream<String> ids =
          run.matched().isEmpty() ? Stream.of(NO_RULE) : run.matched().stream().map(Card::id);
      ids.forEach(
          id -> run.failures().add(new RuleFailure(id, "the update could not be made: " + e)));
      return Optional.empty();
    }
  }

  /// The rules of which it is not known what they want.
  private static List<String> unjudged(Run run) {
    return run.failures().isEmpty() && run.notAsked().isEmpty() // as with most findings
        ? List.of()
        : Stream.concat(run.failures().stream().map(RuleFailure::rule), run.notAsked().stream())
            .toList();
  }

  /// Whether the rule matched; what it wants is added then.
  private static boolean matches(
      EngineRule entry,
      EvaluationContext subject,
      DesiredChanges desired,
      List<RuleFailure> failures,
      List<String> doubts,
      RunawayRules runaways) {
    try {
      if (!entry.criteria().holds(subject)) {
        return false;
      }
      return switch (decide(entry, subject.finding())) {
        case Decision.NoMatch _ -> false;
        case Decision.Apply changes -> {
          Optional<String> doubt = doubt(entry, changes, subject);
          doubt.ifPresent(doubts::add);
          if (doubt.isEmpty()) {
            desired.add(changes, entry.card());
          }
          yield doubt.isEmpty();
        }
      };
    } catch (RuntimeException
        | StackOverflowError e) { // a regular expression can be endless, or overflow the stack
      if (e instanceof RegexBudgetExceededException) {
        runaways.ranAway(entry.card().id());
      }
      failures.add(failure(entry, e));
      return false;
    }
  }

  /// Why a rule does not suppress a finding, though its criteria hold: what cannot be read is never
  /// the ground of a suppression, neither through a negation nor through an exception.
  private static Optional<String> doubt(
      EngineRule entry, Decision.Apply changes, EvaluationContext subject) {
    if (entry.negated().isEmpty()
        || changes.actions().stream().noneMatch(action -> action.change() == Change.SUPPRESSION)) {
      return Optional.empty();
    }
    return entry.negated().stream()
        .flatMap(
            field ->
                unknown(field, subject).stream()
                    .map(
                        seen ->
                            "rule %s would suppress the finding, but its %s cannot be told: %s"
                                .formatted(entry.card().id(), field, seen)))
        .findFirst();
  }

  /// A severity is unknown where there is none, too.
  private static Optional<String> unknown(Field field, EvaluationContext subject) {
    boolean isAbsentSeverity =
        UNKNOWN_WHERE_ABSENT.contains(field) && field.values(subject).findFirst().isEmpty();
    return field
        .unreadable(subject)
        .or(() -> isAbsentSeverity ? Optional.of("there is none") : Optional.empty());
  }

  private static Decision decide(EngineRule entry, Finding finding) {
    Decision decision = entry.rule().decide(finding);
    if (decision instanceof Decision.Apply(var actions)) {
      for (Action action : actions) {
        entry
            .card()
            .refusal(action)
            .ifPresent(
                reason -> {
                  throw new IllegalStateException("it " + reason);
                });
      }
    }
    return decision;
  }

  private static RuleFailure failure(EngineRule entry, Throwable thrown) {
    String where = thrown.getStackTrace().length == 0 ? "" : " at " + thrown.getStackTrace()[0];
    return new RuleFailure(entry.card().id(), said(thrown) + where);
  }

  /// Where the author of a rule can mend it, the message tells how, and the class of it tells
  /// nothing.
  private static String said(Throwable thrown) {
    return thrown instanceof RegexBudgetExceededException endless
        ? endless.getMessage()
        : thrown.toString();
  }

  /// Why one rule does, or does not, apply to a finding. What it saw is what was there without
  /// Quell.
  ///
  /// @throws IllegalArgumentException where no rule has the id
  public Explanation explain(String ruleId, Finding finding) {
    return explain(finding, Set.of(ruleId)).rules().getFirst().explanation();
  }

  /// Why each rule does, or does not, apply to a finding, and who won each field.
  public FindingExplanation explain(Finding finding) {
    return explain(finding, IntStream.range(0, entries.size()).boxed().toList());
  }

  /// Why these rules do, or do not, apply to a finding; the fields are those of all rules. Far
  /// fewer rules are looked at than for [#explain(Finding)].
  ///
  /// @throws IllegalArgumentException where no rule has one of the ids
  public FindingExplanation explain(Finding finding, Set<String> ruleIds) {
    List<Integer> chosen =
        IntStream.range(0, entries.size())
            .filter(at -> ruleIds.contains(entries.get(at).card().id()))
            .boxed()
            .toList();
    List<String> known = chosen.stream().map(at -> entries.get(at).card().id()).toList();
    ruleIds.stream()
        .filter(id -> !known.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw new IllegalArgumentException(
                  "no rule has the id '%s'; the rules are %s"
                      .formatted(
                          Bounded.value(id),
                          Bounded.joined(", ", cards().stream().map(Card::id).toList())));
            });
    return explain(finding, chosen);
  }

  private FindingExplanation explain(Finding finding, List<Integer> chosen) {
    Marks marks = Marks.of(finding, marking);
    if (marks.isReleased()) {
      return new FindingExplanation(
          finding,
          explained(chosen, _ -> new Explanation.Released()),
          List.of(),
          RELEASED,
          List.of());
    }
    Run run = run(finding, marks, new RunawayRules());
    List<FindingExplanation.OfRule> rules =
        explained(
            chosen,
            at -> {
              Explanation alone = alone(entries.get(at), run.subject());
              return at > run.end()
                  ? new Explanation.Hidden(entries.get(run.end()).card(), alone)
                  : alone;
            });
    // The update is made too, for it may be what cannot be made.
    Optional<Reconciliation> settled =
        reconciled(
            run,
            finding,
            marks.isMarked(),
            done -> {
              Settlement.of(done, run.matched());
              return done;
            });
    return new FindingExplanation(
        finding,
        rules,
        settled.map(Reconciliation::resolutions).orElse(List.of()),
        both(run.doubts(), settled.map(Reconciliation::kept).orElse(List.of())),
        run.failures());
  }

  private List<FindingExplanation.OfRule> explained(
      List<Integer> chosen, IntFunction<Explanation> explanation) {
    return chosen.stream()
        .map(at -> new FindingExplanation.OfRule(entries.get(at).card(), explanation.apply(at)))
        .toList();
  }

  /// What a rule says without regard to the others.
  private Explanation alone(EngineRule entry, EvaluationContext subject) {
    LocalDate day = day(subject.now());
    if (history.suspended().contains(entry.card().id())) {
      return new Explanation.Suspended();
    }
    if (!entry.card().isInForceOn(day)) {
      return new Explanation.NotInForce(entry.card(), day);
    }
    try {
      if (!entry.criteria().holds(subject)) {
        return failed(entry.criteria(), subject);
      }
      return switch (decide(entry, subject.finding())) {
        case Decision.NoMatch _ -> new Explanation.Declined();
        case Decision.Apply changes ->
            doubt(entry, changes, subject)
                .<Explanation>map(Explanation.Doubtful::new)
                .orElseGet(() -> new Explanation.Matched(changes));
      };
    } catch (RuntimeException | StackOverflowError e) {
      return new Explanation.Broken(failure(entry, e));
    }
  }

  private static Explanation failed(Criteria criteria, EvaluationContext subject) {
    List<Mismatch> mismatches = new ArrayList<>();
    List<Criteria> held = new ArrayList<>();
    for (Criteria part :
        criteria instanceof Criteria.AllOf(var parts) ? parts : List.of(criteria)) {
      try {
        Mismatch.of(part, subject).ifPresentOrElse(mismatches::add, () -> held.add(part));
      } catch (RuntimeException | StackOverflowError e) { // a part that the run never came to
        mismatches.add(new Mismatch.Untestable(part, said(e)));
      }
    }
    return new Explanation.Failed(mismatches, held);
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
