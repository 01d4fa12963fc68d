package io.quell.cli.backtest.report;

import io.quell.cli.backtest.effect.Difference;
import io.quell.cli.backtest.effect.RuleEffect;
import io.quell.cli.backtest.report.BacktestResult.DifferenceRow;
import io.quell.cli.backtest.report.BacktestResult.GroupRow;
import io.quell.cli.backtest.tally.EffectCounts;
import io.quell.cli.backtest.tally.Groups.CountedGroup;
import io.quell.cli.backtest.tally.Tally;
import io.quell.cli.backtest.tally.Trouble;
import io.quell.cli.report.CountTable;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.finding.Format;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A backtest for people: a table for each question, then the totals.
///
/// @param out where it goes
/// @param all whether to leave no row out
public record TextBacktestReport(TextOutput out, boolean all) implements BacktestReport {
  private static final int MOST_RULES = 50;
  private static final int MOST_GROUPS = 20;
  private static final int MOST_DIFFERENCES = 50;
  private static final List<String> EFFECTS =
      List.of("SUPPRESSES", "LOWERS", "RAISES", "OTHER", "GIVES BACK", "IN FORCE", "LEFT ALONE");

  @Override
  public void print(BacktestResult result) {
    rules(result);
    severities(result.tally());
    groups("CONTROL", result.controls());
    groups("ACCOUNT", result.accounts());
    differences(result);
    unknown(result.tally());
    out.line(0, Style.BOLD, summary(result));
    if (result.isInterrupted()) {
      out.line(0, Style.YELLOW, result.interruption());
    }
    trouble("Failed", result.tally().failures());
    trouble("Failed in the other book", result.tally().otherFailures());
    trouble("Unreadable", result.tally().unreadable());
  }

  private static long[] effects(EffectCounts counts) {
    long[] numbers = new long[RuleEffect.values().length];
    int at = 0;
    for (RuleEffect effect : RuleEffect.values()) {
      numbers[at++] = counts.of(effect);
    }
    return numbers;
  }

  private static long[] with(long first, long[] others) {
    long[] numbers = new long[others.length + 1];
    numbers[0] = first;
    System.arraycopy(others, 0, numbers, 1, others.length);
    return numbers;
  }

  private static List<String> with(String first, List<String> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }

  private void rules(BacktestResult result) {
    List<GroupRow> rules = result.rules();
    if (!rules.isEmpty()) {
      CountTable table = new CountTable(List.of("RULE"), with("FINDINGS", EFFECTS));
      rules.stream()
          .limit(most(MOST_RULES))
          .forEach(
              row ->
                  table.add(
                      List.of(row.name()), with(row.counts().findings(), effects(row.counts()))));
      out.table(table.table());
      out.left(rules.size() - Math.min(rules.size(), most(MOST_RULES)), " that match findings");
    }
    List<String> idle = result.idleRules();
    if (!idle.isEmpty()) {
      out.paragraph(
          0,
          Style.DIM,
          "%s of the book match%s no finding: %s"
              .formatted(
                  Text.counted(idle.size(), "rule"), idle.size() == 1 ? "es" : "", list(idle)));
    }
    out.blank();
  }

  private String list(List<String> ids) {
    long most = most(MOST_GROUPS);
    String shown = String.join(", ", ids.stream().limit(most).toList());
    return ids.size() <= most
        ? shown
        : "%s and %,d more; --all shows them".formatted(shown, ids.size() - most);
  }

  private void severities(Tally tally) {
    CountTable table =
        new CountTable(
            List.of("SEVERITY"),
            List.of("OPEN NOW", "OPEN THEN", "SUPPRESSED NOW", "SUPPRESSED THEN"));
    tally
        .severities()
        .forEach(
            (name, counts) -> {
              if (!counts.isEmpty()) {
                table.add(
                    List.of(name),
                    counts.openBefore(),
                    counts.openAfter(),
                    counts.suppressedBefore(),
                    counts.suppressedAfter());
              }
            });
    if (!table.isEmpty()) {
      out.table(table.table());
      out.blank();
    }
  }

