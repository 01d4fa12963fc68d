package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.update.Change;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Suppressions that nobody will look at again.
final class OpenEnded implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      if (rule.changes().contains(Change.SUPPRESSION)) {
        String missing =
            Stream.of(
                    rule.card().expires() == null ? "a last day" : "",
                    rule.card().ticket() == null ? "a ticket" : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" and "));
        if (!missing.isEmpty()) {
          problems.add(
              Check.OPEN_ENDED,
              rule,
              "It suppresses findings, and its card lacks %s.".formatted(missing));
        }
      }
    }
  }
}
