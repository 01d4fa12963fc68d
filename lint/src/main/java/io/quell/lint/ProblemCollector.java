package io.quell.lint;

import io.quell.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what the checks find.
public final class ProblemCollector {
  private record Found(int position, LintProblem problem) {}

  private final List<Found> found = new ArrayList<>();

  ProblemCollector() {}

  void add(Check check, BookRule rule, String message) {
    add(check, List.of(rule), message, check.advice(), null);
  }

  void add(Check check, BookRule rule, String message, @Nullable Finding example) {
    add(check, List.of(rule), message, check.advice(), example);
  }

  void add(
      Check check, List<BookRule> rules, String message, String advice, @Nullable Finding example) {
    found.add(
        new Found(
            rules.getFirst().position(),
            new LintProblem(
                check,
                rules.stream().map(BookRule::rule).toList(),
                rules.stream().map(BookRule::id).toList(),
                message,
                advice,
                example)));
  }

  void addBroken(Check check, CheckedBook.Broken broken) {
    found.add(
        new Found(
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
  List<LintProblem> inOrder() {
    return found.stream()
        .sorted(
            Comparator.comparingInt(Found::position).thenComparing(each -> each.problem().level()))
        .map(Found::problem)
        .toList();
  }
}
