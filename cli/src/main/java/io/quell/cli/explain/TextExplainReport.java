package io.quell.cli.explain;

import io.quell.cli.input.InputItem;
import io.quell.cli.report.Reasons;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// For people: of each finding the rules that match and those whose criteria hold, and of others
/// how many fail at which criterion. Of many findings the first ones are explained, and all are
/// counted by rule.
final class TextExplainReport implements ExplainReport {
  /// So many rules that fail are told one by one: fewer lines than counts of them would take.
  private static final int FEW_RULES = 3;
  /// The most rules of a finding that are told one by one.
  private static final int MOST_RULES = 10;
  private static final int MANY = 1_000_000;

  private final TextOutput out;
  private final boolean detailed;
  private final boolean named;
  private final boolean all;
  private final int most;
  private final RuleTally tally = new RuleTally();
  private final Reasons unexplained = new Reasons();
  private long findings;

  /// @param rules the rules that are asked for, none for all: a single one is told with all its
  ///     criteria
  /// @param all whether every rule of every finding is told
  TextExplainReport(TextOutput out, List<String> rules, boolean all) {
    this.out = out;
    this.detailed = rules.size() == 1;
    this.named = !rules.isEmpty();
    this.all = all;
    this.most = out.terminal().share(10);
  }

  @Override
  public void explained(InputItem item, FindingExplanation explanation) {
    tally.add(explanation.rules());
    if (findings++ >= most && !all) {
      return;
    }
    Finding finding = explanation.finding();
    out.paragraph(0, Style.BOLD, FindingName.of(finding));
    out.paragraph(
        1,
        Style.DIM,
        Text.plain("%s, in %s".formatted(finding.identifier().toString(), item.where())));
    rules(explanation.rules());
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

  private void rules(List<OfRule> rules) {
    Map<Boolean, List<OfRule>> byFailing =
        rules.stream()
            .collect(
                Collectors.partitioningBy(
                    rule -> rule.explanation() instanceof Explanation.Failed));
    List<OfRule> failing = byFailing.getOrDefault(true, List.of());
    List<OfRule> told = new ArrayList<>(byFailing.getOrDefault(false, List.of()));
    boolean isShort = named || all || failing.size() <= FEW_RULES;
    if (isShort) {
      told = new ArrayList<>(rules);
    }
    int mostTold = all ? MANY : MOST_RULES;
    told.stream().limit(mostTold).forEach(this::rule);
    out.left(told.size() - Math.min(told.size(), mostTold), " rules");
    if (!isShort) {
      Map<String, Long> failedAt = new LinkedHashMap<>();
      failing.forEach(
          rule ->
              failedAt.merge(FailedAt.of((Explanation.Failed) rule.explanation()), 1L, Long::sum));
      print(
          1,
          Style.DIM,
          "%s not match, by the first criterion that fails: %s"
              .formatted(
                  Text.counted(failing.size(), "rule") + (failing.size() == 1 ? " does" : " do"),
                  failedAt.entrySet().stream()
                      .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                      .limit(MOST_RULES)
                      .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
                      .collect(Collectors.joining(", "))));
    }
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
    unexplained.add("%s: %s".formatted(what, reason), item.where());
  }

  @Override
  public void finish() {
    if (findings > 1) {
      out.blank();
      if (!all) {
        out.left(findings - Math.min(findings, most), " findings");
      }
      out.line(0, Style.BOLD, "All " + Text.counted(findings, "finding"));
      tally.print(out, all ? MANY : out.terminal().share(3));
    }
    if (!unexplained.isEmpty()) {
      if (findings > 0) {
        out.blank();
      }
      out.line(0, Style.YELLOW, "Not explained");
      unexplained.print(out, all ? MANY : out.terminal().share(8), 1, "time");
    }
  }
}
