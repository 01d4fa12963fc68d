package io.quell.lint;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.lint.LintedRules.NOT_CRITICAL;
import static io.quell.lint.LintedRules.OPTIONS;
import static io.quell.lint.LintedRules.data;
import static io.quell.lint.LintedRules.ids;
import static io.quell.lint.LintedRules.problems;
import static io.quell.lint.LintedRules.suspending;
import static io.quell.update.Decision.severity;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.finding.WorkflowStatus;
import io.quell.lint.LintedRules.Data;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.Level;
import io.quell.rule.RuleHistory;
import io.quell.update.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What rules accept of lint's findings.
final class AcceptancesTest {
  private static final Data LOWERS = data("lowers").then(severity(LOW));
  private static final Data RAISES =
      data("raises").when(account("111122223333")).then(severity(HIGH));

  private static List<String> messages(Data... rules) {
    return problems(rules).stream()
        .filter(problem -> problem.check() == Check.NEEDLESS_ACCEPT)
        .map(problem -> problem.names() + " " + problem.message())
        .toList();
  }

  @Test
  void takesAConflictThatEitherOfTheTwoAccepts() {
    assertThat(ids(problems(LOWERS, RAISES))).containsExactly("conflict");
    assertThat(problems(LOWERS.accepts("conflict", "raises"), RAISES)).isEmpty();
    assertThat(problems(LOWERS, RAISES.accepts("conflict", "lowers"))).isEmpty();
    assertThat(problems(LOWERS.accepts("conflict", "raises"), RAISES.accepts("conflict", "lowers")))
        .isEmpty();
  }

  @Test
  void tellsTheOthers() {
    Data third = data("third").when(resourceTag("a", "b")).then(severity(HIGH));
    assertThat(problems(LOWERS.accepts("conflict", "raises"), RAISES, third))
        .singleElement()
        .satisfies(problem -> assertThat(problem.names()).containsExactly("third", "lowers"));
  }

  @Test
  void takesWhatOneRuleAcceptsOfItself() {
    assertThat(problems(data("a").expires(null).accepts("open-ended", null))).isEmpty();
    assertThat(problems(data("a").because("noise").accepts("card-incomplete", null))).isEmpty();
    assertThat(
            problems(
                data("a")
                    .when(SEVERITY.is("LOW").unless(SEVERITY.is("CRITICAL")))
                    .accepts("dead-alternative", null)))
        .isEmpty();
    assertThat(problems(data("one").accepts("redundant", "two"), data("two"))).isEmpty();
  }

  @Test
  void wantsEachOfSeveralOthersAccepted() {
    Data one = data("one").when(TITLE.is("a")).then(severity(LOW).and(notified()));
    Data two = data("two").when(TITLE.contains("a")).then(severity(HIGH));
    Data three = data("three").when(TITLE.contains("a").and(NOT_CRITICAL.or(TITLE.is("a"))));
    Data evenCritical = three.evenCritical();
    assertThat(ids(problems(one, two, evenCritical))).contains("redundant");
    assertThat(ids(problems(one.accepts("redundant", "two"), two, evenCritical)))
        .contains("redundant", "needless-accept");
    assertThat(
            ids(
                problems(
                    one.accepts("redundant", "two").accepts("redundant", "three"),
                    two,
                    evenCritical)))
        .doesNotContain("redundant", "needless-accept");
  }

  private static Decision.Apply notified() {
    return Decision.workflow(WorkflowStatus.NOTIFIED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          conflict         | lowers  | It accepts 'conflict with lowers', and lint finds none.
          expired          | -       | It accepts 'expired', and lint finds none.
          conflcit         | lowers  | It accepts 'conflcit', and there is no such check; did you mean 'conflict'?
          nothing-like-it  | -       | It accepts 'nothing-like-it', and there is no such check.
          never-matches    | -       | It accepts 'never-matches', which is an error: those are not accepted.
          needless-accept  | -       | It accepts 'needless-accept', which is not to be accepted itself.
          conflict         | -       | It accepts 'conflict' and does not say with which rule: 'with' is the id of the other.
          expired          | lowers  | It accepts 'expired' with 'lowers', but that is about a rule by itself: leave 'with' out.
          conflict         | lovers  | It accepts 'conflict with lovers', and there is no rule of that id; did you mean 'lowers'? A file by itself does not know the rule classes.
          """)
  void findsWhatIsAcceptedWithoutNeed(String check, String with, String message) {
    Data same = RAISES.then(severity(LOW)).accepts(check, with);
    assertThat(messages(LOWERS, same)).containsExactly("[raises] " + message);
    assertThat(problems(LOWERS, same))
        .allSatisfy(problem -> assertThat(problem.level()).isEqualTo(Level.WARNING));
  }

  @Test
  void findsWhatIsAcceptedTwice() {
    assertThat(messages(LOWERS.accepts("conflict", "raises").accepts("conflict", "raises"), RAISES))
        .containsExactly("[lowers] It accepts 'conflict with raises' twice.");
  }

  @Test
  void takesNoError() {
    assertThat(ids(problems(data("a").when(control("S3.9")).accepts("suppresses-critical", null))))
        .containsExactly("suppresses-critical", "needless-accept");
    assertThat(
            ids(
                Lint.errors(
                    new Book(
                        List.of(
                            data("a")
                                .when(control("S3.9"))
                                .accepts("suppresses-critical", null)
                                .rule()),
                        RuleHistory.NONE,
                        "these"),
                    OPTIONS)))
        .containsExactly("suppresses-critical");
  }

  @Test
  void waitsForWhatItCannotSeeForNow() {
    assertThat(messages(data("a").accepts("matches-nothing", null).accepts("matches-much", null)))
        .as("without a corpus")
        .isEmpty();
    Data accepting = LOWERS.accepts("conflict", "raises");
    for (String id : List.of("lowers", "raises")) {
      assertThat(problems(suspending(id, List.of(accepting.rule(), RAISES.rule()))))
          .as("suspended")
          .isEmpty();
    }
    assertThat(messages(accepting, RAISES.expires("2026-11-19"))).as("past").isEmpty();
  }

  @Test
  void looksAtAcceptedPairsHoweverManyThereAre() {
    Data[] rules = new Data[31];
    for (int at = 0; at < rules.length; at++) {
      rules[at] =
          data("r" + at)
              .when(resourceTag("t" + at, "x"))
              .then(severity(at == 0 ? LOW : HIGH))
              .accepts("conflict", at == 0 ? "r30" : "r0");
    }
    rules[0] = data("r0").when(resourceTag("t0", "x")).then(severity(LOW));
    assertThat(problems(rules)).isEmpty();
  }
}
