package io.quell.lint;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.update.Decision.severity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quell.criteria.Criteria;
import io.quell.finding.SeverityLabel;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Rule;
import io.quell.testing.SampleRule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Books on which lint would take hours if it held each value against each other. How long it takes
/// is measured in `bench`.
final class LargeBookTest {
  private static final LintOptions OPTIONS =
      LintOptions.at(Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC));

  private static Rule about(String id, Criteria criteria) {
    return SampleRule.rule(id).when(criteria).asData(severity(SeverityLabel.LOW));
  }

  private static String[] accounts(int from, int count) {
    return IntStream.range(from, from + count).mapToObj("%012d"::formatted).toArray(String[]::new);
  }

  @Test
  void looksThroughALongListOnce() {
    int many = 50_000;
    List<LintProblem> problems =
        Lint.problems(
            List.of(
                about("a", account(accounts(0, many))),
                about("b", account(accounts(0, many)).unless(account(accounts(0, many)))),
                about("c", TITLE.startsWith("x").unless(account(accounts(0, many)))),
                about("d", account(accounts(0, many)).and(account(accounts(many - 1, many))))),
            OPTIONS);
    assertThat(problems)
        .extracting(problem -> problem.check().id(), problem -> problem.names().getFirst())
        .startsWith(tuple("never-matches", "b"), tuple("dead-alternative", "d"))
        .hasSize(12);
    assertThat(problems.getLast().message())
        .isEqualTo("There are 99,988 more of its alternatives that can never hold.");
  }

  @Test
  void looksAtManyRulesThatShareALongList() {
    Criteria listed = account(accounts(0, 500));
    List<Rule> rules =
        IntStream.range(0, 2_000)
            .mapToObj(at -> about("r" + at, listed.and(TITLE.contains("w" + at))))
            .toList();
    assertThat(Lint.problems(rules, OPTIONS)).isEmpty();
  }
}
