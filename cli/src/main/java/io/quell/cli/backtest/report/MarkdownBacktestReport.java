package io.quell.cli.backtest.report;

import io.quell.cli.backtest.effect.RuleEffect;
import io.quell.cli.backtest.report.BacktestResult.DifferenceRow;
import io.quell.cli.backtest.report.BacktestResult.GroupRow;
import io.quell.cli.backtest.tally.EffectCounts;
import io.quell.cli.backtest.tally.SampledFinding;
import io.quell.cli.backtest.tally.SeverityCounts;
import io.quell.cli.backtest.tally.Tally;
import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Text;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// A backtest for a pull request: the totals, the differences, a row a rule and a handful of
/// examples, short enough for a comment.
///
/// @param out where it goes
public record MarkdownBacktestReport(PrintWriter out) implements BacktestReport {
  /// The longest comment on GitHub, in characters; here in bytes, which are no fewer.
  public static final int LONGEST = 65_536;
  private static final int ROOM_FOR_THE_LAST_LINE = 200;
  private static final int MOST_RULES = 40;
  private static final int MOST_DIFFERENCES = 30;
  private static final int MOST_EXAMPLES = 10;
  private static final int LONGEST_CELL = 80;
  private static final int LONGEST_NAME = 200;
  private static final String RULER = "|---|";

  @Override
  public void print(BacktestResult result) {
    out.print(text(result));
  }

  /// All of it, not longer than a comment may be.
  static String text(BacktestResult result) {
    List<String> lines = new ArrayList<>();
    head(result, lines);
    differences(result, lines);
    rules(result, lines);
    severities(result.tally(), lines);
    examples(result.tally(), lines);
    trouble(result.tally(), lines);
    return within(lines);
  }

