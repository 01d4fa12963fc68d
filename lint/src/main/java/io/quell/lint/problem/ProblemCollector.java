package io.quell.lint.problem;

import io.quell.finding.Finding;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Collects what the checks find.
public final class ProblemCollector {
  private record PlacedProblem(int position, LintProblem problem) {}

  /// That a problem of the rule at a position is about another one too.
  private record Pair(Check check, int rule, int other) {}

  private final List<PlacedProblem> found = new ArrayList<>();
  private final Set<Pair> pairs = new HashSet<>();

  /// Begins with no problem.
  public ProblemCollector() {}

  /// Adds a problem of one rule.
  public void add(Check check, BookRule rule, String message) {
    add(check, List.of(rule), message, null);
  }

  /// Adds a problem of some rules together, the one to mend first, with a finding that shows it.
  public void add(Check check, List<BookRule> rules, String message, @Nullable Finding example) {
    add(check, rules, message, check.advice(), example);
  }

  /// Adds a problem of some rules together, the one to mend first, with advice of its own.
  public void add(
      Check check, List<BookRule> rules, String message, String advice, @Nullable Finding example) {
    add(check, check.level(), rules, message, advice, example);
  }

  /// Adds a problem of a level of its own. What was taken over with imported rules is a note.
  public void add(
      Check check,
      Level level,
      List<BookRule> rules,
      String message,
      String advice,
      @Nullable Finding example) {
    rules.stream()
        .skip(1)
        .forEach(
            other -> pairs.add(new Pair(check, rules.getFirst().position(), other.position())));
    Optional<String> source = check.isTakenOver() ? source(rules) : Optional.empty();
    found.add(
        new PlacedProblem(
            rules.getFirst().position(),
            new LintProblem(
                check,
                source.isPresent() ? Level.NOTE : level,
                rules.stream().map(BookRule::rule).toList(),
                rules.stream().map(BookRule::id).toList(),
                message + source.map(tool -> imported(tool, rules)).orElse(""),
                advice,
                example)));
  }

  private static String imported(String tool, List<BookRule> rules) {
    return " It was so in %s, which %s imported from."
        .formatted(tool, rules.size() == 1 ? "it is" : "they are");
  }

  /// The tool that all of the rules were imported from.
  private static Optional<String> source(List<BookRule> rules) {
    Optional<String> first = rules.getFirst().card().source();
    return first.filter(
        tool -> rules.stream().allMatch(rule -> tool.equals(rule.card().importedFrom())));
  }

  /// Adds a problem of a rule that the book need not have. It is told before those of its rules.
  public void add(Check check, String id, String message) {
    found.add(
        new PlacedProblem(
            -1,
            new LintProblem(
                check, check.level(), List.of(), List.of(id), message, check.advice(), null)));
  }

  /// Adds a rule that cannot be read.
  public void addBroken(CheckedBook.BrokenRule broken) {
    Check check = Check.BROKEN_RULE;
    found.add(
        new PlacedProblem(
            broken.position(),
            new LintProblem(
                check,
                check.level(),
                List.of(broken.rule()),
                List.of(broken.name()),
                broken.reason(),
                check.advice(),
                null)));
  }

  /// Whether a problem of this check, with this rule to mend first, is about the other too.
  public boolean has(Check check, BookRule rule, BookRule other) {
    return pairs.contains(new Pair(check, rule.position(), other.position()));
  }

  /// Takes problems out again.
  public void removeIf(Predicate<LintProblem> isUnwanted) {
    found.removeIf(each -> isUnwanted.test(each.problem()));
  }

  /// The problems in the order of the rules, of each rule the worst first.
  public List<LintProblem> inOrder() {
    return found.stream()
        .sorted(
            Comparator.comparingInt(PlacedProblem::position)
                .thenComparing(each -> each.problem().level()))
        .map(PlacedProblem::problem)
        .toList();
  }
}
