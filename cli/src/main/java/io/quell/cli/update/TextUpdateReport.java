package io.quell.cli.update;

import io.quell.cli.terminal.Advice;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table;
import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Table.Column;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.update.FindingState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// For people: what was set, a table of the findings, and what failed, each reason once.
///
/// @param said what was set or done, in sentences
record TextUpdateReport(TextOutput out, boolean all, List<String> said, String where)
    implements UpdateReport {
  private static final int MOST_ROWS = 200;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("FINDING", 20),
          Column.fixed("SEVERITY"),
          Column.fixed("WORKFLOW STATUS"),
          Column.fixed("RESULT"));

  @Override
  public void print(List<UpdateReport.Row> rows, RequestedFindings targets) {
    boolean isDry = rows.stream().allMatch(row -> row.answer().isEmpty());
    if (!rows.isEmpty()) {
      out.line(0, Style.BOLD, "%s %s".formatted(isDry ? "Would be sent to" : "Sent to", where));
      said.forEach(this::paragraph);
      out.blank();
      table(rows);
      out.blank();
    }
    out.line(0, Style.BOLD, summary(rows, targets));
    section("Skipped", Style.YELLOW, targets.skipped());
    if (!targets.unreadable().isEmpty() || rows.stream().anyMatch(UpdateReport.Row::hasFailed)) {
      section("Failed", Style.RED, targets.unreadable());
      failures(rows);
    }
  }

  private void table(List<UpdateReport.Row> rows) {
    var table = new Table(COLUMNS);
    long left = 0;
    for (UpdateReport.Row row : rows) {
      if (all || row.hasFailed() || table.size() < MOST_ROWS) {
        table.add(cells(row));
      } else {
        left++;
      }
    }
    out.table(table);
    out.left(left, "");
  }

  private static List<Cell> cells(UpdateReport.Row row) {
    FindingState before = row.target().state();
    FindingState after =
        row.hasFailed() ? before : before.after(row.update(), row.target().identifier().format());
    return List.of(
        new Cell(row.target().name(), Style.PLAIN),
        change(row, before.severity(), after.severity()),
        change(row, before.workflowStatus(), after.workflowStatus()),
        new Cell(
            row.result(),
            row.hasFailed() ? Style.RED : row.answer().isEmpty() ? Style.DIM : Style.GREEN));
  }

  /// Where the finding was not read, only what is set is known.
  private static Cell change(
      UpdateReport.Row row, Optional<String> before, Optional<String> after) {
    return row.target().isKnown() || after.isEmpty()
        ? Cell.change(before, after)
        : new Cell("→ " + after.get(), Style.CYAN);
  }

  private static String summary(List<UpdateReport.Row> rows, RequestedFindings targets) {
    Map<String, Long> numbers = UpdateReport.counts(rows);
    numbers.put("unreadable", (long) targets.unreadable().size());
    numbers.put("skipped", (long) targets.skipped().size());
    String results = TextOutput.counts(numbers);
    int calls =
        SecurityHub.calls(
            rows.stream()
                .filter(row -> row.answer().isEmpty())
                .map(row -> new FindingUpdate(row.target().identifier(), row.update()))
                .toList());
    return "%s%s%s"
        .formatted(
            Text.counted(rows.size(), "finding"),
            results.isEmpty() ? "" : ": " + results,
            calls == 0 ? "" : "; it would take " + Text.counted(calls, "update call"));
  }

  private void section(String title, Style style, List<String> sentences) {
    if (sentences.isEmpty() && style != Style.RED) {
      return;
    }
    out.blank();
    out.line(0, style, title);
    sentences.forEach(this::paragraph);
  }

  private void failures(List<UpdateReport.Row> rows) {
    Map<String, List<String>> findings = new LinkedHashMap<>();
    for (UpdateReport.Row row : rows) {
      if (row.answer().orElse(null)
          instanceof UpdateResult.Unprocessed(var code, var message, var worthRetrying)) {
        findings
            .computeIfAbsent(
                "%s (%s%s)"
                    .formatted(
                        Advice.on(message), code, worthRetrying ? "; it may go through later" : ""),
                _ -> new ArrayList<>())
            .add(row.target().identifier().toString());
      }
    }
    findings.forEach(
        (reason, identifiers) -> {
          paragraph(reason);
          identifiers.forEach(identifier -> out.line(2, Style.PLAIN, Text.plain(identifier)));
        });
  }

  private void paragraph(String text) {
    out.paragraph(1, Style.PLAIN, Text.plain(text));
  }
}
