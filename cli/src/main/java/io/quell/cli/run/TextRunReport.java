package io.quell.cli.run;

import io.quell.cli.command.Launcher;
import io.quell.cli.input.InputItem;
import io.quell.cli.report.FindingTable;
import io.quell.cli.report.NoteTexts;
import io.quell.cli.report.Reasons;
import io.quell.cli.report.RuleNumbers;
import io.quell.cli.report.ShownFinding;
import io.quell.cli.run.RunCounts.Count;
import io.quell.cli.terminal.Advice;
import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Terminal;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.finding.Finding;
import io.quell.lambda.report.Result;
import io.quell.rule.Card;
import io.quell.run.RuleEngine;
import java.util.Optional;
import java.util.Set;

/// A run for people, on one screen: the first of the findings that change, the numbers by rule,
/// each note once, what was kept, what failed, and the summary. It holds no more than it shows.
final class TextRunReport implements RunReport {
  private static final int MANY = 1_000_000;
  private static final String HINT = "; --all shows them";

  private final TextOutput out;
  private final boolean all;
  private final boolean isSent;
  private final FindingTable table;
  private final RuleNumbers numbers;
  private final NoteTexts notes = new NoteTexts();
  private final Reasons kept = new Reasons();
  private final Reasons givenBack = new Reasons();
  private final Reasons skips = new Reasons();
  private final Reasons failures = new Reasons();
  private long changed;

  /// A report that prints when the run is over.
  ///
  /// @param all whether to leave nothing out
  /// @param isSent whether updates are sent, or would be
  /// @param engine the rules that decide
  TextRunReport(TextOutput out, boolean all, boolean isSent, RuleEngine engine) {
    this.out = out;
    this.all = all;
    this.isSent = isSent;
    table = new FindingTable(out, all, out.terminal().share(8));
    numbers = new RuleNumbers(engine.cards().stream().map(Card::id).toList());
  }

  @Override
  public void decided(InputItem item, Result result, Optional<Finding> after) {
    Finding finding = result.evaluation().finding();
    numbers.matched(result.evaluation());
    boolean isDue =
        switch (result.outcome()) {
          case Result.Sent _, Result.Observed _ -> true;
          case Result.NoMatch _, Result.Unchanged _, Result.Superseded _, Result.NotGivenBack _ ->
              false;
        };
    if (all || isDue || !result.evaluation().failures().isEmpty()) {
      table.add(() -> ShownFinding.of(result, Set.of()));
    }
    if (isDue && !result.hasFailed()) {
      changed++;
      numbers.changed(result.evaluation().changes(), result.evaluation());
      notes.add(result.evaluation().update());
      result
          .evaluation()
          .givenBack()
          .forEach(sentence -> givenBack.add(sentence, FindingName.of(finding)));
    }
    result.evaluation().kept().forEach(sentence -> kept.add(sentence, FindingName.of(finding)));
    if (result.failure().isPresent() || !result.evaluation().failures().isEmpty()) {
      failed(item, result);
    }
  }

  private void failed(InputItem item, Result result) {
    Finding finding = result.evaluation().finding();
    String place = "%s: finding %s".formatted(item.where(), finding.identifier());
    result
        .failure()
        .ifPresent(
            failure ->
                failures.add(
                    "%s (%s)".formatted(Advice.on(failure.message()), failure.code()), place));
    result
        .evaluation()
        .failures()
        .forEach(
            failure ->
                failures.add(
                    "rule %s failed: %s".formatted(failure.rule(), failure.message()), place));
  }

  @Override
  public void skipped(InputItem item, String reason) {
    skips.add(reason, item.where());
  }

  @Override
  public void unreadable(InputItem item, String reason) {
    failures.add(reason, item.where());
  }

  @Override
  public void finish(RunCounts runCounts) {
    Terminal screen = out.terminal();
    if (table.finish((isSent ? " that were changed" : " that would change") + HINT)) {
      out.blank();
    }
    if (numbers.print(out, all ? MANY : screen.share(5), HINT)) {
      numbers.printUnmatched(out, all ? MANY : 2);
      out.blank();
    }
    String title = "Notes %s".formatted(isSent ? "on what was changed" : "that would be written");
    if (notes.print(out, title, all ? MANY : screen.share(20))) {
      out.blank();
    }
    section("Given back, for no rule in force wants it any more", Style.BOLD, givenBack, "finding");
    section("Left as it was", Style.BOLD, kept, "finding");
    section("Skipped", Style.YELLOW, skips, "event");
    section("Failed", Style.RED, failures, "time");
    out.paragraph(0, Style.BOLD, summary(runCounts));
  }

  private void section(String title, Style style, Reasons reasons, String noun) {
    if (!reasons.isEmpty()) {
      out.line(0, style, title);
      reasons.print(out, all ? MANY : out.terminal().share(20), 1, noun);
      out.blank();
    }
  }

  private String summary(RunCounts counts) {
    String results = TextOutput.counts(counts.byWords());
    String calls =
        counts.calls().isPresent()
            ? "; %s%s"
                .formatted(
                    counts.of(Count.OBSERVED) > 0 ? "it would take " : "",
                    Text.counted(counts.calls().getAsLong(), "update call"))
            : "";
    String hint =
        !all && changed == 0 && counts.of(Count.FINDINGS) > 0
            ? Launcher.asTyped("; --all lists the findings, and 'quell explain' says why")
            : "";
    return "%s%s, %s%s%s%s"
        .formatted(
            counts.isInterrupted() ? "Interrupted after " : "",
            Text.counted(counts.of(Count.FILES), "file"),
            Text.counted(counts.of(Count.FINDINGS), "finding"),
            results.isEmpty() ? "" : ": " + results,
            calls,
            hint);
  }
}
