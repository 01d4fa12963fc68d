package io.quell.lint;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Field.Named.CONFIDENCE;
import static io.quell.criteria.Field.Named.FORMAT;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.lint.LintedRules.NOT_CRITICAL;
import static io.quell.lint.LintedRules.NOW;
import static io.quell.lint.LintedRules.data;
import static io.quell.lint.LintedRules.ids;
import static io.quell.lint.LintedRules.only;
import static io.quell.lint.LintedRules.problems;
import static io.quell.update.Decision.confidence;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.types;
import static io.quell.update.Decision.userDefinedField;
import static io.quell.update.Decision.verificationState;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.VerificationState;
import io.quell.lint.LintedRules.Data;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Example;
import io.quell.rule.FixedRule;
import io.quell.update.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cards leave unsaid, when they end, and what stays when they have.
final class CardChecksTest {
  /// Of a rule whose examples nobody has read, lint cannot say that it has none.
  @Test
  void notesRulesOfAFileWithoutExample() {
    FixedRule unread = data("a").when(control("S3.9").and(NOT_CRITICAL)).rule();
    var example = new Example(true, new Example.FindingInFile("a.json"), 1, 1);

    LintProblem problem = only("no-example", problems(withExamples(unread, List.of())));
    assertThat(problem.level()).isEqualTo(Level.NOTE);
    assertThat(ids(problems(withExamples(unread, List.of(example))))).isEmpty();
    assertThat(ids(problems(unread))).isEmpty();
  }

  private static FixedRule withExamples(FixedRule rule, List<Example> examples) {
    return new FixedRule(rule.card(), rule.when(), rule.then(), examples);
  }

  @Test
  void notesWhatStaysWhereAProviderGivesNothing() {
    Criteria asff = control("S3.9").and(FORMAT.is("ASFF"));
    assertThat(
            List.of(
                data("a").when(asff).then(confidence(10)),
                data("a").when(asff).then(Decision.criticality(9)),
                data("a").when(asff).then(types("TTPs/a")),
                data("a").when(asff).then(userDefinedField("team", "a")),
                data("a").when(asff).then(Decision.productSeverity(3.5)),
                data("a").when(asff).then(Decision.relatedFinding("id", "arn"))))
        .allSatisfy(
            rule -> {
              LintProblem problem = only("one-way", problems(rule));
              assertThat(problem.level()).isEqualTo(Level.NOTE);
              assertThat(problem.message()).contains("stays on a finding");
            });
    assertThat(
            List.of(
                data("a").when(asff).then(severity(HIGH)),
                data("a").when(asff.and(NOT_CRITICAL)),
                data("a").when(asff).then(verificationState(VerificationState.TRUE_POSITIVE))))
        .allSatisfy(rule -> assertThat(problems(rule)).isEmpty());
  }

  /// No rule meets what another has set, so that tests of such fields are no problem.
  @Test
  void findsNothingWhereARuleTestsWhatAnotherSets() {
    Criteria asff = control("S3.9").and(FORMAT.is("ASFF")).and(NOT_CRITICAL);
    Data sets = data("sets").when(asff).then(confidence(10));
    Data tests = data("tests").when(asff.and(CONFIDENCE.isLessThan(50))).then(severity(LOW));
    assertThat(ids(problems(sets, tests))).containsExactly("one-way");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noise",
        "TODO: ask why this is so",
        "To be changed, TBD.",
        "sample RULE a",
        "This is a placeholder reason."
      })
  void findsAReasonThatIsNone(String reason) {
    assertThat(only("card-incomplete", problems(data("a").because(reason))).level())
        .isEqualTo(Level.WARNING);
  }

  @Test
  void takesAReasonThatIsOne() {
    assertThat(problems(data("a").because("Done by the pipeline."))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({",SEC-1,a last day", "2027-12-31,,a ticket", ",,a last day and a ticket"})
  void notesASuppressionThatNobodyLooksAtAgain(
      @Nullable String expires, @Nullable String ticket, String missing) {
    LintProblem problem = only("open-ended", problems(data("a").expires(expires).agreedIn(ticket)));
    assertThat(problem.message())
        .isEqualTo("It suppresses findings, and its card lacks %s.".formatted(missing));
    assertThat(problem.level()).isEqualTo(Level.NOTE);
    assertThat(problems(data("a").expires(expires).agreedIn(ticket).then(severity(LOW)))).isEmpty();
  }

  @Test
  void findsAnExpiredRule() {
    assertThat(only("expired", problems(data("a").expires("2026-11-19"))).message())
        .contains("2026-11-19");
    assertThat(ids(problems(data("a").expires("2026-11-20")))).doesNotContain("expired");
  }

  @ParameterizedTest
  @CsvSource({"2026-11-20,today", "2026-11-21,tomorrow", "2026-12-20,in 30 days"})
  void notesARuleThatExpiresSoon(String day, String when) {
    LintProblem problem = only("expires-soon", problems(data("a").expires(day)));
    assertThat(problem.message()).isEqualTo("Its last day is %s, %s.".formatted(day, when));
    assertThat(problems(data("a").expires("2026-12-21"))).isEmpty();
    assertThat(
            Lint.problems(
                List.of(data("a").expires("2026-11-22").rule()), new LintOptions(NOW, 1, 1)))
        .isEmpty();
  }
}
