package io.quell.lint;

import io.quell.book.Book;
import io.quell.lint.acceptance.Acceptances;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.book.Corpus;
import io.quell.lint.book.FormerRules;
import io.quell.lint.book.LintOptions;
import io.quell.lint.detectors.Detector;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.lint.problem.ProblemCollector;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Checks a rule book as a whole.
public final class Lint {
  private Lint() {}

  /// What is wrong with a book, in the order of its rules, of each rule the worst first; before all
  /// of them what is wrong with what it says of other rules.
  ///
  /// @param book the rules in the order they run, and what is said of others; they need not make an
  ///     engine
  /// @param options what the checks go by
  /// @param corpus what the same rules match, where findings are at hand
  /// @param former the rules that the book had before, where those are to be compared
  public static List<LintProblem> problems(
      Book book, LintOptions options, Optional<Corpus> corpus, Optional<FormerRules> former) {
    var checked = new CheckedBook(book.rules(), book.history(), options, corpus, former);
    var problems = new ProblemCollector();
    Detector.ALL.forEach(detector -> detector.look(checked, problems));
    Acceptances.apply(checked, problems);
    return problems.inOrder();
  }

  /// What is wrong with a book so that it must not be deployed: its errors, without findings and
  /// other rules at hand. It takes a fraction of the time that all checks take.
  public static List<LintProblem> errors(Book book, LintOptions options) {
    return errors(book, options, _ -> {});
  }

  /// The same, detector by detector, for somebody who cannot wait for all of them.
  ///
  /// @param taker hears of what is found after each detector, the quick ones first
  public static List<LintProblem> errors(
      Book book, LintOptions options, Consumer<List<LintProblem>> taker) {
    var checked =
        new CheckedBook(book.rules(), book.history(), options, Optional.empty(), Optional.empty());
    var problems = new ProblemCollector();
    for (Detector detector : Detector.OF_ERRORS) {
      detector.look(checked, problems);
      taker.accept(errors(problems));
    }
    return errors(problems);
  }

  private static List<LintProblem> errors(ProblemCollector problems) {
    return problems.inOrder().stream().filter(problem -> problem.level() == Level.ERROR).toList();
  }

  /// What is wrong with rules, without findings and other rules at hand.
  public static List<LintProblem> problems(List<? extends Rule> rules, LintOptions options) {
    return problems(
        new Book(List.copyOf(rules), RuleHistory.NONE, "unnamed"),
        options,
        Optional.empty(),
        Optional.empty());
  }
}
