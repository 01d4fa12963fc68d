package io.quell.lint.detectors;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.update.Change;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Suppression of all that there is: of every finding of a format, CRITICAL ones included or not.
/// It is proved, so that it is about rules that decide the same on each finding; code may decline.
final class SuppressesEverything implements Detector {
  private static final Criteria NOT_CRITICAL =
      Criteria.not(Named.SEVERITY.is(SeverityLabel.CRITICAL));

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      if (rule.fixed().isEmpty() || !rule.changes().contains(Change.SUPPRESSION)) {
        continue;
      }
      String formats =
          Arrays.stream(Format.values())
              .filter(
                  format ->
                      book.solver().implies(NOT_CRITICAL.and(Named.FORMAT.is(format)), rule.when()))
              .map(Format::name)
              .collect(Collectors.joining(" and "));
      if (!formats.isEmpty()) {
        problems.add(
            Check.SUPPRESSES_EVERYTHING,
            rule,
            "It suppresses every finding in %s, but for CRITICAL ones at most.".formatted(formats));
      }
    }
  }
}
