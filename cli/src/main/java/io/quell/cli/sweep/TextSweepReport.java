package io.quell.cli.sweep;

import io.quell.cli.report.FindingTable;
import io.quell.cli.report.ShownFinding;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.lambda.report.Result;
import io.quell.run.RuleChange;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A pass for people: the first of the findings, the numbers by rule, what was kept and why, and
/// what failed.
final class TextSweepReport implements SweepReport {
  /// How much is told.
  enum Detail {
    /// Each rule, the first of the findings, and what was kept.
    ALL,
    /// What was done in all, and what failed: the rest was told just now.
    TOTALS
  }

  private static final int MOST_NAMES = 3;

  private final TextOutput out;
  private final String where;
  private final Detail detail;
  private final boolean asksAllRules;
  private final FindingTable examples;

  /// @param where what the hub is called in a sentence
  /// @param asksAllRules whether rules that matched nothing are told
  TextSweepReport(TextOutput out, String where, Detail detail, boolean asksAllRules) {
    this.out = out;
    this.where = where;
    this.detail = detail;
    this.asksAllRules = asksAllRules;
    examples = new FindingTable(out, false, out.terminal().share(5));
  }

  @Override
  public void decided(Proposal proposal, Result result) {
    if (detail == Detail.ALL) {
      examples.add(ShownFinding.of(result, losing(proposal)));
    }
  }

  @Override
  public void finish(SweepCounts counts, boolean isSent) {
    if (detail == Detail.ALL) {
      all(counts, isSent);
    }
    if (!counts.failures().isEmpty()) {
      out.line(0, Style.RED, "Failed");
      counts.failures().print(out, out.terminal().share(5), MOST_NAMES, "finding");
      out.blank();
    }
    out.paragraph(0, Style.BOLD, summary(counts, isSent));
  }

  private void all(SweepCounts counts, boolean isSent) {
    if (counts.changedFindings() + counts.unprocessedFindings() > 0) {
      out.paragraph(
          0, Style.BOLD, "%s %s".formatted(isSent ? "Sent to" : "Would be sent to", where));
    }
    if (examples.finish("")) {
      out.blank();
    }
    if (counts.rules().print(out, out.terminal().share(3), "")) {
      if (asksAllRules) {
        counts.rules().printUnmatched(out, 2);
      }
      out.blank();
    }
    if (!counts.keptReasons().isEmpty()) {
      out.line(0, Style.BOLD, "Left as it was");
      counts.keptReasons().print(out, out.terminal().share(10), MOST_NAMES, "finding");
      out.blank();
    }
  }

  /// The rules whose changes are given back.
  private static Set<String> losing(Proposal proposal) {
    return proposal.changes().stream()
        .filter(RuleChange::isGivenBack)
        .flatMap(change -> change.rules().stream())
        .collect(Collectors.toCollection(TreeSet::new));
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
