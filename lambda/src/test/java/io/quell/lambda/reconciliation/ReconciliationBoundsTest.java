package io.quell.lambda.reconciliation;

import static io.quell.lambda.reconciliation.LocalReconciliation.message;
import static io.quell.lambda.reconciliation.LocalReconciliation.sample;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.noMatch;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.run.RunawayRules;
import io.quell.testing.SampleRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A reconciliation is kept neither by findings that take long, nor by titles that make an
/// expression run away.
final class ReconciliationBoundsTest {
  private static final SampleRule QUIET = rule("quiet").decides(suppress());
  private static final SampleRule ENDED = QUIET.expires("2026-05-31");
  private static final Instant CREATED = Instant.parse("2026-05-01T00:00:00Z");

  @ParameterizedTest
  @EnumSource
  void goesOnInAnotherInvocationWhereFindingsTakeLong(Format format) {
    List<LocalReconciliation> given = new ArrayList<>();
    SampleRule slow =
        rule("slow")
            .decides(
                _ -> {
                  given.forEach(there -> there.time.pass(Duration.ofMinutes(2)));
                  return noMatch();
                });
    try (var there = new LocalReconciliation(ENDED, slow)) {
      List<String> ids = new ArrayList<>();
      for (int at = 0; at < 8; at++) {
        ids.add(
            there.seedAfter(
                LocalReconciliation.createdAt(sample(format), CREATED.plusSeconds(at)), QUIET));
      }
      given.add(there);

      int invocations = there.run(message("daily"));

      assertThat(ids).allSatisfy(id -> assertThat(there.status(id)).isEqualTo("NEW"));
      assertThat(invocations).isBetween(2, 8);
      assertThat(there.metric("ReconciliationMended")).isEqualTo(8);
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(1);
      assertThat(there.log)
          .as("what is not reached is told when it is found again")
          .noneMatch(line -> line.contains("\"code\":\"NotReached\""));
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesOutARuleThatKeepsRunningAway(Format format) {
    SampleRule endless =
        rule("endless").when(Named.TITLE.matches("x|(.*a){25}[bc]")).decides(suppress());
    try (var there = new LocalReconciliation(ENDED, endless)) {
      List<String> ids = new ArrayList<>();
      for (int at = 0; at < 3 * RunawayRules.MOST; at++) {
        ids.add(there.seedAfter(sample(format).title("a".repeat(250)), QUIET));
      }

      there.run(message("daily"));

      assertThat(ids).allSatisfy(id -> assertThat(there.status(id)).isEqualTo("NEW"));
      assertThat(there.metric("RulesRunningAway")).isEqualTo(1);
      assertThat(there.metric("FindingsNotReached")).isEqualTo(2 * RunawayRules.MOST);
      assertThat(there.metric("ReconciliationsFinished")).isEqualTo(1);
      assertThat(there.log)
          .filteredOn(line -> line.contains("\"message\":\"rule running away\""))
          .hasSize(1);
    }
  }
}
