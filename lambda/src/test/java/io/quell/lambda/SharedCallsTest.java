package io.quell.lambda;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.lowerSeverity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Field.Named;
import io.quell.finding.SeverityLabel;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import io.quell.run.mark.Marking.FieldsReading;
import io.quell.testing.Findings.Sample;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Findings that take one update share calls, whatever each has of its own: nothing in a mark
/// depends on the one finding.
final class SharedCallsTest {
  private static final int FINDINGS = 10_000;
  private static final List<SeverityLabel> LABELS =
      List.of(SeverityLabel.LOW, SeverityLabel.MEDIUM, SeverityLabel.HIGH);
  private static final List<Rule> RULES =
      List.of(
          rule("lower")
              .when(Named.SEVERITY.is(SeverityLabel.HIGH, SeverityLabel.MEDIUM))
              .decides(lowerSeverity(1)),
          rule("quiet").when(Named.SEVERITY.is(SeverityLabel.LOW)).decides(suppress()));

  private static Sample plain(int at) {
    SeverityLabel label = LABELS.get(at % LABELS.size());
    return finding().severity(label).with("f-" + at, "Id");
  }

  /// With another tool's field, a number of the label's and a product severity of its own.
  private static Sample withItsOwn(int at) {
    Sample sample = plain(at);
    int lowest = sample.read().severity().orElseThrow().lowestNormalized();
    return sample
        .userDefinedField("ticket", "SEC-" + at)
        .with(lowest + at % 20, "Severity", "Normalized")
        .with(at / 7.0, "Severity", "Product");
  }

  private static int calls(FieldsReading reading, IntFunction<Sample> findings) {
    var engine =
        new RuleEngine(
            RULES,
            RuleHistory.NONE,
            "test",
            BookSettings.of("prod", Set.of()).reading(reading),
            Clock.systemUTC());
    return SecurityHub.calls(
        IntStream.range(0, FINDINGS)
            .mapToObj(findings)
            .map(sample -> engine.evaluate(sample.read()))
            .map(
                evaluation ->
                    new FindingUpdate(evaluation.finding().identifier(), evaluation.update()))
            .toList());
  }

  @Test
  void sharesCallsWhateverOthersHaveWrittenWhereUpdatesAreMerged() {
    int without = calls(FieldsReading.MERGE, SharedCallsTest::plain);
    int with = calls(FieldsReading.MERGE, SharedCallsTest::withItsOwn);
    System.out.printf(
        "%,d findings: %d calls without fields of others, %d with, merged; %d replaced%n",
        FINDINGS, without, with, calls(FieldsReading.REPLACE, SharedCallsTest::withItsOwn));
    assertThat(without).isBetween(FINDINGS / 100, FINDINGS / 100 + 3);
    assertThat(with).isLessThanOrEqualTo((int) (1.3 * without));
  }
}
