package io.quell.cli;

import io.quell.cli.Table.Cell;
import io.quell.cli.Table.Column;
import io.quell.engine.Card;
import io.quell.engine.Update;
import io.quell.finding.Finding;
import io.quell.report.Result;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One decision as a row of a table.
final class DecisionRow {
  private static final int FIXED = Integer.MAX_VALUE;

  /// The columns of the row.
  static final List<Column> COLUMNS = List.of(new Column("FINDING", 20), new Column("RULES", 16),
      new Column("SEVERITY", FIXED), new Column("WORKFLOW STATUS", FIXED), new Column("RESULT", FIXED));

  private DecisionRow() {}

  /// The cells of one finding's row.
  ///
  /// @param held the finding as the hub holds it afterwards; without it the row shows what was asked for
  static List<Cell> of(Result result, Optional<Finding> held) {
    Finding before = result.evaluation().finding();
    Update update = result.evaluation().update();
    boolean done = !result.hasFailed();
    Optional<?> severity = held.isPresent()
        ? held.flatMap(Finding::severity)
        : update.severity().filter(_ -> done).or(before::severity);
    Optional<?> workflowStatus = held.isPresent()
        ? held.flatMap(Finding::workflowStatus)
        : update.workflowStatus().filter(_ -> done).or(before::workflowStatus);
    String rules = result.evaluation().matched().stream().map(Card::id).collect(Collectors.joining(", "));
    boolean isIdle = result.fate() instanceof Result.NoMatch || result.fate() instanceof Result.Unchanged;
    return List.of(new Cell(Label.of(before), Style.PLAIN), new Cell(rules.isEmpty() ? "-" : rules, Style.PLAIN),
        change(before.severity(), severity), change(before.workflowStatus(), workflowStatus),
        !result.evaluation().failures().isEmpty()
            ? new Cell(result.fate().word() + ", rule failed", Style.RED)
            : new Cell(result.fate().word(), result.hasFailed() ? Style.RED : isIdle ? Style.DIM : Style.GREEN));
  }

  private static Cell change(Optional<?> before, Optional<?> after) {
    return before.equals(after)
        ? new Cell(word(before), Style.PLAIN)
        : new Cell(word(before) + " → " + word(after), Style.CYAN);
  }

  private static String word(Optional<?> value) {
    return value.map(Object::toString).orElse("-");
  }
}
