package io.quell.cli.explain;

import io.quell.cli.report.CountTable;
import io.quell.cli.terminal.TextOutput;
import io.quell.run.Explanation;
import io.quell.run.FindingExplanation.OfRule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Why rules match many findings, or do not: numbers alone.
final class RuleTally {
  /// Of one rule.
  private static final class Tally {
    private final Map<String, Long> failedAt = new LinkedHashMap<>();
    private long matched;
    private long otherwise;

    private long notMatched() {
      return otherwise + failedAt.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The criterion that most findings failed, and how many.
    private String most() {
      return failedAt.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(entry -> "%s (%,d)".formatted(entry.getKey(), entry.getValue()))
          .orElse("-");
    }
  }

  private final Map<String, Tally> rules = new LinkedHashMap<>();

  /// Counts what is said of a finding.
  void add(List<OfRule> explained) {
    for (OfRule rule : explained) {
      Tally tally = rules.computeIfAbsent(rule.card().id(), _ -> new Tally());
      switch (ExplainReport.alone(rule.explanation())) {
        case Explanation.Matched _ -> {
          if (rule.explanation() instanceof Explanation.Matched) {
            tally.matched++;
          } else {
            tally.otherwise++;
          }
        }
        case Explanation.Failed failed -> tally.failedAt.merge(FailedAt.of(failed), 1L, Long::sum);
        case Explanation.Hidden _,
            Explanation.Declined _,
            Explanation.Doubtful _,
            Explanation.Released _,
            Explanation.Suspended _,
            Explanation.NotInForce _,
            Explanation.Broken _ ->
            tally.otherwise++;
      }
    }
  }

  /// Prints a table: for each rule how many findings it matches, how many it does not, and the
  /// criterion at which most of those fail.
  ///
  /// @param most so many rules; of more, those that match most
  void print(TextOutput out, int most) {
    Set<String> shown =
        rules.entrySet().stream()
            .sorted(
                Map.Entry.<String, Tally>comparingByValue(
                        Comparator.comparingLong(tally -> tally.matched))
                    .reversed())
            .limit(most)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    var table = new CountTable(List.of("RULE", "FAILS MOST OFTEN AT"), List.of("MATCHED", "NOT"));
    rules.forEach(
        (id, tally) -> {
          if (shown.contains(id)) {
            table.add(List.of(id, tally.most()), tally.matched, tally.notMatched());
          }
        });
    out.table(table.table());
    int left = rules.size() - shown.size();
    out.left(left, left == 1 ? " rule" : " rules");
  }
}