  /// The lines, as many as there is room for.
  static String within(List<String> lines) {
    var text = new StringBuilder();
    int bytes = 0;
    for (int at = 0; at < lines.size(); at++) {
      int more = lines.get(at).getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes + more > LONGEST - ROOM_FOR_THE_LAST_LINE) {
        return text.append(
                "\n%s more are left out: a comment has no room for them. `quell backtest --html` has all.\n"
                    .formatted(Text.counted(lines.size() - at, "line")))
            .toString();
      }
      text.append(lines.get(at)).append('\n');
      bytes += more;
    }
    return text.toString();
  }

  private static void head(BacktestResult result, List<String> lines) {
    Tally tally = result.tally();
    lines.add("### What the rules would change");
    lines.add("");
    lines.add(
        "**%s** in %s: **%,d would change**.%s"
            .formatted(
                Text.counted(tally.all().findings(), "finding"),
                code(result.source(), LONGEST_NAME),
                tally.all().changed(),
                result.totals().isEmpty()
                    ? ""
                    : " "
                        + result.totals().entrySet().stream()
                            .map(total -> "%,d %s".formatted(total.getValue(), total.getKey()))
                            .collect(Collectors.joining(", ", "", "."))));
    if (result.isInterrupted()) {
      lines.add("");
      lines.add("**%s.**".formatted(result.interruption()));
    }
    lines.add("");
  }

  private static void differences(BacktestResult result, List<String> lines) {
    if (result.against().isEmpty()) {
      return;
    }
    lines.add("#### Compared with " + code(result.against().get(), LONGEST_NAME));
    lines.add("");
    List<DifferenceRow> rows = result.differences();
    if (rows.isEmpty()) {
      lines.add("No finding differs.");
      lines.add("");
      return;
    }
    lines.add(
        "%s: %s."
            .formatted(
                Text.counted(result.tally().different(), "finding"),
                result.kinds().entrySet().stream()
                    .map(kind -> "%,d %s".formatted(kind.getValue(), kind.getKey()))
                    .collect(Collectors.joining(", "))));
    lines.add("");
    lines.add("| difference | rule, there → here | findings |");
    lines.add("|---|---|--:|");
    rows.stream()
        .limit(MOST_DIFFERENCES)
        .forEach(
            row ->
                lines.add(
                    "| %s | %s | %,d |"
                        .formatted(
                            row.difference().change().isEmpty()
                                ? row.difference().kind().words()
                                : row.difference().kind().words()
                                    + " "
                                    + code(row.difference().change(), LONGEST_CELL),
                            code(row.difference().rules(), LONGEST_NAME),
                            row.findings())));
    left(
        Math.max(0, rows.size() - MOST_DIFFERENCES) + result.tally().untoldDifferences(),
        "row",
        lines);
    lines.add("");
  }

  private static void rules(BacktestResult result, List<String> lines) {
    List<GroupRow> rules = result.rules();
    List<String> idle = result.idleRules();
    lines.add("#### By rule");
    lines.add("");
    if (!rules.isEmpty()) {
      lines.add(
          "| rule | findings | suppressed | lowered | raised | other | given back | in force | left"
              + " alone |");
      lines.add(RULER + "--:|".repeat(RuleEffect.values().length + 1));
      rules.stream().limit(MOST_RULES).forEach(row -> lines.add(row(row)));
      left(Math.max(0, rules.size() - MOST_RULES), "rule", lines);
      lines.add("");
    }
    if (!idle.isEmpty()) {
      lines.add(
          "%s %s no finding."
              .formatted(
                  Text.counted(idle.size(), "rule"), idle.size() == 1 ? "matches" : "match"));
      lines.add("");
    }
    List<String> unknown =
        result.tally().unknownRules().largest(AtomicLong::get).stream()
            .limit(MOST_EXAMPLES)
            .map(rule -> "%s (%,d)".formatted(code(rule.name(), LONGEST_CELL), rule.counts().get()))
            .toList();
    if (!unknown.isEmpty()) {
      lines.add(
          "What these rules have set **stays**, for the book does not say what became of them: %s. Name them under `removed` or `moved`."
              .formatted(String.join(", ", unknown)));
      lines.add("");
    }
  }

  private static String row(GroupRow row) {
    var cells =
        new StringBuilder(
            "| %s | %,d |".formatted(code(row.name(), LONGEST_CELL), row.counts().findings()));
    for (RuleEffect effect : RuleEffect.values()) {
      cells.append(" %s |".formatted(number(row.counts(), effect)));
    }
    return cells.toString();
  }

  private static String number(EffectCounts counts, RuleEffect effect) {
    return counts.of(effect) == 0 ? "" : "%,d".formatted(counts.of(effect));
  }

  private static void severities(Tally tally, List<String> lines) {
    lines.add("| severity | open now | open then | suppressed now | suppressed then |");
    lines.add(RULER + "--:|".repeat(4));
    for (Map.Entry<String, SeverityCounts> severity : tally.severities().entrySet()) {
      SeverityCounts counts = severity.getValue();
      if (!counts.isEmpty()) {
        lines.add(
            "| %s | %,d | %,d | %,d | %,d |"
                .formatted(
                    severity.getKey(),
                    counts.openBefore(),
                    counts.openAfter(),
                    counts.suppressedBefore(),
                    counts.suppressedAfter()));
      }
    }
    lines.add("");
  }

  private static void examples(Tally tally, List<String> lines) {
    List<SampledFinding> examples =
        tally.sample().kept().stream()
            .filter(
                finding ->
                    !finding.differences().isEmpty()
                        || finding.effects().stream().anyMatch(RuleEffect::isChange))
            .limit(MOST_EXAMPLES)
            .toList();
    if (examples.isEmpty()) {
      return;
    }
    lines.add("<details><summary>Examples</summary>");
    lines.add("");
    lines.add("| finding | account | rules | severity | status |");
    lines.add("|---|---|---|---|---|");
    for (SampledFinding finding : examples) {
      lines.add(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  code(finding.name(), LONGEST_CELL),
                  code(finding.account(), LONGEST_CELL),
                  finding.rules().keySet().stream()
                      .map(id -> code(id, LONGEST_CELL))
                      .collect(Collectors.joining(", ")),
                  change(finding.before().severity(), finding.after().severity()),
                  change(finding.before().workflowStatus(), finding.after().workflowStatus())));
    }
    lines.add("");
    lines.add("</details>");
    lines.add("");
  }

  private static String change(Optional<String> before, Optional<String> after) {
    return before.equals(after)
        ? before.orElse(Cell.NONE)
        : "%s → %s".formatted(before.orElse(Cell.NONE), after.orElse(Cell.NONE));
  }

  private static void trouble(Tally tally, List<String> lines) {
    if (!tally.hasFailures()) {
      return;
    }
    lines.add(
        "**%s**, %s."
            .formatted(
                Text.counted(
                    tally.failures().number() + tally.otherFailures().number(), "rule failure"),
                "%,d unreadable".formatted(tally.unreadable().number())));
  }

  private static void left(long number, String noun, List<String> lines) {
    if (number > 0) {
      lines.add("");
      lines.add("… and %s more.".formatted(Text.counted(number, noun)));
    }
  }

  private static String code(String text, int longest) {
    return MarkdownText.code(text, longest);
  }
}
