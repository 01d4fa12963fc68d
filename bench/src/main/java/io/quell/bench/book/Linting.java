package io.quell.bench.book;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;

import io.quell.bench.Books;
import io.quell.criteria.Criteria;
import io.quell.finding.SeverityLabel;
import io.quell.lint.Lint;
import io.quell.lint.book.LintOptions;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// How long lint takes over a book of which many rules contradict each other.
final class Linting {
  private static final List<SeverityLabel> LABELS = List.of(SeverityLabel.values());

  private Linting() {}

  /// The processor time, in milliseconds, that lint takes over so many rules.
  static long processorMilliseconds(int rules) {
    List<Rule> book = IntStream.range(0, rules).mapToObj(Linting::rule).toList();
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    if (Lint.problems(book, LintOptions.at(Books.CLOCK)).isEmpty()) {
      throw new IllegalStateException("lint has found nothing");
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
  }

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
        Card.builder("rule-" + at, "Rule " + at, "A reason that says why.", "team")
            .ticket("SEC-1")
            .expires(LocalDate.parse("2027-12-31"))
            .terminal(at % 50 == 3)
            .changes(Set.of(suppresses ? Change.SUPPRESSION : Change.SEVERITY))
            .build(),
        criteria,
        then);
  }
}
