package io.quell.run;

import static io.quell.testing.SampleRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the passing of a day changes. Yesterday was the last of May.
final class DueRulesTest {
  private static final SampleRule PLAIN = rule("plain").decides(Decision.suppress());
  private static final Criteria AGED = Criteria.not(Named.AGE.olderThan(Duration.ofDays(30)));

  private static DueRules due(RuleHistory history, Rule... rules) {
    return new RuleEngine(List.of(rules), history, "test", BookSettings.adHoc(), Clock.systemUTC())
        .due(LocalDate.parse("2026-05-31"));
  }

  private static DueRules due(Rule... rules) {
    return due(RuleHistory.NONE, rules);
  }

  @Test
  void namesARuleTheDayAfterItsLast() {
    assertThat(due(PLAIN.expires("2026-05-31")).named()).containsExactly("plain");
    assertThat(due(PLAIN.expires("2026-05-31")).wanting()).isEmpty();
    assertThat(due(PLAIN.expires("2026-05-24")).named())
        .as("a run that was missed a week ago is made up for")
        .containsExactly("plain");
    assertThat(due(PLAIN.expires("2026-05-23")).named()).isEmpty();
    assertThat(due(PLAIN.expires("2026-06-01")).named()).isEmpty();
    assertThat(due(PLAIN).named()).isEmpty();
  }

  @Test
  void asksForWhatARuleWantsFromItsFirstDayOn() {
    assertThat(due(PLAIN.from("2026-06-01")).wanting()).containsOnlyKeys("plain");
    assertThat(due(PLAIN.from("2026-05-31")).wanting()).containsOnlyKeys("plain");
    assertThat(due(PLAIN.from("2026-05-31")).named()).isEmpty();
    assertThat(due(PLAIN.from("2026-05-25")).wanting()).containsOnlyKeys("plain");
    assertThat(due(PLAIN.from("2026-05-24")).wanting()).isEmpty();
    assertThat(due(PLAIN.from("2026-06-02")).wanting()).isEmpty();
    assertThat(due(PLAIN.from("2026-05-31").expires("2026-05-31")).wanting()).isEmpty();
  }

  @Test
  void looksBothWaysForRulesOnAgesWhileTheyRun() {
    Rule aged = PLAIN.when(AGED);
    assertThat(due(aged).named()).containsExactly("plain");
    assertThat(due(aged).wanting()).isEqualTo(Map.of("plain", AGED));
    assertThat(due(PLAIN.when(AGED).from("2026-06-02")).named()).isEmpty();
    assertThat(due(PLAIN.when(AGED).expires("2026-05-20")).wanting()).isEmpty();
  }

  @Test
  void namesWhatIsSuspendedOrRemovedUnderItsFormerIdsToo() {
    var history =
        new RuleHistory(Set.of("gone"), Map.of("older", "gone", "old", "plain"), Set.of("plain"));
    DueRules due = due(history, PLAIN.when(AGED).from("2026-05-31"));
    assertThat(due.named()).containsExactlyInAnyOrder("gone", "older", "plain", "old");
    assertThat(due.wanting()).isEmpty();
  }
}
