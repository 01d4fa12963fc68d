package io.quell.cli.sweep;

import io.quell.cli.run.DecisionRow;
import io.quell.cli.sweep.SweepCounts.SweptChange;
import io.quell.cli.terminal.Advice;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table;
import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Table.Column;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.lambda.report.Result;
import io.quell.run.RuleChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A pass for people: the numbers by rule, the first of the findings, what was kept and why, and
/// what failed.
final class TextSweepReport implements SweepReport {
  private static final int MOST_EXAMPLES = 20;
  private static final int MOST_KEPT = 10;
  private static final List<Column> COLUMNS =
      Stream.concat(
              Stream.of(Column.ofNames("RULE", 24)),
              Arrays.stream(SweptChange.values())
                  .map(kind -> Column.fixed(kind.words().toUpperCase(Locale.ROOT))))
          .toList();

  /// How much is told.
  enum Detail {
    /// Each rule, the first of the findings, and what was kept.
    ALL,
    /// What was done in all, and what failed: the rest was told just now.
    TOTALS
  }

  private final TextOutput out;
  private final String where;
  private final Detail detail;
  private final Table examples = new Table(DecisionRow.COLUMNS);
  private long left;

  /// @param where what the hub is called in a sentence
  TextSweepReport(TextOutput out, String where, Detail detail) {
    this.out = out;
    this.where = where;
    this.detail = detail;
  }

  @Override
  public void decided(Proposal proposal, Result result) {
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(DecisionRow.of(result, Optional.empty(), losing(proposal)));
    } else {
      left++;
    }
  }

  @Override
  public void finish(SweepCounts counts, boolean isSent) {
    if (detail == Detail.ALL) {
      all(counts, isSent);
    }
    out.line(0, Style.BOLD, summary(counts, isSent));
    if (!counts.failures().isEmpty()) {
      out.blank();
      out.line(0, Style.RED, "Failed");
      counts.failures().all().forEach((reason, said) -> reason(Advice.on(reason), said));
    }
  }

  private void all(SweepCounts counts, boolean isSent) {
    if (!examples.isEmpty()) {
      out.line(0, Style.BOLD, "%s %s".formatted(isSent ? "Sent to" : "Would be sent to", where));
      rules(counts);
      out.table(examples);
      if (left > 0) {
        out.line(1, Style.PLAIN, "… and %s".formatted(Text.counted(left, "more finding")));
      }
      out.blank();
    }
    kept(counts);
  }

  /// The rules whose changes are given back.
  private static Set<String> losing(Proposal proposal) {
    return proposal.changes().stream()
        .filter(RuleChange::isGivenBack)
        .flatMap(change -> change.rules().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void rules(SweepCounts counts) {
    Map<String, Map<SweptChange, Long>> byRule = counts.byRule();
    if (byRule.isEmpty()) {
      return;
    }
    var table = new Table(COLUMNS);
    byRule.forEach(
        (rule, numbers) -> {
          List<Cell> cells = new ArrayList<>(List.of(new Cell(rule, Style.BOLD)));
          for (SweptChange kind : SweptChange.values()) {
            cells.add(new Cell("%,d".formatted(SweepCounts.of(numbers, kind)), Style.PLAIN));
          }
          table.add(cells);
        });
    out.table(table);
    out.blank();
  }

  private void kept(SweepCounts counts) {
    if (counts.keptReasons().isEmpty()) {
      return;
    }
    out.line(0, Style.BOLD, "Left as it was");
    counts.keptReasons().all().entrySet().stream()
        .limit(MOST_KEPT)
        .forEach(entry -> reason(entry.getKey(), entry.getValue()));
    long others =
        counts.keptReasons().all().entrySet().stream()
            .skip(MOST_KEPT)
            .mapToLong(entry -> entry.getValue().number())
            .sum();
    if (others > 0) {
      out.line(
          1, Style.PLAIN, "… and for other reasons: %s".formatted(Text.counted(others, "finding")));
    }
    out.blank();
  }

  private void reason(String sentence, Reasons.Said said) {
    out.paragraph(
        1,
        Style.PLAIN,
        Text.plain("%s: %s".formatted(sentence, Text.counted(said.number(), "finding"))));
    said.names().forEach(name -> out.line(2, Style.PLAIN, Text.plain(name)));
    if (said.number() > said.names().size()) {
      out.line(2, Style.PLAIN, "…");
    }
  }

  private static String summary(SweepCounts counts, boolean isSent) {
    return "%s read: %,d %s%s%s%s"
        .formatted(
            Text.counted(counts.findings(), "finding"),
            counts.changedFindings(),
            isSent ? "changed" : "would change",
            counts.unprocessedFindings() == 0
                ? ""
                : ", %,d unprocessed".formatted(counts.unprocessedFindings()),
            counts.hasStopped()
                ? "; stopped there, as --at-most says: there is more, and the next run goes on"
                : "",
            counts.breakOff().isPresent()
                ? "; broken off there: all numbers are of these alone"
                : "");
  }
}
