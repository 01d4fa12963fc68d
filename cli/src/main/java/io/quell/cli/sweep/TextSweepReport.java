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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A pass for people: the numbers by rule, the first of the findings, what was kept and why, and
/// what failed.
final class TextSweepReport implements SweepReport {
  private static final int MOST_EXAMPLES = 20;
  private static final int MOST_KEPT = 10;
  private static final List<Column> COLUMNS =
      Stream.concat(
              Stream.of(new Column("RULE", 16)),
              Arrays.stream(SweptChange.values())
                  .map(kind -> Column.fixed(kind.words().toUpperCase(Locale.ROOT))))
          .toList();

  private final TextOutput out;
  private final String where;
  private final Table examples = new Table(DecisionRow.COLUMNS);
  private long left;

  /// @param where what the hub is called in a sentence
  TextSweepReport(TextOutput out, String where) {
    this.out = out;
    this.where = where;
  }

  @Override
  public void decided(Result result) {
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(DecisionRow.of(result, Optional.empty()));
    } else {
      left++;
    }
  }

  @Override
  public void finish(SweepCounts counts, boolean isSent) {
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
    out.line(0, Style.BOLD, summary(counts, isSent));
    if (!counts.failures().isEmpty()) {
      out.blank();
      out.line(0, Style.RED, "Failed");
      counts.failures().all().forEach((reason, said) -> reason(Advice.on(reason), said, true));
    }
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
        .forEach(entry -> reason(entry.getKey(), entry.getValue(), false));
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

  private void reason(String sentence, Reasons.Said said, boolean isNamed) {
    out.paragraph(
        1,
        Style.PLAIN,
        Text.plain("%s: %s".formatted(sentence, Text.counted(said.number(), "finding"))));
    if (isNamed) {
      said.names().forEach(name -> out.line(2, Style.PLAIN, Text.plain(name)));
      if (said.number() > said.names().size()) {
        out.line(2, Style.PLAIN, "…");
      }
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
