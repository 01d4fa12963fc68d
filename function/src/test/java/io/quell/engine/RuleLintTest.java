package io.quell.engine;

import static io.quell.engine.Criteria.allOf;
import static io.quell.engine.Criteria.anyOf;
import static io.quell.engine.Criteria.control;
import static io.quell.engine.Criteria.not;
import static io.quell.engine.Criteria.onOneResource;
import static io.quell.engine.Criteria.resourceTag;
import static io.quell.engine.Field.Named.FORMAT;
import static io.quell.testing.SampleRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Format;
import io.quell.testing.SampleRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RuleLintTest {
  private static final SampleRule CONFIDENCE = rule("sure").mayOnly(Change.CONFIDENCE);

  static List<Criteria> ofAsffAlone() {
    Criteria asff = FORMAT.is("ASFF");
    return List.of(asff, FORMAT.is(Format.ASFF), FORMAT.isIgnoringCase("asff"), asff.and(control("S3.9")),
        control("S3.9").and(asff.and(resourceTag("a", "b"))), asff.and(anyOf(control("S3.9"), control("S3.8"))),
        anyOf(asff.and(control("S3.9")), asff.and(control("S3.8"))), not(FORMAT.is("OCSF")),
        control("S3.9").unless(FORMAT.is("OCSF")), not(not(asff)), not(anyOf(FORMAT.is("OCSF"), control("S3.9"))),
        onOneResource(asff, resourceTag("a", "b")));
  }

  static List<Criteria> ofOcsfToo() {
    return List.of(allOf(), control("S3.9"), FORMAT.is("OCSF"), FORMAT.is("ASFF", "OCSF"), FORMAT.isPresent(),
        FORMAT.is("ASFF").or(control("S3.9")), not(FORMAT.is("ASFF")), not(FORMAT.is("OCSF").and(control("S3.9"))),
        control("S3.9").unless(FORMAT.is("ASFF")), not(onOneResource(FORMAT.is("OCSF"))));
  }

  @ParameterizedTest
  @MethodSource("ofAsffAlone")
  void hasNothingToSayOfARuleForOneFormatThatChangesWhatTheFormatHas(Criteria criteria) {
    assertThat(RuleLint.problems(List.of(CONFIDENCE.when(criteria)))).isEmpty();
  }

  @Test
  void hasNothingToSayOfChangesThatBothFormatsHave() {
    assertThat(RuleLint.problems(List.of(rule("a").mayOnly(Change.SUPPRESSION), rule("b").mayOnly(Change.SEVERITY),
        rule("c").mayOnly(Change.WORKFLOW), rule("d").mayOnly(Change.NOTE)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ofOcsfToo")
  void complainsOfARuleForOcsfThatChangesWhatOcsfDoesNotHave(Criteria criteria) {
    assertThat(RuleLint.problems(List.of(CONFIDENCE.when(criteria))))
        .containsExactly("rule sure changes CONFIDENCE, which OCSF does not have: restrict it by FORMAT.is(\"ASFF\"), "
            + "or leave the change out");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"SEVERITY_SCORE", "VERIFICATION_STATE", "CONFIDENCE", "CRITICALITY", "TYPES", "USER_DEFINED_FIELDS",
        "RELATED_FINDINGS"})
  void complainsOfEveryChangeThatOcsfDoesNotHave(Change change) {
    assertThat(RuleLint.problems(List.of(rule("a").mayOnly(change)))).hasSize(1).first().asString()
        .contains(change.name());
    assertThat(RuleLint.problems(List.of(rule("a").mayOnly(change).when(FORMAT.is("ASFF"))))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SEVERITY_ID", "STATUS_ID"})
  void complainsOfEveryChangeThatAsffDoesNotHave(Change change) {
    assertThat(RuleLint.problems(List.of(rule("a").mayOnly(change)))).containsExactly("rule a changes " + change
        + ", which ASFF does not have: restrict it by FORMAT.is(\"OCSF\"), or leave the change out");
    assertThat(RuleLint.problems(List.of(rule("a").mayOnly(change).when(FORMAT.is("OCSF"))))).isEmpty();
  }

  @Test
  void namesEveryProblemOfEveryRule() {
    long changesOfOneFormat = Arrays.stream(Change.values())
        .filter(change -> !Arrays.stream(Format.values()).allMatch(change::isExpressibleIn)).count();
    assertThat(RuleLint.problems(List.of(rule("a"), rule("b").mayOnly(Change.SUPPRESSION), rule("c"))))
        .hasSize(2 * (int) changesOfOneFormat);
  }
}
