package io.quell.cli.report;

import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table.Cell;
import io.quell.finding.Finding;
import io.quell.lambda.report.Result;
import io.quell.rule.Card;
import io.quell.update.FindingState;
import io.quell.value.Bounded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A finding as a row of a table.
///
/// @param name by what a person knows it
/// @param account its account, where that is known
/// @param region its Region, where that is known
/// @param rules the rules that decided; empty where none did
/// @param change what changes on it, or else what it has
/// @param result what became of it
public record ShownFinding(
    String name,
    Optional<String> account,
    Optional<String> region,
    String rules,
    Cell change,
    Cell result) {
  /// Of more rules the first so many are named, and the others counted.
  private static final int MOST_RULES = 4;

  /// A finding that rules were asked about.
  ///
  /// @param losing the ids of rules that lose what they have set on it
  public static ShownFinding of(Result result, Set<String> losing) {
    Finding finding = result.evaluation().finding();
    FindingState before = FindingState.of(finding);
    boolean isIdle =
        switch (result.outcome()) {
          case Result.NoMatch _, Result.Unchanged _, Result.Superseded _, Result.NotGivenBack _ ->
              true;
          case Result.Observed _, Result.Sent _ -> false;
        };
    FindingState after =
        isIdle || result.hasFailed()
            ? before
            : before.after(result.evaluation().update(), finding.format());
    return new ShownFinding(
        FindingName.of(finding),
        finding.account(),
        finding.region(),
        rules(result.evaluation().matched(), losing),
        change(before, after),
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
    String gone = names(losing.stream().filter(id -> !setting.contains(id)).toList());
    String there = names(setting);
    return there.isEmpty() || gone.isEmpty() ? there + gone : there + ", without " + gone;
  }

  /// `a, b`; of many `a, b, c, d and 36 more`.
  private static String names(Collection<String> ids) {
    String first = ids.stream().limit(MOST_RULES).collect(Collectors.joining(", "));
    return ids.size() <= MOST_RULES ? first : first + " " + Bounded.rest(ids.size() - MOST_RULES);
  }

  /// `HIGH → LOW, NEW → SUPPRESSED`, in brief `LOW, SUPPRESSED`; of what stays as it is nothing,
  /// unless all does.
  public static Cell change(FindingState before, FindingState after) {
    List<String> changes = new ArrayList<>();
    List<String> results = new ArrayList<>();
    add(changes, results, before.severity(), after.severity());
    add(changes, results, before.workflowStatus(), after.workflowStatus());
    if (!changes.isEmpty()) {
      return new Cell(String.join(", ", changes), String.join(", ", results), Style.CYAN);
    }
    String state =
        before.severity().orElse(Cell.NONE) + ", " + before.workflowStatus().orElse(Cell.NONE);
    return new Cell(state, Style.DIM);
  }

  private static void add(
      List<String> changes, List<String> results, Optional<String> before, Optional<String> after) {
    if (!before.equals(after)) {
      changes.add("%s → %s".formatted(before.orElse(Cell.NONE), after.orElse(Cell.NONE)));
      results.add(after.orElse(Cell.NONE));
    }
  }

  /// What is set on a finding that was not read, so that only that is known.
  public static Cell set(FindingState after) {
    List<String> set = new ArrayList<>();
    after.severity().ifPresent(severity -> set.add("→ " + severity));
    after.workflowStatus().ifPresent(status -> set.add("→ " + status));
    return set.isEmpty()
        ? new Cell(Cell.NONE, Style.DIM)
        : new Cell(String.join(", ", set), Style.CYAN);
  }
}
