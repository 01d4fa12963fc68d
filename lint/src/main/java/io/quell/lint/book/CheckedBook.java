package io.quell.lint.book;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.lint.solver.Satisfiability;
import io.quell.lint.solver.Solver;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rule book that is checked, in its order, with all that the checks go by.
public final class CheckedBook {

  /// A rule that has no readable card or criteria.
  ///
  /// @param position its place in the book, from 0
  /// @param name its id, or its class where the card cannot be read
  /// @param reason what is wrong with it, as a sentence
  public record BrokenRule(int position, Rule rule, String name, String reason) {}

  private final List<BookRule> rules = new ArrayList<>();
  private final List<BrokenRule> broken = new ArrayList<>();
  private final RuleHistory history;
  private final LintOptions options;
  private final Optional<Corpus> corpus;
  private final Optional<FormerRules> former;
  private final Solver solver;
  private final IdentityHashMap<BookRule, Satisfiability> answers = new IdentityHashMap<>();
  private @Nullable Overlaps overlaps;

  /// Reads the cards and the criteria.
  ///
  /// @param rules the rules in the order they run
  /// @param history what is said of rules that have left, got another id, or do not run
  /// @param options what the checks go by
  /// @param corpus what the same rules match, where findings are at hand
  /// @param former the rules that the book had before, where those are to be compared
  public CheckedBook(
      List<? extends Rule> rules,
      RuleHistory history,
      LintOptions options,
      Optional<Corpus> corpus,
      Optional<FormerRules> former) {
    this.history = history;
    this.options = options;
    this.corpus = corpus;
    this.former = former;
    this.solver = new Solver(options.now());
    for (int at = 0; at < rules.size(); at++) {
      read(at, rules.get(at));
    }
  }

  private void read(int position, Rule rule) {
    String name = rule.getClass().getSimpleName();
    try {
      Card card = rule.card();
      name = card.id();
      rules.add(new BookRule(position, rule, card, rule.when()));
    } catch (RuntimeException e) {
      broken.add(
          new BrokenRule(
              position,
              rule,
              name,
              "Its card or its criteria cannot be read: " + e.getMessage() + "."));
    }
  }

  /// The rules that can be read.
  public List<BookRule> rules() {
    return rules;
  }

  /// The rules that can be read and may match something.
  public List<BookRule> matchable() {
    return rules.stream().filter(rule -> !(answer(rule) instanceof Satisfiability.Never)).toList();
  }

  /// The rules that cannot be read.
  public List<BrokenRule> broken() {
    return broken;
  }

  /// What all rules are called, those that cannot be read included.
  public Set<String> names() {
    return Stream.concat(rules.stream().map(BookRule::id), broken.stream().map(BrokenRule::name))
        .collect(Collectors.toSet());
  }

  /// What is said of rules that have left, got another id, or do not run.
  public RuleHistory history() {
    return history;
  }

  /// The rules that the book had before, where those are to be compared.
  public Optional<FormerRules> former() {
    return former;
  }

  /// Whether a rule runs today or one day: it is not suspended, and its last day is not past.
  public boolean runs(BookRule rule) {
    LocalDate last = rule.card().expires();
    return !history.suspended().contains(rule.id())
        && (last == null || !last.isBefore(options.today()));
  }

  /// What the checks go by.
  public LintOptions options() {
    return options;
  }

  /// What the rules match of real findings, where those are at hand.
  public Optional<Corpus> corpus() {
    return corpus;
  }

  /// Whether the criteria of a rule can hold.
  public Satisfiability answer(BookRule rule) {
    return answers.computeIfAbsent(rule, each -> solver.solve(each.when()));
  }

  /// Whether a rule's criteria and others can hold together.
  public Satisfiability answer(BookRule rule, Criteria others, Predicate<Finding> likes) {
    return solver.solve(Criteria.allOf(rule.when(), others), likes);
  }

  /// Whether two rules may match one finding, as far as is quickly told.
  public boolean mayMeet(BookRule rule, BookRule other) {
    return overlaps().mayMeet(rule, other);
  }

  /// What decides whether criteria can hold.
  public Solver solver() {
    return solver;
  }

  /// The rules, by index in [#rules], that may match a finding that this one matches.
  public BitSet overlapping(BookRule rule) {
    return overlaps().of(rule);
  }

  private Overlaps overlaps() {
    if (overlaps == null) {
      overlaps = new Overlaps(rules);
    }
    return overlaps;
  }
}
