package io.quell.lint;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quell.criteria.Criteria;
import io.quell.finding.SeverityLabel;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A large book is checked in a time that a build has.
final class LintSpeedTest {
  private static final List<SeverityLabel> LABELS = List.of(SeverityLabel.values());
  private static final LintOptions OPTIONS =
      LintOptions.at(Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC));

  /// Rules as large organizations have them: most are about a control, of some accounts, on tagged
  /// resources; a few are about a product or a title; one in fifty is terminal; half suppress, half
  /// set a severity.
  private static Rule rule(int at) {
    Criteria criteria =
        switch (at % 10) {
          case 0 -> product("aws/guardduty").and(resourceTag("team", "team-" + at));
          case 1 -> TITLE.startsWith("CVE-2026-" + at).and(not(SEVERITY.is("CRITICAL")));
          case 2 -> control("EC2." + at / 100).and(account("%012d".formatted(at)));
          default ->
              control("S3." + at / 10)
                  .and(resourceTag("stage", at % 3 == 0 ? "dev" : "test"))
                  .unless(SEVERITY.is("CRITICAL"));
        };
    boolean suppresses = at % 2 == 0;
    Decision.Apply then = suppresses ? suppress() : severity(LABELS.get(at % LABELS.size()));
    return new FixedRule(
        new Card(
            "rule-" + at,
            "Rule " + at,
            "A reason that says why.",
            "team",
            "SEC-1",
            null,
            LocalDate.parse("2027-12-31"),
            at % 50 == 3,
            Set.of(suppresses ? Change.SUPPRESSION : Change.SEVERITY)),
        criteria,
        then);
  }

  @ParameterizedTest
  @CsvSource({"1000, 20", "10000, 120"})
  void checksALargeBookInTheTimeThatABuildHas(int size, int mostSeconds) {
    List<Rule> rules = IntStream.range(0, size).mapToObj(LintSpeedTest::rule).toList();
    long start = System.nanoTime();
    List<LintProblem> problems = Lint.problems(rules, OPTIONS);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(
        "%,d rules: %,d problems in %,d ms: %s%n",
        size,
        problems.size(),
        time.toMillis(),
        problems.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.check().id(), TreeMap::new, Collectors.counting())));
    assertThat(problems).isNotEmpty();
    assertThat(time).isLessThan(Duration.ofSeconds(mostSeconds));
  }

  private static Rule about(String id, Criteria criteria) {
    return new FixedRule(
        new Card(
            id,
            "A rule " + id,
            "A reason that says why.",
            "team",
            "SEC-1",
            null,
            LocalDate.parse("2027-12-31"),
            false,
            Set.of(Change.SEVERITY)),
        criteria,
        severity(SeverityLabel.LOW));
  }

  private static String[] accounts(int from, int count) {
    return IntStream.range(from, from + count).mapToObj("%012d"::formatted).toArray(String[]::new);
  }

  /// With a look at each value for each other it would take hours.
  @Test
  void looksThroughALongListOnce() {
    int many = 50_000;
    long start = System.nanoTime();
    List<LintProblem> problems =
        Lint.problems(
            List.of(
                about("a", account(accounts(0, many))),
                about("b", account(accounts(0, many)).unless(account(accounts(0, many)))),
                about("c", TITLE.startsWith("x").unless(account(accounts(0, many)))),
                about("d", account(accounts(0, many)).and(account(accounts(many - 1, many))))),
            OPTIONS);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("lists of %,d accounts: %,d ms%n", many, time.toMillis());
    assertThat(problems)
        .extracting(problem -> problem.check().id(), problem -> problem.names().getFirst())
        .containsExactly(tuple("never-matches", "b"));
    assertThat(time).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void looksAtManyRulesThatShareALongList() {
    Criteria listed = account(accounts(0, 500));
    List<Rule> rules =
        IntStream.range(0, 2_000)
            .mapToObj(at -> about("r" + at, listed.and(TITLE.contains("w" + at))))
            .toList();
    long start = System.nanoTime();
    assertThat(Lint.problems(rules, OPTIONS)).isEmpty();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(
        "%,d rules with a list of 500 accounts: %,d ms%n", rules.size(), time.toMillis());
    assertThat(time).isLessThan(Duration.ofSeconds(20));
  }
}
