package io.quell.lint.problem;

import io.quell.finding.Finding;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what the checks find.
public final class ProblemCollector {
  private record PlacedProblem(int position, LintProblem problem) {}

  private final List<PlacedProblem> found = new ArrayList<>();

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
    found.add(
        new PlacedProblem(
            rules.getFirst().position(),
            new LintProblem(
                check,
                rules.stream().map(BookRule::rule).toList(),
                rules.stream().map(BookRule::id).toList(),
                message,
                advice,
                example)));
  }

  /// Adds a problem of a rule that the book need not have. It is told before those of its rules.
  public void add(Check check, String id, String message) {
    found.add(
        new PlacedProblem(
            -1, new LintProblem(check, List.of(), List.of(id), message, check.advice(), null)));
  }

  /// Adds a rule that cannot be read.
  public void addBroken(CheckedBook.BrokenRule broken) {
    Check check = Check.BROKEN_RULE;
    found.add(
        new PlacedProblem(
            broken.position(),
            new LintProblem(
                check,
                List.of(broken.rule()),
                List.of(broken.name()),
                broken.reason(),
                check.advice(),
                null)));
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
