package io.quell.lint.detectors;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.lint.solver.Satisfiability;
import io.quell.update.Action;
import io.quell.update.Change;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Two rules that want different things of one finding.
final class Conflicts implements Detector {
  /// How many conflicts are told of one rule.
  private static final int MOST_OF_ONE_RULE = 10;
  /// How many pairs of rules are looked at closely, so that the largest book takes about a minute.
  private static final int MOST_PAIRS = 20_000;
  /// First any finding; then one of each severity, since what a relative change comes to depends on
  /// it.
  private static final List<Criteria> SEVERITIES = severities();

  private static List<Criteria> severities() {
    List<Criteria> severities = new ArrayList<>(List.of(Criteria.allOf()));
    for (SeverityLabel label : SeverityLabel.values()) {
      severities.add(Field.Named.PROVIDER_SEVERITY.is(label).and(Field.Named.SEVERITY.is(label)));
    }
    return severities;
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    List<BookRule> rules = book.rules();
    var settings = new Settings(rules);
    int pairs = 0;
    int left = 0;
    for (int at = 0; at < rules.size(); at++) {
      BookRule earlier = rules.get(at);
      if (earlier.card().terminal() || book.answer(earlier) instanceof Satisfiability.Never) {
        continue; // what is terminal is meant to win
      }
      BitSet later = settings.differing(at);
      later.clear(0, at + 1);
      later.and(book.overlapping(earlier));
      int found = 0;
      for (int other = later.nextSetBit(0); other >= 0; other = later.nextSetBit(other + 1)) {
        if (found == MOST_OF_ONE_RULE || pairs == MOST_PAIRS) {
          left++;
        } else {
          pairs++;
          found += look(book, problems, earlier, rules.get(other)) ? 1 : 0;
        }
      }
    }
    if (left > 0) {
      problems.add(
          Check.NOT_DECIDED,
          List.of(rules.getFirst()),
          ("Of the pairs of rules that may set a field to different values %,d were looked at and"
                  + " %,d were not: of one rule the first %d conflicts are told, and of a book %,d"
                  + " pairs are looked at.")
              .formatted(pairs, left, MOST_OF_ONE_RULE, MOST_PAIRS),
          "Fix the conflicts that are told, or lint the book in parts.",
          null);
    }
  }

  /// Whether the two rules are at odds.
  private boolean look(
      CheckedBook book, ProblemCollector problems, BookRule earlier, BookRule later) {
    if (!earlier.isInForceWith(later)) {
      return false;
    }
    for (Criteria severity : SEVERITIES) {
      Satisfiability answer =
          book.answer(
              earlier,
              later.when().and(severity),
              finding -> !differences(finding, earlier, later).isEmpty());
      if (answer instanceof Satisfiability.Holds(var example)) {
        report(problems, earlier, later, example);
        return true;
      }
      if (answer instanceof Satisfiability.Never || !dependsOnSeverity(earlier, later)) {
        return false;
      }
    }
    return false;
  }

  /// Whether it may take a finding of another severity to show a difference.
  private static boolean dependsOnSeverity(BookRule earlier, BookRule later) {
    return Stream.of(earlier, later)
        .anyMatch(
            rule ->
                rule.fixed()
                    .map(changes -> changes.actions().stream().anyMatch(Conflicts::isRelative))
                    .orElse(rule.changes().contains(Change.SEVERITY)));
  }

  private static boolean isRelative(Action action) {
    return action instanceof Action.RelativeSeverity;
  }

  /// The fields that both set, each alone, and to different values; with both values.
  private static Map<String, String> differences(
      Finding finding, BookRule earlier, BookRule later) {
    Map<String, String> ofEarlier =
        earlier
            .decide(finding)
            .map(changes -> FieldValues.after(changes, finding))
            .orElse(Map.of());
    Map<String, String> ofLater =
        later.decide(finding).map(changes -> FieldValues.after(changes, finding)).orElse(Map.of());
    Map<String, String> differences = new LinkedHashMap<>();
    ofEarlier.forEach(
        (field, value) -> {
          String other = ofLater.get(field);
          if (other != null && !other.equals(value)) {
            differences.put(field, "%s to %s and to %s".formatted(field, value, other));
          }
        });
    return differences;
  }

  private void report(
      ProblemCollector problems, BookRule earlier, BookRule later, Finding example) {
    // one resource is tried before several, so an example with several has them of necessity
    Check check = example.resources().size() > 1 ? Check.CONFLICT_ACROSS_RESOURCES : Check.CONFLICT;
    problems.add(
        check,
        List.of(later, earlier),
        "On one finding, each alone, %s and %s set %s; %s wins, for it is the later."
            .formatted(
                earlier.id(),
                later.id(),
                String.join(", ", differences(example, earlier, later).values()),
                later.id()),
        example);
  }
}
