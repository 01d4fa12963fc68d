package io.quell.cli.run;

import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Table.Column;
import io.quell.finding.Finding;
import io.quell.lambda.report.Result;
import io.quell.rule.Card;
import io.quell.update.FindingState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One decision as a row of a table.
public final class DecisionRow {
  /// The columns of the row.
  public static final List<Column> COLUMNS =
      List.of(
          new Column("FINDING", 20),
          Column.ofNames("RULES", 16),
          Column.fixed("SEVERITY"),
          Column.fixed("WORKFLOW STATUS"),
          Column.fixed("RESULT"));

  private DecisionRow() {}

  /// The cells of one finding's row.
  ///
  /// @param stored the finding as the hub has it afterwards; without it the row shows what was
  ///     asked for
  public static List<Cell> of(Result result, Optional<Finding> stored) {
    return of(result, stored, Set.of());
  }

  /// The same of a finding on which rules lose what they have set.
  ///
  /// @param losing the ids of those rules
  public static List<Cell> of(Result result, Optional<Finding> stored, Set<String> losing) {
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
    String rules = rules(result.evaluation().matched(), losing);
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

  /// `a, b` where rules set something, `a` where one loses it, and `a, without b` for both.
  private static String rules(List<Card> matched, Set<String> losing) {
    Set<String> setting =
        matched.stream().map(Card::id).collect(Collectors.toCollection(LinkedHashSet::new));
    String gone =
        losing.stream().filter(id -> !setting.contains(id)).collect(Collectors.joining(", "));
    String there = String.join(", ", setting);
    return there.isEmpty() || gone.isEmpty() ? there + gone : there + ", without " + gone;
  }
}
