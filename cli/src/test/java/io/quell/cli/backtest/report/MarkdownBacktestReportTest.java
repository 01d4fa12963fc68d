package io.quell.cli.backtest.report;

import static io.quell.cli.backtest.Backtests.finding;
import static io.quell.cli.backtest.Backtests.suppressing;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.backtest.Backtests;
import io.quell.cli.backtest.Hostile;
import io.quell.cli.backtest.tally.Tally;
import io.quell.criteria.Criteria;
import io.quell.rule.Rule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MarkdownBacktestReportTest {
  private static final int LONGEST = 65_536;

  @Test
  void tellsTotalsDifferencesRulesAndExamples() {
    var tally =
        new Tally(
            Backtests.book(suppressing("hide", "S3.9")),
            Optional.of(Backtests.book(suppressing("hide-other", "S3.5"))));
    String text =
        MarkdownBacktestReport.text(
            Backtests.result(
                tally,
                List.of(
                    finding("a", "A", "S3.9", "HIGH"),
                    finding("b", "B", "S3.5", "LOW"),
                    finding("c", "C", "EC2.1", "LOW"))));

    assertThat(text.lines())
        .contains(
            "**3 findings** in `findings.json`: **1 would change**. 1 suppressed.",
            "#### Compared with `these`",
            "2 findings: 1 newly suppressed, 1 no longer suppressed.",
            "| newly suppressed | `no rule → hide` | 1 |",
            "| no longer suppressed | `hide-other → no rule` | 1 |",
            "| `hide` | 1 | 1 |  |  |  |  |  |  |",
            "| HIGH | 1 | 0 | 0 | 1 |",
            "| `S3.9 a` | `444455556666` | `hide` | HIGH | NEW → SUPPRESSED |");
  }

  @Test
  void fitsAComment() {
    List<Rule> rules =
        IntStream.range(0, 3_000)
            .mapToObj(at -> suppressing("r%04d-".formatted(at) + "x".repeat(40), "S3." + at))
            .toList();
    var tally =
        new Tally(
            Backtests.book(rules.toArray(Rule[]::new)),
            Optional.of(
                Backtests.book(
                    IntStream.range(0, 3_000)
                        .mapToObj(
                            at -> suppressing("o%04d-".formatted(at) + "y".repeat(40), "S4." + at))
                        .toArray(Rule[]::new))));
    List<String> findings =
        IntStream.range(0, 3_000)
            .mapToObj(
                at ->
                    finding(
                        "\ud83d\ude00".repeat(200) + at,
                        "\ud83d\ude00".repeat(250),
                        "S3." + at,
                        "LOW"))
            .toList();

    String text = MarkdownBacktestReport.text(Backtests.result(tally, findings));

    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(LONGEST);
    assertThat(text).contains("more.", "Examples");
  }

  /// No book makes its sections so long: the last guard is tested by itself.
  @Test
  void cutsWhatDoesNotFitAtALine() {
    List<String> lines = IntStream.range(0, 10_000).mapToObj(at -> "line é " + at).toList();

    String text = MarkdownBacktestReport.within(lines);

    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(LONGEST - 300, LONGEST);
    assertThat(text).startsWith("line é 0\nline é 1\n").contains(" lines more are left out");
  }

  @Test
  void letsNothingOfAFindingsTextAct() {
    List<String> findings =
        IntStream.range(0, Hostile.TEXTS.size())
            .mapToObj(
                at ->
                    finding(Hostile.TEXTS.get(at) + at, Hostile.TEXTS.get(at), "X.1", "LOW")
                        .replace("\"SecurityControlId\"", "\"Other\""))
            .toList();
    Rule all =
        Backtests.rule(
            "all", Criteria.account("444455556666"), Change.SUPPRESSION, Decision.suppress());

    String text = MarkdownBacktestReport.text(Backtests.result(List.of(all), findings));

    List<String> examples = text.lines().filter(line -> line.contains("NEW → SUPPRESSED")).toList();
    assertThat(examples)
        .hasSize(Hostile.TEXTS.size())
        .allSatisfy(
            line -> {
              // Whatever is in code spans is taken out: nothing of the finding is left.
              assertThat(line.replaceAll("`[^`]*`", "code"))
                  .isEqualTo("| code | code | code | LOW | NEW → SUPPRESSED |");
              assertThat(line.replace("\\|", "").chars().filter(each -> each == '|')).hasSize(6);
            });
  }

  @Test
  void isWhatTheCommandPrints() {
    assertThat(
            new Shell()
                .rules(suppressing("hide", "S3.9"))
                .input(finding("a", "A", "S3.9", "HIGH"))
                .run("backtest", "--markdown", "-")
                .out())
        .startsWith("### What the rules would change\n\n**1 finding** in `standard input`");
  }
}
