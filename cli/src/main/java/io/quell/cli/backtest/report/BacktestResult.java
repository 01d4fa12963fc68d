package io.quell.cli.backtest.report;

import io.quell.cli.backtest.effect.Difference;
import io.quell.cli.backtest.effect.DifferenceKind;
import io.quell.cli.backtest.effect.RuleEffect;
import io.quell.cli.backtest.tally.EffectCounts;
import io.quell.cli.backtest.tally.Tally;
import io.quell.cli.terminal.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came of a backtest.
///
/// @param tally what was counted
/// @param source where the findings are from, for a person
/// @param against what the other book was called by the user, or empty
/// @param at when it began
/// @param isInterrupted whether it was stopped, or a hub broke off, before the end
public record BacktestResult(
    Tally tally, String source, Optional<String> against, Instant at, boolean isInterrupted) {

  /// A rule, or another group, with its counts.
  public record GroupRow(String name, EffectCounts counts) {}

  /// A difference with the number of findings it is on.
  public record DifferenceRow(Difference difference, long findings) {}

  /// The rules that have met a finding, by how many they match, and those that have left the book
  /// and whose changes are given back.
  public List<GroupRow> rules() {
    List<GroupRow> rows = new ArrayList<>();
    tally
        .bookRules()
        .forEach(
            (id, counts) -> {
              if (counts.findings() > 0) {
                rows.add(new GroupRow(id, counts));
              }
            });
    tally
        .formerRules()
        .largest(EffectCounts::findings)
        .forEach(group -> rows.add(new GroupRow(group.name(), group.counts())));
    rows.sort(Comparator.comparingLong(row -> -row.counts().findings()));
    return rows;
  }

  /// The rules of the book that match no finding, in its order.
  public List<String> idleRules() {
    return tally.bookRules().entrySet().stream()
        .filter(rule -> rule.getValue().findings() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The controls with the most changed findings first.
  public List<GroupRow> controls() {
    return tally.controls().largest(BacktestResult::weight).stream()
        .map(group -> new GroupRow(group.name(), group.counts()))
        .toList();
  }

  /// The accounts with the most changed findings first.
  public List<GroupRow> accounts() {
    return tally.accounts().largest(BacktestResult::weight).stream()
        .map(group -> new GroupRow(group.name(), group.counts()))
        .toList();
  }

  /// By changed findings; of equals by all.
  private static long weight(EffectCounts counts) {
    return counts.changed() * Integer.MAX_VALUE + counts.findings();
  }

  /// The differences by kind, and within a kind by the number of findings.
  public List<DifferenceRow> differences() {
    return tally.differences().entrySet().stream()
        .map(entry -> new DifferenceRow(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.<DifferenceRow, DifferenceKind>comparing(row -> row.difference().kind())
                .thenComparingLong(row -> -row.findings())
                .thenComparing(row -> row.difference().rules())
                .thenComparing(row -> row.difference().change()))
        .toList();
  }

  /// How many findings have each effect, those that none has left out: `suppressed` → 12.
  public Map<String, Long> totals() {
    Map<String, Long> totals = new LinkedHashMap<>();
    for (RuleEffect effect : RuleEffect.values()) {
      long number = tally.all().of(effect);
      if (number > 0) {
        totals.put(effect.words(), number);
      }
    }
    return totals;
  }

  /// How many differences there are of each kind, those that none is of left out.
  public Map<String, Long> kinds() {
    Map<String, Long> kinds = new LinkedHashMap<>();
    for (DifferenceKind kind : DifferenceKind.values()) {
      if (tally.of(kind) > 0) {
        kinds.put(kind.words(), tally.of(kind));
      }
    }
    return kinds;
  }

  /// What a person is told where it came to no end.
  public String interruption() {
    return "Interrupted after %s: all numbers are of these alone"
        .formatted(Text.counted(tally.all().findings(), "finding"));
  }
}
