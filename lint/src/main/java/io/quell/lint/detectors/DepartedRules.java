package io.quell.lint.detectors;

import io.quell.lint.book.CheckedBook;
import io.quell.lint.book.FormerRules;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.rule.RuleHistory;
import java.util.Set;

/// What the book says of rules that it does not have or does not run, and what it leaves unsaid.
final class DepartedRules implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    RuleHistory history = book.history();
    Set<String> ids = book.names();
    history
        .contradictions(ids)
        .forEach(
            wrong ->
                problems.add(
                    Check.HISTORY_MISFIT, wrong.id(), DepartedRules.sentence(wrong.sentence())));
    book.former()
        .ifPresent(
            former ->
                former.ids().stream()
                    .filter(id -> !ids.contains(id))
                    .filter(id -> !history.removed().contains(id))
                    .filter(id -> !history.moved().containsKey(id))
                    .forEach(id -> problems.add(Check.RULE_GONE, id, gone(former))));
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static String gone(FormerRules former) {
    return "It is in %s and not in this book, and neither removed nor moved names it."
        .formatted(former.source());
  }
}
