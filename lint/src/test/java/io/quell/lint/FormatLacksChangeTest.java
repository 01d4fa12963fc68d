package io.quell.lint;

import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Criteria.userDefinedField;
import static io.quell.criteria.Field.Named.FORMAT;
import static io.quell.lint.LintedRules.NOT_CRITICAL;
import static io.quell.lint.LintedRules.data;
import static io.quell.lint.LintedRules.ids;
import static io.quell.lint.LintedRules.isAboutOneWay;
import static io.quell.lint.LintedRules.only;
import static io.quell.lint.LintedRules.problems;
import static io.quell.update.Decision.confidence;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.Format;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Rule;
import io.quell.testing.SampleRule;
import io.quell.update.Change;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Changes that a format does not have.
final class FormatLacksChangeTest {
  static List<Criteria> ofAsffAlone() {
    Criteria asff = FORMAT.is("ASFF");
    return List.of(
        asff,
        FORMAT.is(Format.ASFF),
        FORMAT.isIgnoringCase("asff"),
        asff.and(control("S3.9")),
        control("S3.9").and(asff.and(resourceTag("a", "b"))),
        asff.and(anyOf(control("S3.9"), control("S3.8"))),
        anyOf(asff.and(control("S3.9")), asff.and(control("S3.8"))),
        not(FORMAT.is("OCSF")),
        control("S3.9").unless(FORMAT.is("OCSF")),
        not(not(asff)),
        not(anyOf(FORMAT.is("OCSF"), control("S3.9"))),
        onOneResource(asff, resourceTag("a", "b")),
        userDefinedField("ticket").isPresent());
  }

  static List<Criteria> ofOcsfToo() {
    return List.of(
        allOf(),
        control("S3.9"),
        FORMAT.is("OCSF"),
        FORMAT.is("ASFF", "OCSF"),
        FORMAT.isPresent(),
        FORMAT.is("ASFF").or(control("S3.9")),
        not(FORMAT.is("ASFF")),
        not(FORMAT.is("OCSF").and(control("S3.9"))),
        control("S3.9").unless(FORMAT.is("ASFF")),
        not(onOneResource(FORMAT.is("OCSF"))));
  }

  @ParameterizedTest
  @MethodSource("ofAsffAlone")
  void hasNothingToSayOfARuleForOneFormatThatChangesWhatTheFormatHas(Criteria criteria) {
    assertThat(problems(data("a").then(confidence(10)).when(criteria)))
        .allMatch(LintedRules::isAboutOneWay);
  }

  @ParameterizedTest
  @MethodSource("ofOcsfToo")
  void findsARuleForOcsfThatChangesWhatOcsfDoesNotHave(Criteria criteria) {
    LintProblem problem =
        only("format-lacks-change", problems(data("a").then(confidence(10)).when(criteria)));
    assertThat(problem.message()).isEqualTo("It changes CONFIDENCE, which OCSF does not have.");
    assertThat(problem.advice()).contains("FORMAT.is(\"ASFF\")");
    assertThat(problem.example())
        .hasValueSatisfying(example -> assertThat(example.format()).isEqualTo(Format.OCSF));
  }

  @ParameterizedTest
  @EnumSource
  void findsEveryChangeThatAFormatLacks(Change change) {
    for (Format format : Format.values()) {
      Rule rule =
          SampleRule.rule("a")
              .with(data("a").card().toBuilder().changes(change).build())
              .when(FORMAT.is(format).and(NOT_CRITICAL));
      assertThat(ids(problems(rule).stream().filter(each -> !isAboutOneWay(each)).toList()))
          .isEqualTo(change.isExpressibleIn(format) ? List.of() : List.of("format-lacks-change"));
    }
  }
}
