package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two rules of one id.
final class IdReused implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    Map<String, BookRule> first = new HashMap<>();
    for (BookRule rule : book.rules()) {
      BookRule other = first.putIfAbsent(rule.id(), rule);
      if (other != null) {
        problems.add(
            Check.ID_REUSED,
            List.of(rule, other),
            "The id %s is also that of %s, rule %d of the book."
                .formatted(
                    rule.id(), other.rule().getClass().getSimpleName(), other.position() + 1),
            null);
      }
    }
  }
}
