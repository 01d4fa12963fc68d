package io.quell.lint;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Field.Named.CONFIDENCE;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.STANDARD;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.lint.LintedRules.NOT_CRITICAL;
import static io.quell.lint.LintedRules.data;
import static io.quell.lint.LintedRules.ids;
import static io.quell.lint.LintedRules.only;
import static io.quell.lint.LintedRules.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import org.junit.jupiter.api.Test;

/// Criteria that never hold, or of which that is not known.
final class CriteriaChecksTest {
  @Test
  void findsCriteriaThatNeverHold() {
    LintProblem problem =
        only("never-matches", problems(data("a").when(control("S3.9").and(control("EC2.1")))));
    assertThat(problem.message())
        .isEqualTo(
            "No finding can ever meet the criteria: control is S3.9 and control is EC2.1 exclude"
                + " each other.");
    assertThat(problem.level()).isEqualTo(Level.ERROR);
    assertThat(problems(data("a").when(control("S3.9", "EC2.1").and(NOT_CRITICAL)))).isEmpty();
  }

  @Test
  void findsAControlOfAnotherProduct() {
    assertThat(
            only(
                    "never-matches",
                    problems(data("a").when(control("S3.9").and(product("aws/guardduty")))))
                .message())
        .contains("only aws/securityhub has controls");
    assertThat(
            problems(
                data("a").when(control("S3.9").and(product("aws/securityhub")).and(NOT_CRITICAL))))
        .isEmpty();
  }

  @Test
  void findsAnEmptyRange() {
    Criteria range = CONFIDENCE.isAtLeast(60).and(CONFIDENCE.isLessThan(60));
    assertThat(only("never-matches", problems(data("a").when(range))).message())
        .contains("confidence is at least 60 and confidence is less than 60 exclude each other");
    assertThat(problems(data("a").when(CONFIDENCE.isBetween(60, 60).and(NOT_CRITICAL)))).isEmpty();
  }

  @Test
  void findsAValueThatDoesNotExist() {
    assertThat(only("never-matches", problems(data("a").when(SEVERITY.is("URGENT")))).message())
        .contains(
            "severity is URGENT, but it can only be one of INFORMATIONAL, LOW, MEDIUM, HIGH,"
                + " CRITICAL");
    assertThat(problems(data("a").when(SEVERITY.is("HIGH")))).isEmpty();
  }

  @Test
  void saysWhereItDoesNotKnow() {
    Criteria twice = TITLE.matches("(.+)\\1").and(TITLE.endsWith("!?")).and(NOT_CRITICAL);
    assertThat(ids(problems(data("a").when(twice)))).containsExactly("not-decided");
    assertThat(problems(data("a").when(TITLE.endsWith("!?").and(NOT_CRITICAL)))).isEmpty();
  }

  @Test
  void makesExamplesWithRawPathsInsideWhatNamedFieldsMake() {
    Criteria inside =
        Criteria.raw("Compliance", "AssociatedStandards", "StandardsId")
            .startsWith("standards/cis")
            .and(Criteria.raw("Compliance", "Status").is("FAILED"))
            .and(Criteria.raw("Resources", "Details", "Name").is("a"))
            .and(STANDARD.isPresent())
            .and(TITLE.is("a"));
    assertThat(ids(problems(data("a").when(inside))))
        .contains("suppresses-critical")
        .doesNotContain("not-decided");
  }
}
