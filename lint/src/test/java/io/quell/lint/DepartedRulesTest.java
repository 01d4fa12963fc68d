package io.quell.lint;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Field.Named.TITLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.lint.book.FormerRules;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a book says, and what it leaves unsaid, of rules that it does not have or does not run.
final class DepartedRulesTest {
  private static final LintOptions OPTIONS =
      new LintOptions(Instant.parse("2026-11-20T12:00:00Z"), 30, 1);

  private static Rule rule(String id) {
    return new FixedRule(
        Card.builder(id, "A title", "A reason that says why.", "team")
            .ticket("SEC-1")
            .expires(LocalDate.parse("2027-12-31"))
            .changes(Set.of(Change.SEVERITY))
            .build(),
        control("S3.9").and(TITLE.contains(id)),
        Decision.capSeverity(SeverityLabel.LOW));
  }

  /// The same rule as `rule`, in Java.
  private record Coded(String id) implements Rule {
    @Override
    public Card card() {
      return rule(id).card();
    }

    @Override
    public Criteria when() {
      return control("S3.9");
    }

    @Override
    public Decision decide(Finding finding) {
      return rule(id).decide(finding);
    }
  }

  /// A rule whose criteria cannot be read.
  private record Broken(String id) implements Rule {
    @Override
    public Card card() {
      return rule(id).card();
    }

    @Override
    public Criteria when() {
      throw new IllegalStateException("no criteria");
    }

    @Override
    public Decision decide(Finding finding) {
      return rule(id).decide(finding);
    }
  }

  private static List<LintProblem> problems(
      RuleHistory history, List<String> former, Rule... rules) {
    return Lint.problems(
        new Book(List.of(rules), history, "these"),
        OPTIONS,
        Optional.empty(),
        Optional.of(new FormerRules("old.yaml", new LinkedHashSet<>(former))));
  }

  private static Stream<String> gone(RuleHistory history, List<String> former, Rule... rules) {
    return problems(history, former, rules).stream()
        .filter(problem -> problem.check() == Check.RULE_GONE)
        .map(problem -> problem.names().getFirst());
  }

  private static RuleHistory moved(Map<String, String> moved) {
    return new RuleHistory(Set.of(), moved, Set.of());
  }

  @Test
  void tellsEveryRuleThatIsGoneBeforeAllElse() {
    Rule twice = rule("a");
    List<LintProblem> problems =
        problems(RuleHistory.NONE, List.of("z", "a", "b"), twice, rule("a"));

    assertThat(problems)
        .extracting(problem -> problem.check().id() + " " + problem.names())
        .containsExactly("rule-gone [z]", "rule-gone [b]", "id-reused [a, a]");
    LintProblem first = problems.getFirst();
    assertThat(first.level()).isEqualTo(Level.ERROR);
    assertThat(first.rules()).isEmpty();
    assertThat(first.message())
        .isEqualTo(
            "It is in old.yaml and not in this book, and neither removed nor moved names it.");
    assertThat(first.advice()).contains("'removed'", "'moved'", "--with-classes");
  }

  @Test
  void takesALineForAnAnswer() {
    Rule a = rule("a");
    assertThat(gone(new RuleHistory(Set.of("b"), Map.of(), Set.of()), List.of("a", "b"), a))
        .isEmpty();
    assertThat(gone(moved(Map.of("b", "a")), List.of("b"), a)).isEmpty();
    assertThat(gone(moved(Map.of("b", "c", "c", "a")), List.of("b", "c"), a)).isEmpty();
    assertThat(gone(moved(Map.of("c", "a")), List.of("b", "c"), a)).containsExactly("b");
  }

  @Test
  void isContentWithRulesThatAreThere() {
    assertThat(problems(RuleHistory.NONE, List.of("a"), rule("a"), rule("new"))).isEmpty();
    assertThat(gone(RuleHistory.NONE, List.of("a"), new Coded("a")))
        .as("from YAML to Java")
        .isEmpty();
    assertThat(gone(RuleHistory.NONE, List.of("a"), new Broken("a"))).isEmpty();
    assertThat(gone(new RuleHistory(Set.of(), Map.of(), Set.of("a")), List.of("a"), rule("a")))
        .as("suspended")
        .isEmpty();
    assertThat(gone(RuleHistory.NONE, List.of())).isEmpty();
  }

  @Test
  void tellsWhatDoesNotFitTheBookWithoutAnotherOne() {
    var history = new RuleHistory(Set.of("a"), Map.of("old", "nowhere"), Set.of("no-such-class"));
    List<LintProblem> problems =
        Lint.problems(
            new Book(List.of(new Coded("a")), history, "these"),
            OPTIONS,
            Optional.empty(),
            Optional.empty());

    assertThat(problems).extracting(LintProblem::check).containsOnly(Check.HISTORY_MISFIT);
    assertThat(problems)
        .extracting(problem -> problem.names().getFirst() + ": " + problem.message())
        .containsExactly(
            "a: Rule 'a' is in the book, and under removed: take it out of one of them.",
            "old: Moved says that rule 'old' is 'nowhere' now, but the book has no such rule: give"
                + " the id that it has now, or name 'nowhere' under removed.",
            "no-such-class: Suspended names the rule 'no-such-class', but the book has none of that"
                + " id.");
  }
}
