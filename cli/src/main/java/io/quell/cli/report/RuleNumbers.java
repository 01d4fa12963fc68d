package io.quell.cli.report;

import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.run.Evaluation;
import io.quell.run.RuleChange;
import io.quell.run.mark.KnownRules;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What each rule comes to over many findings: numbers alone, so that it stays small.
public final class RuleNumbers {
  /// More rules that the book does not have are counted together: their ids stand in marks, where
  /// anybody may write.
  private static final int MOST_UNKNOWN = 1_000;
  private static final String OTHERS = "others";

  private final Set<String> order;
  private final Map<String, Map<RuleNumber, Long>> byRule = new HashMap<>();

  /// @param order the ids of the rules in the order in which they are told
  public RuleNumbers(Collection<String> order) {
    this.order = new LinkedHashSet<>(order);
  }

  /// Counts the rules that matched a finding.
  public void matched(Evaluation evaluation) {
    evaluation.matched().forEach(card -> add(card.id(), RuleNumber.MATCHED));
  }

  /// Counts what is changed on a finding.
  ///
  /// @param changes what the update changes, and by which rules
  public void changed(List<RuleChange> changes, Evaluation evaluation) {
    Map<String, Set<RuleNumber>> kinds = new HashMap<>();
    for (RuleChange change : changes) {
      for (String rule : change.rules()) {
        kinds
            .computeIfAbsent(rule, _ -> new HashSet<>())
            .add(RuleNumber.of(change, rule, evaluation));
      }
    }
    kinds.forEach((rule, all) -> all.forEach(kind -> add(rule, kind)));
  }

  private void add(String rule, RuleNumber kind) {
    boolean isKnown =
        order.contains(rule)
            || byRule.containsKey(rule)
            || byRule.size() < order.size() + MOST_UNKNOWN;
    byRule
        .computeIfAbsent(isKnown ? rule : OTHERS, _ -> new EnumMap<>(RuleNumber.class))
        .merge(kind, 1L, Long::sum);
  }

  /// The numbers of each rule that did anything, in the order of the book; then those that it does
  /// not have. A mark in OCSF has a long id in short form, and one in ASFF the whole of it: that is
  /// one rule.
  public Map<String, Map<RuleNumber, Long>> byRule() {
    Map<String, String> names = new HashMap<>();
    Stream.concat(order.stream(), byRule.keySet().stream())
        .forEach(
            id ->
                names.merge(
                    KnownRules.shortened(id),
                    id,
                    (one, other) -> one.length() >= other.length() ? one : other));
    Map<String, Map<RuleNumber, Long>> ordered = new LinkedHashMap<>();
    Stream.concat(
            order.stream().filter(byRule::containsKey), new TreeSet<>(byRule.keySet()).stream())
        .distinct()
        .forEach(
            id -> {
              Map<RuleNumber, Long> sums =
                  ordered.computeIfAbsent(
                      names.getOrDefault(KnownRules.shortened(id), id),
                      _ -> new EnumMap<>(RuleNumber.class));
              byRule
                  .getOrDefault(id, Map.of())
                  .forEach((kind, number) -> sums.merge(kind, number, Long::sum));
            });
    return ordered;
  }

  /// One of the numbers of a rule.
  public static long of(Map<RuleNumber, Long> numbers, RuleNumber kind) {
    return numbers.getOrDefault(kind, 0L);
  }

  /// Prints a table of the rules that did anything.
  ///
  /// @param most so many rules; of more, those with the highest numbers, and of equal ones those
  ///     that changed something, and how many others
  /// @param hint how to see the others, or empty where nothing shows them
  /// @return whether there was any
  public boolean print(TextOutput out, int most, String hint) {
    Map<String, Map<RuleNumber, Long>> all = byRule();
    if (all.isEmpty()) {
      return false;
    }
    Set<String> shown =
        all.entrySet().stream()
            .sorted(
                Map.Entry.<String, Map<RuleNumber, Long>>comparingByValue(
                        Comparator.comparingLong(RuleNumbers::highest)
                            .thenComparingLong(RuleNumbers::sum))
                    .reversed())
            .limit(all.size() == most + 1 ? all.size() : most) // to tell of one takes a line too
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    var table =
        new CountTable(
            List.of("RULE"), List.of(RuleNumber.values()).stream().map(RuleNumber::title).toList());
    all.forEach(
        (rule, numbers) -> {
          if (shown.contains(rule)) {
            table.add(
                List.of(rule),
                List.of(RuleNumber.values()).stream()
                    .mapToLong(kind -> of(numbers, kind))
                    .toArray());
          }
        });
    out.table(table.table());
    out.more(
        all.size() - shown.size(), (all.size() - shown.size() == 1 ? " rule" : " rules") + hint);
    return true;
  }

  private static long highest(Map<RuleNumber, Long> numbers) {
    return numbers.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private static long sum(Map<RuleNumber, Long> numbers) {
    return numbers.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Says which rules of the book matched no finding.
  ///
  /// @param mostLines they are named in so many lines
  public void printUnmatched(TextOutput out, int mostLines) {
    List<String> unmatched =
        order.stream()
            .filter(id -> of(byRule.getOrDefault(id, Map.of()), RuleNumber.MATCHED) == 0)
            .toList();
    if (!unmatched.isEmpty()) {
      out.paragraph(
          0,
          Style.DIM,
          Text.plain(
              "%s matched nothing: %s"
                  .formatted(Text.counted(unmatched.size(), "rule"), String.join(", ", unmatched))),
          mostLines);
    }
  }
}
