package io.quell.lint.detectors;

import io.quell.criteria.Field;
import io.quell.finding.Format;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.lint.solver.Satisfiability;
import io.quell.update.Change;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Changes that a format does not have.
final class FormatLacksChange implements Detector {
  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      for (Format format : Format.values()) {
        List<Change> lacking =
            rule.changes().stream().filter(change -> !change.isExpressibleIn(format)).toList();
        if (!lacking.isEmpty()) {
          look(book, problems, rule, format, lacking);
        }
      }
    }
  }

  private void look(
      CheckedBook book,
      ProblemCollector problems,
      BookRule rule,
      Format format,
      List<Change> lacking) {
    Satisfiability answer = book.answer(rule, Field.Named.FORMAT.is(format), _ -> true);
    if (answer instanceof Satisfiability.Never) {
      return;
    }
    Format other =
        Arrays.stream(Format.values())
            .filter(lacking.getFirst()::isExpressibleIn)
            .findFirst()
            .orElseThrow();
    problems.add(
        Check.FORMAT_LACKS_CHANGE,
        List.of(rule),
        "It changes %s, which %s does not have."
            .formatted(
                lacking.stream().map(Change::name).collect(Collectors.joining(", ")), format),
        "Restrict the rule to %s, .and(FORMAT.is(\"%s\")) or 'format: %s', or leave the change out."
            .formatted(other, other, other),
        answer instanceof Satisfiability.Holds(var example) ? example : null);
  }
}
