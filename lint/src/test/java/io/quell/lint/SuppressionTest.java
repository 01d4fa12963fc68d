package io.quell.lint;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Field.Named.FORMAT;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static io.quell.lint.LintedRules.NOT_CRITICAL;
import static io.quell.lint.LintedRules.data;
import static io.quell.lint.LintedRules.holds;
import static io.quell.lint.LintedRules.ids;
import static io.quell.lint.LintedRules.only;
import static io.quell.lint.LintedRules.problems;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.Format;
import io.quell.lint.LintedRules.Data;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Suppressions of too much, and by too many who decide.
final class SuppressionTest {
  @Test
  void findsSuppressionOfCriticalWithoutAllowance() {
    LintProblem problem = only("suppresses-critical", problems(data("a").when(control("S3.9"))));
    assertThat(problem.level()).isEqualTo(Level.ERROR);
    assertThat(holds(control("S3.9").and(SEVERITY.is(CRITICAL)), problem)).isTrue();
    assertThat(problems(data("a").when(control("S3.9")).evenCritical())).isEmpty();
    assertThat(problems(data("a").when(control("S3.9").and(SEVERITY.is(LOW, MEDIUM))))).isEmpty();
    assertThat(problems(data("a").when(control("S3.9")).then(severity(LOW)))).isEmpty();
  }

  @Test
  void seesThatARulesCodeSparesCritical() {
    Data rule = data("a").when(control("S3.9"));
    assertThat(
            problems(
                rule.code(
                    finding ->
                        finding.severity().equals(Optional.of(CRITICAL))
                            ? Decision.noMatch()
                            : suppress())))
        .isEmpty();
    assertThat(ids(problems(rule.code(_ -> suppress())))).containsExactly("suppresses-critical");
  }

  @ParameterizedTest
  @MethodSource
  void findsARuleThatSuppressesEverything(Criteria all, String formats) {
    assertThat(
            problems(data("a").evenCritical().when(all).rule()).stream()
                .filter(each -> each.check().id().equals("suppresses-everything"))
                .toList())
        .singleElement()
        .extracting(LintProblem::message)
        .isEqualTo(
            "It suppresses every finding in %s, but for CRITICAL ones at most.".formatted(formats));
  }

  static Stream<Arguments> findsARuleThatSuppressesEverything() {
    return Stream.of(
        Arguments.of(Criteria.allOf(), "ASFF and OCSF"),
        Arguments.of(NOT_CRITICAL, "ASFF and OCSF"),
        Arguments.of(FORMAT.is(Format.ASFF).and(NOT_CRITICAL), "ASFF"),
        Arguments.of(
            Criteria.anyOf(control("S3.9"), Criteria.not(control("S3.9")), account("111122223333")),
            "ASFF and OCSF"),
        Arguments.of(
            Criteria.not(control("S3.9").and(Criteria.not(control("S3.9")))), "ASFF and OCSF"));
  }

  @Test
  void leavesRulesAloneThatSuppressLess() {
    for (Criteria some :
        List.of(
            control("S3.9"),
            Criteria.not(control("S3.9")),
            account("111122223333"),
            SEVERITY.is(LOW),
            TITLE.contains("a"))) {
      assertThat(ids(problems(data("a").when(some).rule())))
          .doesNotContain("suppresses-everything");
    }
    assertThat(
            ids(
                problems(
                    SampleRule.rule("lower").asData(severity(LOW)),
                    data("coded").when(Criteria.allOf()).code(_ -> suppress()))))
        .doesNotContain("suppresses-everything");
  }

  @Test
  void pointsOutTagsThatDecideOnASuppression() {
    Criteria purpose = Criteria.resourceTag("purpose", "logs");
    LintProblem problem =
        only("rests-on-tags", problems(data("a").when(purpose.and(NOT_CRITICAL)).rule()));
    assertThat(problem.level()).isEqualTo(Level.NOTE);
    assertThat(problem.message())
        .isEqualTo(
            "Which findings it hides depends on tags of their resources (purpose): whoever may tag"
                + " them can hide a finding.");
    for (Criteria tagged :
        List.of(
            control("S3.9").unless(purpose).and(NOT_CRITICAL),
            Criteria.onOneResource(purpose).and(NOT_CRITICAL),
            Criteria.rawResource("Tags", "purpose").is("logs").and(NOT_CRITICAL))) {
      assertThat(ids(problems(data("a").when(tagged).rule()))).contains("rests-on-tags");
    }
    assertThat(ids(problems(SampleRule.rule("low").when(purpose).asData(severity(LOW)))))
        .doesNotContain("rests-on-tags");
    assertThat(ids(problems(data("a").rule()))).doesNotContain("rests-on-tags");
  }

  @Test
  void warnsOfSuppressionOfWhichItIsNotKnownWhetherItMeetsCritical() {
    Criteria unread = TITLE.matches("[a-z&&[^b]](?x: c )");
    assertThat(ids(problems(data("a").when(unread))))
        .contains("may-suppress-critical", "not-decided");
    assertThat(ids(problems(data("a").when(unread.and(NOT_CRITICAL)))))
        .doesNotContain("may-suppress-critical");
    assertThat(ids(problems(data("a").when(unread).then(severity(LOW)))))
        .doesNotContain("may-suppress-critical");
    assertThat(ids(problems(data("a").when(TITLE.matches("(?s:.*)foo(?s:.*)")))))
        .contains("suppresses-critical")
        .doesNotContain("may-suppress-critical", "not-decided");
    assertThat(ids(problems(data("a").when(TITLE.matches("(?!zzz).*")))))
        .contains("suppresses-critical");
  }
}
