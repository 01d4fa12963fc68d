package io.quell.cli.run;

import io.quell.cli.input.InputItem;
import io.quell.cli.report.Reasons;
import io.quell.cli.terminal.Advice;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.finding.Finding;
import io.quell.lambda.report.Result;
import java.util.Optional;

/// What is told of a run where a person has seen just now what it would do: the totals, and what
/// failed.
final class TotalsRunReport implements RunReport {
  private final TextOutput out;
  private final Reasons failures = new Reasons();

  TotalsRunReport(TextOutput out) {
    this.out = out;
  }

  @Override
  public void decided(InputItem item, Result result, Optional<Finding> after) {
    result
        .failure()
        .ifPresent(
            failure ->
                failures.add(
                    "%s (%s)".formatted(Advice.on(failure.message()), failure.code()),
                    "finding " + result.evaluation().finding().identifier()));
  }

  @Override
  public void skipped(InputItem item, String reason) {
    // told before the question
  }

  @Override
  public void unreadable(InputItem item, String reason) {
    // told before the question
  }

  @Override
  public void finish(RunCounts runCounts) {
    if (!failures.isEmpty()) {
      out.line(0, Style.RED, "Failed");
      failures.print(out, out.terminal().share(4), 2, "finding");
      out.blank();
    }
    out.paragraph(
        0,
        Style.BOLD,
        "%s%s: %s"
            .formatted(
                runCounts.isInterrupted() ? "Interrupted after " : "",
                Text.counted(runCounts.of(RunCounts.Count.FINDINGS), "finding"),
                TextOutput.counts(runCounts.byWords())));
  }
}
