package io.quell.cli.update;

import io.quell.cli.report.FindingTable;
import io.quell.cli.report.Reasons;
import io.quell.cli.report.ShownFinding;
import io.quell.cli.terminal.Advice;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.finding.Finding;
import io.quell.hub.UpdateResult;
import io.quell.update.FindingState;
import java.util.List;

/// For people, on one screen: what is set, the first of the findings, what failed, each reason
/// once, and the summary.
final class TextUpdateReport implements UpdateReport {
  private static final int MANY = 1_000_000;
  private static final int MOST_NAMES = 3;

  private final TextOutput out;
  private final List<String> said;
  private final FindingTable table;
  private final Reasons skips = new Reasons();
  private final Reasons failures = new Reasons();
  private final boolean all;

  /// @param all whether every finding is shown
  /// @param said what is set, in sentences; none where that was told just now
  TextUpdateReport(TextOutput out, boolean all, List<String> said) {
    this.out = out;
    this.all = all;
    this.said = List.copyOf(said);
    this.table = new FindingTable(out, all, out.terminal().share(4));
  }

  @Override
  public void row(UpdateReport.Row row) {
    table.add(
        new ShownFinding(
            row.target().name(),
            row.target().finding().flatMap(Finding::account),
            row.target().finding().flatMap(Finding::region),
            "",
            change(row),
            new Cell(
                row.result(),
                row.hasFailed() ? Style.RED : row.answer().isEmpty() ? Style.DIM : Style.GREEN)));
    if (row.answer().orElse(null)
        instanceof UpdateResult.Unprocessed(var code, var message, var worthRetrying)) {
      failures.add(
          "%s (%s%s)"
              .formatted(
                  Advice.on(message), code, worthRetrying ? "; it may go through later" : ""),
          "finding " + row.target().identifier());
    }
  }

  /// Where the finding was not read, only what is set is known.
  private static Cell change(UpdateReport.Row row) {
    FindingState before = row.target().state();
    FindingState after = before.after(row.update(), row.target().identifier().format());
    if (row.hasFailed()) {
      return ShownFinding.change(before, before);
    }
    return row.target().isKnown() ? ShownFinding.change(before, after) : ShownFinding.set(after);
  }

  @Override
  public void unreadable(String where, String reason) {
    failures.add(reason, where);
  }

  @Override
  public void skipped(String where, String reason) {
    skips.add(reason, where);
  }

  @Override
  public void finish(UpdateCounts counts, String where) {
    boolean isDry = counts.notSentFindings() > 0;
    if (!said.isEmpty() && !table.isEmpty()) {
      out.paragraph(
          0, Style.BOLD, "%s %s".formatted(isDry ? "Would be sent to" : "Sent to", where));
      said.forEach(text -> out.paragraph(1, Style.PLAIN, Text.plain(text)));
      out.blank();
    }
    if (table.finish(all ? "" : "; --all shows them")) {
      out.blank();
    }
    section("Skipped", Style.YELLOW, skips, "event");
    section("Failed", Style.RED, failures, "time");
    out.paragraph(0, Style.BOLD, summary(counts));
  }

  private static String summary(UpdateCounts counts) {
    String results = TextOutput.counts(counts.byWords());
    return "%s%s%s%s"
        .formatted(
            counts.isInterrupted() ? "Interrupted: " : "",
            Text.counted(counts.findings(), "finding"),
            results.isEmpty() ? "" : ": " + results,
            counts.callsNeeded() == 0
                ? ""
                : "; it would take " + Text.counted(counts.callsNeeded(), "update call"));
  }

  private void section(String title, Style style, Reasons reasons, String noun) {
    if (!reasons.isEmpty()) {
      out.line(0, style, title);
      reasons.print(out, all ? MANY : out.terminal().share(8), MOST_NAMES, noun);
      out.blank();
    }
  }
}
