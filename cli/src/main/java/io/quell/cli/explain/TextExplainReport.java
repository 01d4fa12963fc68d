package io.quell.cli.explain;

import io.quell.cli.input.InputItem;
import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Terminal;
import io.quell.cli.terminal.Text;
import io.quell.criteria.Criteria;
import io.quell.criteria.Mismatch;
import io.quell.criteria.Sentence;
import io.quell.finding.Finding;
import io.quell.run.Explanation;
import io.quell.run.FindingExplanation;
import io.quell.run.FindingExplanation.OfRule;
import java.io.PrintWriter;

/// For people.
///
/// @param detailed whether to list all criteria of a rule that does not match
record TextExplainReport(PrintWriter out, Terminal terminal, boolean detailed)
    implements ExplainReport {
  private static final String INDENT = "  ";

  @Override
  public void explained(InputItem item, FindingExplanation explanation) {
    Finding finding = explanation.finding();
    out.println(Style.BOLD.on(FindingName.of(finding), terminal.colours()));
    out.println(
        INDENT
            + Style.DIM.on(
                "%s, in %s".formatted(Text.plain(finding.identifier().toString()), item.where()),
                terminal.colours()));
    explanation.rules().forEach(this::rule);
    explanation
        .fields()
        .forEach(
            field ->
                print(
                    INDENT,
                    switch (field.result()) {
                      case SET, GIVEN_BACK -> Style.CYAN;
                      case UNCHANGED -> Style.PLAIN;
                      case KEPT -> Style.YELLOW;
                    },
                    field.toString()));
    ExplainReport.further(explanation)
        .forEach(kept -> print(INDENT, Style.YELLOW, "left as it was: " + kept));
    ExplainReport.failures(explanation)
        .forEach(
            failure ->
                print(
                    INDENT,
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
              Explanation.Released _,
              Explanation.NotInForce _,
              Explanation.Hidden _ ->
              Style.PLAIN;
        };
    print(INDENT, style, rule.card().id() + ": " + rule.explanation());
    if (detailed
        && ExplainReport.alone(rule.explanation())
            instanceof Explanation.Failed(var mismatches, var held)) {
      for (Criteria criterion : held) {
        print(INDENT + INDENT, Style.GREEN, "holds: " + Sentence.ofPart(criterion));
      }
      for (Mismatch mismatch : mismatches) {
        detail(INDENT + INDENT, "fails: ", mismatch);
      }
    }
  }

  private void detail(String indent, String mark, Mismatch mismatch) {
    print(
        indent,
        Style.PLAIN,
        mark + (mismatch.parts().isEmpty() ? mismatch : mismatch.head() + ":"));
    mismatch.parts().forEach(part -> detail(indent + INDENT, "", part));
  }

  private void print(String first, Style style, String text) {
    terminal.paragraph(first, first + INDENT, style, Text.plain(text)).forEach(out::println);
  }

  @Override
  public void unexplained(InputItem item, String what, String reason) {
    out.println(
        Style.YELLOW.on(
            "%s: %s: %s".formatted(item.where(), what, Text.plain(reason)), terminal.colours()));
  }
}
