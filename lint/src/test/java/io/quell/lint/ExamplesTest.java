package io.quell.lint;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.noMatch;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ExamplesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void findsAnExampleOnADayOnWhichTheRuleIsInForce() {
    assertThat(Examples.of(rule("a").expires("2020-01-01").decides(suppress()), CLOCK)).isPresent();
    assertThat(Examples.of(rule("a").from("2030-01-01").decides(suppress()), CLOCK)).isPresent();
  }

  @Test
  void triesSeveralExamplesWhereTheRulesCodeDeclines() {
    assertThat(
            Examples.of(
                rule("a")
                    .when(control("S3.9"))
                    .decides(finding -> finding.format() == Format.OCSF ? suppress() : noMatch()),
                CLOCK))
        .isPresent();
    assertThat(
            Examples.of(
                rule("a")
                    .when(resourceTag("keep").isPresent())
                    .decides(
                        finding ->
                            finding.resources().getFirst().tags().containsValue("true")
                                ? suppress()
                                : noMatch()),
                CLOCK))
        .isPresent();
  }

  @Test
  void hasNoExampleWhereThereIsNone() {
    assertThat(Examples.of(rule("a").decides(noMatch()), CLOCK)).isEmpty();
    assertThat(Examples.of(SEVERITY.is("URGENT").and(control("S3.9")), CLOCK.instant(), _ -> true))
        .isEmpty();
  }

  @Test
  void givesTheSameExampleToTheSameQuestion() {
    assertThat(Examples.of(control("S3.9"), CLOCK.instant(), _ -> true).map(Finding::json))
        .isEqualTo(Examples.of(control("S3.9"), CLOCK.instant(), _ -> true).map(Finding::json))
        .isPresent();
    assertThat(Examples.of(control("S3.9"), CLOCK.instant(), _ -> true)).isPresent();
  }
}
