package io.quell.cli.explain;

import io.quell.cli.input.InputItem;
import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.criteria.Criteria;
import io.quell.criteria.Mismatch;
import io.quell.criteria.Sentence;
import io.quell.finding.Finding;
import io.quell.run.Explanation;
import io.quell.run.FindingExplanation;
import io.quell.run.FindingExplanation.OfRule;

/// For people.
///
/// @param detailed whether to list all criteria of a rule that does not match
record TextExplainReport(TextOutput out, boolean detailed) implements ExplainReport {
  @Override
  public void explained(InputItem item, FindingExplanation explanation) {
    Finding finding = explanation.finding();
    out.line(0, Style.BOLD, FindingName.of(finding));
    out.line(
        1,
        Style.DIM,
        "%s, in %s".formatted(Text.plain(finding.identifier().toString()), item.where()));
    explanation.rules().forEach(this::rule);
    explanation
        .fields()
        .forEach(
            field ->
                print(
                    1,
                    switch (field.result()) {
                      case SET, GIVEN_BACK -> Style.CYAN;
                      case UNCHANGED -> Style.PLAIN;
                      case KEPT -> Style.YELLOW;
                    },
                    field.toString()));
    ExplainReport.further(explanation)
        .forEach(kept -> print(1, Style.YELLOW, "left as it was: " + kept));
    ExplainReport.failures(explanation)
        .forEach(
            failure ->
                print(
                    1,
                    Style.RED,
                    "%s: the rule failed: %s".formatted(failure.rule(), failure.message())));
  }

  private void rule(OfRule rule) {
    Style style =
        switch (rule.explanation()) {
          case Explanation.Matched _ -> Style.GREEN;
          case Explanation.Broken _ -> Style.RED;
          case Explanation.Failed _,
              Explanation.Declined _,
              Explanation.Doubtful _,
              Explanation.Released _,
              Explanation.NotInForce _,
              Explanation.Suspended _,
              Explanation.Hidden _ ->
              Style.PLAIN;
        };
    print(1, style, rule.card().id() + ": " + rule.explanation());
    if (detailed
        && ExplainReport.alone(rule.explanation())
            instanceof Explanation.Failed(var mismatches, var matched)) {
      for (Criteria criterion : matched) {
        print(2, Style.GREEN, "holds: " + Sentence.ofPart(criterion));
      }
      for (Mismatch mismatch : mismatches) {
        detail(2, "fails: ", mismatch);
      }
    }
  }

  private void detail(int depth, String mark, Mismatch mismatch) {
    print(
        depth, Style.PLAIN, mark + (mismatch.parts().isEmpty() ? mismatch : mismatch.head() + ":"));
    mismatch.parts().forEach(part -> detail(depth + 1, "", part));
  }

  private void print(int depth, Style style, String text) {
    out.paragraph(depth, style, Text.plain(text));
  }

  @Override
  public void unexplained(InputItem item, String what, String reason) {
    out.line(0, Style.YELLOW, "%s: %s: %s".formatted(item.where(), what, Text.plain(reason)));
  }
}
