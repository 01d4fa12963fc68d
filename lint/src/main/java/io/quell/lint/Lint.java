package io.quell.lint;

import io.quell.lint.book.CheckedBook;
import io.quell.lint.book.Corpus;
import io.quell.lint.book.LintOptions;
import io.quell.lint.detectors.Detector;
import io.quell.lint.problem.LintProblem;
import io.quell.lint.problem.ProblemCollector;
import io.quell.rule.Rule;
import java.util.List;
import java.util.Optional;

/// Checks a rule book as a whole.
public final class Lint {
  private Lint() {}

  /// What is wrong with the rules, in their order, of each rule the worst first.
  ///
  /// @param rules the rules in the order they run; they need not make an engine
  /// @param options what the checks go by
  /// @param corpus what the same rules match, where findings are at hand
  public static List<LintProblem> problems(
      List<? extends Rule> rules, LintOptions options, Optional<Corpus> corpus) {
    var book = new CheckedBook(rules, options, corpus);
    var problems = new ProblemCollector();
    Detector.ALL.forEach(detector -> detector.look(book, problems));
    return problems.inOrder();
  }

  /// What is wrong with the rules, without findings at hand.
  public static List<LintProblem> problems(List<? extends Rule> rules, LintOptions options) {
    return problems(rules, options, Optional.empty());
  }
}
