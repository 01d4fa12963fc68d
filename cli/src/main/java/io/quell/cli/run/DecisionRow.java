package io.quell.cli.run;

import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Table.Column;
import io.quell.finding.Finding;
import io.quell.lambda.report.Result;
import io.quell.rule.Card;
import io.quell.update.FindingState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One decision as a row of a table.
public final class DecisionRow {
  /// The columns of the row.
  public static final List<Column> COLUMNS =
      List.of(
          new Column("FINDING", 20),
          new Column("RULES", 16),
          Column.fixed("SEVERITY"),
          Column.fixed("WORKFLOW STATUS"),
          Column.fixed("RESULT"));

  private DecisionRow() {}

  /// The cells of one finding's row.
  ///
  /// @param stored the finding as the hub has it afterwards; without it the row shows what was
  ///     asked for
  public static List<Cell> of(Result result, Optional<Finding> stored) {
    Finding finding = result.evaluation().finding();
    FindingState before = FindingState.of(finding);
    FindingState after =
        stored
            .filter(_ -> !result.isSuperseded())
            .map(FindingState::of)
            .orElseGet(
                () ->
                    result.hasFailed() || result.isSuperseded()
                        ? before
                        : before.after(result.evaluation().update(), finding.format()));
    String rules =
        result.evaluation().matched().stream().map(Card::id).collect(Collectors.joining(", "));
    boolean isIdle =
        switch (result.outcome()) {
          case Result.NoMatch _, Result.Unchanged _, Result.Superseded _, Result.NotGivenBack _ ->
              true;
          case Result.Observed _, Result.Sent _ -> false;
        };
    return List.of(
        new Cell(FindingName.of(finding), Style.PLAIN),
        new Cell(rules.isEmpty() ? Cell.NONE : rules, Style.PLAIN),
        Cell.change(before.severity(), after.severity()),
        Cell.change(before.workflowStatus(), after.workflowStatus()),
        !result.evaluation().failures().isEmpty()
            ? new Cell(result.outcome().word() + ", rule failed", Style.RED)
            : new Cell(
                result.outcome().word(),
                result.hasFailed() ? Style.RED : isIdle ? Style.DIM : Style.GREEN));
  }
}