  private void groups(String title, List<GroupRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    CountTable table = new CountTable(List.of(title), with("FINDINGS", EFFECTS));
    rows.stream()
        .limit(most(MOST_GROUPS))
        .forEach(
            row ->
                table.add(
                    List.of(row.name()), with(row.counts().findings(), effects(row.counts()))));
    out.table(table.table());
    out.left(rows.size() - Math.min(rows.size(), most(MOST_GROUPS)), "");
    out.blank();
  }

  private void differences(BacktestResult result) {
    if (result.against().isEmpty()) {
      return;
    }
    out.line(
        0,
        Style.BOLD,
        "Compared with %s: %s"
            .formatted(
                Text.plain(result.against().get()),
                result.tally().different() == 0
                    ? "no finding differs"
                    : Text.counted(result.tally().different(), "finding")
                        + (result.tally().different() == 1 ? " differs" : " differ")));
    List<DifferenceRow> rows = result.differences();
    if (!rows.isEmpty()) {
      CountTable table =
          new CountTable(List.of("DIFFERENCE", "RULE, THERE → HERE"), List.of("FINDINGS"));
      rows.stream()
          .limit(most(MOST_DIFFERENCES))
          .forEach(
              row ->
                  table.add(
                      List.of(words(row.difference()), row.difference().rules()), row.findings()));
      out.table(table.table());
      out.left(
          rows.size()
              - Math.min(rows.size(), most(MOST_DIFFERENCES))
              + result.tally().untoldDifferences(),
          "");
    }
    out.blank();
  }

  /// A difference in words: `severity moved, MEDIUM → LOW`.
  static String words(Difference difference) {
    return difference.change().isEmpty()
        ? difference.kind().words()
        : "%s, %s".formatted(difference.kind().words(), difference.change());
  }

  private void unknown(Tally tally) {
    List<CountedGroup<AtomicLong>> rules = tally.unknownRules().largest(AtomicLong::get);
    if (rules.isEmpty()) {
      return;
    }
    out.paragraph(
        0,
        Style.YELLOW,
        "What these rules have set stays, for the book does not say what became of them: name them"
            + " under removed or moved");
    rules.stream()
        .limit(most(MOST_GROUPS))
        .forEach(
            rule ->
                out.line(
                    1,
                    Style.PLAIN,
                    Text.plain(
                        "%s: %s"
                            .formatted(
                                rule.name(), Text.counted(rule.counts().get(), "finding")))));
    out.left(rules.size() - Math.min(rules.size(), most(MOST_GROUPS)), "");
    out.blank();
  }

  private long most(int most) {
    return all ? Integer.MAX_VALUE : most;
  }

  private static String summary(BacktestResult result) {
    Tally tally = result.tally();
    Map<String, Long> totals = result.totals();
    String formats =
        tally.of(Format.ASFF) > 0 && tally.of(Format.OCSF) > 0
            ? " (%,d ASFF, %,d OCSF)".formatted(tally.of(Format.ASFF), tally.of(Format.OCSF))
            : "";
    return "%s%s in %s: %,d would change%s"
        .formatted(
            Text.counted(tally.all().findings(), "finding"),
            formats,
            Text.plain(result.source()),
            tally.all().changed(),
            totals.isEmpty() ? "" : "; " + TextOutput.counts(totals));
  }

  private void trouble(String title, Trouble trouble) {
    if (trouble.number() == 0) {
      return;
    }
    out.blank();
    out.line(0, Style.RED, "%s: %,d".formatted(title, trouble.number()));
    trouble.sentences().forEach(sentence -> out.paragraph(1, Style.PLAIN, Text.plain(sentence)));
    if (trouble.untold() > 0) {
      out.line(1, Style.PLAIN, "… and %,d more".formatted(trouble.untold()));
    }
  }
}
