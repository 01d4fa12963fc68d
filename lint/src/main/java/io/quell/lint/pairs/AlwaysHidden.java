package io.quell.lint.pairs;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.finding.Finding;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.lint.solver.Satisfiability;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rules that an earlier terminal rule always hides.
public final class AlwaysHidden {
  /// How many rules are looked at together.
  private static final int MOST_TOGETHER = 50;

  private AlwaysHidden() {}

  /// Looks for them.
  public static void look(CheckedBook book, ProblemCollector problems) {
    List<BookRule> rules = book.rules();
    var terminal = new BitSet();
    IntStream.range(0, rules.size())
        .filter(at -> rules.get(at).card().terminal() && book.runs(rules.get(at)))
        .forEach(terminal::set);
    if (terminal.isEmpty()) {
      return;
    }
    for (int at = 0; at < rules.size(); at++) {
      BookRule rule = rules.get(at);
      if (book.answer(rule) instanceof Satisfiability.Holds(var example)) {
        BitSet earlier = book.overlapping(rule);
        earlier.and(terminal);
        earlier.clear(at, rules.size());
        List<BookRule> candidates =
            earlier.stream()
                .mapToObj(rules::get)
                .filter(other -> other.isInForceWhenever(rule))
                .toList();
        hidingOnes(book, rule, candidates, example)
            .ifPresent(hiding -> report(problems, rule, hiding, example));
      }
    }
  }

  /// The terminal rules that match wherever the rule does: one, or several together.
  private static Optional<List<BookRule>> hidingOnes(
      CheckedBook book, BookRule rule, List<BookRule> candidates, Finding example) {
    EvaluationContext subject = EvaluationContext.of(example, book.options().now());
    List<BookRule> meeting =
        candidates.stream().filter(other -> other.when().isShownBy(subject)).toList();
    for (BookRule other : meeting) {
      if (book.solver().implies(rule.when(), other.when()) && neverDeclines(book, rule, other)) {
        return Optional.of(List.of(other));
      }
    }
    List<BookRule> fixed = candidates.stream().filter(other -> other.fixed().isPresent()).toList();
    return !meeting.isEmpty()
            && fixed.size() > 1
            && fixed.size() <= MOST_TOGETHER
            && book.solver()
                .implies(rule.when(), Criteria.anyOf(fixed.stream().map(BookRule::when).toList()))
        ? Optional.of(fixed)
        : Optional.empty();
  }

  /// Whether the terminal rule's own code decides on a change wherever the other rule's criteria
  /// hold, as far as tried.
  private static boolean neverDeclines(CheckedBook book, BookRule rule, BookRule terminal) {
    return terminal.fixed().isPresent()
        || !(book.answer(rule, Criteria.allOf(), finding -> terminal.decide(finding).isEmpty())
            instanceof Satisfiability.Holds);
  }

  private static void report(
      ProblemCollector problems, BookRule rule, List<BookRule> hiding, Finding example) {
    List<BookRule> all = new ArrayList<>(List.of(rule));
    all.addAll(hiding);
    String names = hiding.stream().map(BookRule::id).collect(Collectors.joining(", "));
    problems.add(
        Check.ALWAYS_HIDDEN,
        all,
        hiding.size() == 1
            ? "It never runs: the terminal rule %s before it matches wherever it does%s."
                .formatted(
                    names,
                    hiding.getFirst().fixed().isPresent()
                        ? ""
                        : ", and its code declined none of the findings tried")
            : "It never runs: the terminal rules %s before it match, together, wherever it does."
                .formatted(names),
        example);
  }
}
