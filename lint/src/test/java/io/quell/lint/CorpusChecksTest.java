package io.quell.lint;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.control;
import static io.quell.lint.LintedRules.NOT_CRITICAL;
import static io.quell.lint.LintedRules.NOW;
import static io.quell.lint.LintedRules.OPTIONS;
import static io.quell.lint.LintedRules.data;
import static io.quell.lint.LintedRules.ids;
import static io.quell.lint.LintedRules.only;
import static io.quell.lint.LintedRules.problems;
import static io.quell.testing.Findings.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.lint.book.Corpus;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What rules match of a corpus of findings.
final class CorpusChecksTest {
  private static List<LintProblem> problemsWithCorpus(int matching, int others, Rule... rules) {
    var corpus = new Corpus(List.of(rules), NOW);
    IntStream.range(0, matching).forEach(_ -> corpus.add(finding().control("S3.9").read()));
    IntStream.range(0, others).forEach(_ -> corpus.add(finding().control("EC2.1").read()));
    return Lint.problems(
        new Book(List.of(rules), RuleHistory.NONE, "these"),
        OPTIONS,
        Optional.of(corpus),
        Optional.empty());
  }

  @Test
  void findsARuleThatMatchesNoFindingOfACorpus() {
    Rule rule = data("a").rule();
    assertThat(only("matches-nothing", problemsWithCorpus(0, 7, rule)).message())
        .isEqualTo("It matches none of the 7 findings of the corpus.");
    assertThat(problemsWithCorpus(1, 7, rule)).isEmpty();
    assertThat(problems(rule)).isEmpty();
  }

  @Test
  void findsARuleThatMatchesMuchOfACorpus() {
    Rule rule = data("a").rule();
    assertThat(only("matches-much", problemsWithCorpus(21, 79, rule)).message())
        .isEqualTo(
            "It matches 21 of the 100 findings of the corpus, 21.0 %; more than 20.0 % is too"
                + " much.");
    assertThat(problemsWithCorpus(20, 80, rule)).isEmpty();
  }

  @Test
  void asksEachRuleAloneAboutTheCorpus() {
    assertThat(
            problemsWithCorpus(
                    1,
                    9,
                    data("first").terminal().rule(),
                    data("second")
                        .when(control("S3.9").and(account("111122223333")).and(NOT_CRITICAL))
                        .expires("2026-11-19")
                        .rule())
                .stream()
                .filter(each -> each.check().id().startsWith("matches")))
        .isEmpty();
  }

  @Test
  void asksRulesOfOneIdByThemselves() {
    assertThat(
            ids(
                problemsWithCorpus(
                    1,
                    9,
                    data("a").rule(),
                    data("a").when(control("S3.7").and(NOT_CRITICAL)).rule())))
        .containsExactly("id-reused", "matches-nothing");
  }
}
