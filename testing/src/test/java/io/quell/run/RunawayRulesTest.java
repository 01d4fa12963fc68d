package io.quell.run;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Field.Named;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleRule;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A rule whose expressions run away on finding after finding is not asked any more.
final class RunawayRulesTest {
  private static final SampleRule ENDLESS =
      rule("endless").when(Named.TITLE.matches("x|(.*a){25}[bc]")).decides(suppress());
  private static final SampleRule BROKEN =
      rule("broken")
          .decides(
              _ -> {
                throw new IllegalStateException("no");
              });
  private static final Sample HOSTILE = finding().title("a".repeat(60));

  private final RuleEngine engine = new RuleEngine(List.of(ENDLESS, BROKEN), Clock.systemUTC());

  @Test
  void isFailedUntilItIsLeftOut() {
    var runaways = new RunawayRules();

    for (int at = 1; at <= RunawayRules.MOST; at++) {
      Evaluation evaluation = engine.evaluate(HOSTILE.read(), runaways);
      assertThat(evaluation.notAsked()).isEmpty();
      assertThat(evaluation.failures()).hasSize(2);
      assertThat(runaways.runs()).containsOnlyKeys("endless").containsEntry("endless", at);
    }

    Evaluation next = engine.evaluate(finding().title("x").read(), runaways);
    assertThat(next.notAsked()).containsExactly("endless");
    assertThat(next.matched()).isEmpty();
    assertThat(next.failures())
        .as("a rule that only fails goes on being asked")
        .extracting(Evaluation.RuleFailure::rule)
        .containsExactly("broken");
  }

  @Test
  void isAskedInTheNextInvocation() {
    var runaways = new RunawayRules();
    for (int at = 0; at < RunawayRules.MOST; at++) {
      engine.evaluate(HOSTILE.read(), runaways);
    }

    assertThat(engine.evaluate(finding().title("x").read(), new RunawayRules()).matched())
        .hasSize(1);
    assertThat(engine.evaluate(finding().title("x").read()).matched()).hasSize(1);
  }

  @Test
  void leavesAloneWhatARuleHasSetThatIsNotAsked() {
    Sample plain = finding().title("x");
    Sample set = plain.after(engine.evaluate(plain.read()).update());
    var runaways = new RunawayRules();
    for (int at = 0; at < RunawayRules.MOST; at++) {
      engine.evaluate(HOSTILE.read(), runaways);
    }

    Evaluation evaluation = engine.evaluate(set.title("b").read(), runaways);

    assertThat(evaluation.update().isEmpty()).isTrue();
    assertThat(evaluation.givenBack()).isEmpty();
    assertThat(engine.evaluate(set.title("b").read()).givenBack()).isNotEmpty();
  }
}
