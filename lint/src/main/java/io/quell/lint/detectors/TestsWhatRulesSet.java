package io.quell.lint.detectors;

import io.quell.criteria.Field;
import io.quell.finding.Format;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.lint.solver.Satisfiability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Rules that depend on what rules have done.
final class TestsWhatRulesSet implements Detector {
  private static final int MOST_NAMED = 3;

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    Map<Seen, List<BookRule>> setters = new LinkedHashMap<>();
    List<BookRule> rules = book.matchable();
    rules.forEach(
        rule ->
            Seen.setBy(rule)
                .forEach(seen -> setters.computeIfAbsent(seen, _ -> new ArrayList<>()).add(rule)));
    if (setters.isEmpty()) {
      return;
    }
    for (BookRule rule : rules) {
      setters.forEach(
          (seen, all) -> {
            List<Field> tested = rule.when().fields().stream().filter(seen::isReadBy).toList();
            if (!tested.isEmpty()
                && !(book.answer(rule, Field.Named.FORMAT.is(Format.ASFF), _ -> true)
                    instanceof Satisfiability.Never)) {
              report(book, problems, rule, tested.getFirst(), all);
            }
          });
    }
  }

  private void report(
      CheckedBook book,
      ProblemCollector problems,
      BookRule rule,
      Field tested,
      List<BookRule> setters) {
    List<BookRule> meeting =
        setters.stream()
            .filter(setter -> setter.position() == rule.position() || book.mayMeet(rule, setter))
            .limit(MOST_NAMED)
            .toList();
    if (!meeting.isEmpty()) {
      List<BookRule> all = new ArrayList<>(List.of(rule));
      meeting.stream().filter(setter -> setter.position() != rule.position()).forEach(all::add);
      problems.add(
          Check.TESTS_WHAT_RULES_SET,
          all,
          "It tests %s, which %s sets and which rules see as it was set."
              .formatted(
                  tested,
                  meeting.stream()
                      .map(
                          setter ->
                              setter.position() == rule.position() ? "it itself" : setter.id())
                      .collect(Collectors.joining(", "))),
          null);
    }
  }
}
