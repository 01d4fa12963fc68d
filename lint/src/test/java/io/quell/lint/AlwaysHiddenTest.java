package io.quell.lint;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.lint.LintedRules.NOT_CRITICAL;
import static io.quell.lint.LintedRules.OPTIONS;
import static io.quell.lint.LintedRules.data;
import static io.quell.lint.LintedRules.holds;
import static io.quell.lint.LintedRules.ids;
import static io.quell.lint.LintedRules.only;
import static io.quell.lint.LintedRules.problems;
import static io.quell.lint.LintedRules.suspending;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.Format;
import io.quell.lint.LintedRules.Data;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Rule;
import io.quell.update.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rules that earlier terminal rules hide.
final class AlwaysHiddenTest {
  @Test
  void findsARuleThatAnEarlierTerminalRuleHides() {
    Data terminal = data("first").when(product("aws/securityhub").and(NOT_CRITICAL)).terminal();
    LintProblem problem = only("always-hidden", problems(terminal, data("second")));
    assertThat(problem.names()).containsExactly("second", "first");
    assertThat(holds(control("S3.9"), problem)).isTrue();
    assertThat(ids(problems(data("second"), terminal))).doesNotContain("always-hidden");
    assertThat(problems(terminal.when(account("111122223333").and(NOT_CRITICAL)), data("second")))
        .isEmpty();
    assertThat(ids(problems(data("first").when(terminal.criteria()), data("second"))))
        .doesNotContain("always-hidden");
  }

  @Test
  void findsARuleThatTerminalRulesHideTogether() {
    Data even = data("low").when(SEVERITY.is("LOW", "MEDIUM", "INFORMATIONAL")).terminal();
    Data odd = data("high").when(SEVERITY.is("HIGH")).terminal();
    Data second = data("second").when(control("S3.9").and(SEVERITY.isPresent()).and(NOT_CRITICAL));
    assertThat(only("always-hidden", problems(even, odd, second)).names())
        .containsExactly("second", "low", "high");
    assertThat(problems(even, odd.when(SEVERITY.is("HIGH").and(account("111122223333"))), second))
        .isEmpty();
    assertThat(problems(even, odd, data("second"))).as("a finding may have no severity").isEmpty();
  }

  @Test
  void seesThatATerminalRuleIsNotAlwaysInForce() {
    Data terminal = data("first").when(product("aws/securityhub").and(NOT_CRITICAL)).terminal();
    assertThat(problems(terminal.expires("2027-06-30"), data("second"))).isEmpty();
    assertThat(problems(terminal.from("2027-01-01"), data("second"))).isEmpty();
    assertThat(ids(problems(terminal.from("2027-01-01"), data("second").from("2027-02-01"))))
        .containsExactly("always-hidden");
  }

  @Test
  void seesThatATerminalRuleIsSuspendedOrPastItsLastDay() {
    Data terminal = data("first").when(product("aws/securityhub").and(NOT_CRITICAL)).terminal();
    List<Rule> rules = List.of(terminal.rule(), data("second").rule());
    assertThat(ids(problems(suspending("first", rules)))).isEmpty();
    assertThat(ids(problems(terminal.expires("2026-11-01"), data("second").expires("2026-11-02"))))
        .doesNotContain("always-hidden");
  }

  @Test
  void seesThatATerminalRulesCodeDeclines() {
    Data first = data("first").when(product("aws/securityhub").and(NOT_CRITICAL)).terminal();
    assertThat(problems(first.code(_ -> Decision.noMatch()), data("second").rule())).isEmpty();
    assertThat(
            problems(
                first.code(
                    finding -> finding.format() == Format.ASFF ? suppress() : Decision.noMatch()),
                data("second").rule()))
        .isEmpty();
    assertThat(
            only("always-hidden", problems(first.code(_ -> suppress()), data("second").rule()))
                .message())
        .contains("its code declined none of the findings tried");
  }

  @Test
  void goesOnAfterARegularExpressionThatWouldNotEnd() {
    Criteria endless = anyOf(TITLE.matches("(.*a){25}[bc]"), control("S3.1"));
    Rule terminal = Data.data("endless").when(endless).terminal().rule();
    Rule other = Data.data("other").when(TITLE.is("a".repeat(60))).rule();
    assertThat(Lint.problems(List.of(terminal, other), OPTIONS))
        .extracting(problem -> problem.check().id())
        .doesNotContain("always-hidden", "broken-rule");
  }
}
