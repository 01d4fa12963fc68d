package io.quell.cli;

import io.quell.criteria.Criteria;
import io.quell.criteria.Mismatch;
import io.quell.criteria.Sentence;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.run.Contest;
import io.quell.run.Evaluation.RuleFailure;
import io.quell.run.Explanation;
import io.quell.run.FindingExplanation;
import io.quell.run.FindingExplanation.OfRule;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Is told why rules match, or do not.
sealed interface ExplainReport {
  /// Why rules apply to a finding, or do not, and who won its fields.
  void explained(InputItem item, FindingExplanation explanation);

  /// An event was skipped, or something could not be read.
  void unexplained(InputItem item, String what, String reason);

  /// For people.
  ///
  /// @param detailed whether to list all criteria of a rule that does not match
  record Words(PrintWriter out, Terminal terminal, boolean detailed) implements ExplainReport {
    private static final String INDENT = "  ";
    private static final int NARROWEST_REASON = 40;

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
          .contests()
          .forEach(
              contest ->
                  print(
                      INDENT,
                      switch (contest.result()) {
                        case SET -> Style.CYAN;
                        case UNCHANGED -> Style.PLAIN;
                        case KEPT -> Style.YELLOW;
                      },
                      contest.toString()));
      further(explanation).forEach(kept -> print(INDENT, Style.YELLOW, "left as it was: " + kept));
      failures(explanation)
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
          && alone(rule.explanation()) instanceof Explanation.Failed(var mismatches, var held)) {
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
      int width = Math.max(NARROWEST_REASON, terminal.width() - first.length() - INDENT.length());
      String indent = first;
      for (String line : Text.wrapped(Text.plain(text), width)) {
        out.println(indent + style.on(line, terminal.colours()));
        indent = first + INDENT;
      }
    }

    @Override
    public void unexplained(InputItem item, String what, String reason) {
      out.println(
          Style.YELLOW.on(
              "%s: %s: %s".formatted(item.where(), what, Text.plain(reason)), terminal.colours()));
    }
  }

  /// For machines: a line for each rule, then one for each field that rules wanted to change.
  record Lines(PrintWriter out) implements ExplainReport {
    @Override
    public void explained(InputItem item, FindingExplanation explanation) {
      explanation
          .rules()
          .forEach(rule -> out.println(Json.write(rule(item, explanation.finding(), rule))));
      explanation
          .contests()
          .forEach(
              contest -> out.println(Json.write(contest(item, explanation.finding(), contest))));
      further(explanation)
          .forEach(
              kept -> {
                Map<String, Object> line = line("INFO", "kept", explanation.finding());
                line.put("kept", kept);
                line.put("file", item.file());
                out.println(Json.write(line));
              });
      failures(explanation)
          .forEach(
              failure -> {
                Map<String, Object> line = line("ERROR", "rule failed", explanation.finding());
                line.put("rule", failure.rule());
                line.put("reason", failure.message());
                line.put("file", item.file());
                out.println(Json.write(line));
              });
    }

    private static Map<String, Object> line(String level, String message, Finding finding) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("level", level);
      line.put("message", message);
      line.put("finding", finding.identifier().toString());
      finding.productArn().ifPresent(arn -> line.put("productArn", arn));
      return line;
    }

    private static Map<String, Object> rule(InputItem item, Finding finding, OfRule rule) {
      Explanation explanation = rule.explanation();
      Map<String, Object> line =
          line(
              explanation instanceof Explanation.Broken ? "ERROR" : "INFO", "explanation", finding);
      line.put("rule", rule.card().id());
      line.put("matched", explanation instanceof Explanation.Matched);
      line.put("explanation", explanation.toString());
      if (explanation instanceof Explanation.Hidden(var by, _)) {
        line.put("endedBy", by.id());
      }
      if (alone(explanation) instanceof Explanation.Failed failed) {
        line.putAll(mismatch(failed.mismatch()));
        line.put("failed", failed.mismatches().stream().map(Lines::mismatch).toList());
        line.put("held", failed.held().stream().map(Sentence::ofPart).toList());
      }
      line.put("file", item.file());
      return line;
    }

    private static Map<String, Object> mismatch(Mismatch mismatch) {
      Map<String, Object> members = new LinkedHashMap<>();
      if (mismatch instanceof Mismatch.OnResource(var resource, _)) {
        members.put("resource", resource);
      }
      members.put("criterion", Sentence.ofPart(mismatch.criterion()));
      members.put("wanted", mismatch.wanted());
      members.put("seen", mismatch.seen());
      if (mismatch instanceof Mismatch.Excepted(_, var held)) {
        members.put("exception", held.stream().map(Object::toString).toList());
      }
      if (!mismatch.parts().isEmpty()) {
        members.put("parts", mismatch.parts().stream().map(Lines::mismatch).toList());
      }
      return members;
    }

    private static Map<String, Object> contest(InputItem item, Finding finding, Contest contest) {
      Map<String, Object> line = line("INFO", "contest", finding);
      line.put("field", contest.field());
      line.put(
          "bids",
          contest.bids().stream()
              .map(
                  bid -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put("rule", bid.rule().id());
                    members.put("wanted", bid.wanted());
                    if (bid.idle() != null) {
                      members.put("idle", bid.idle());
                    }
                    return members;
                  })
              .toList());
      contest.winner().ifPresent(winner -> line.put("winner", winner.rule().id()));
      line.put(
          "result",
          switch (contest.result()) {
            case SET -> "set";
            case UNCHANGED -> "unchanged";
            case KEPT -> "kept";
          });
      line.put("kept", contest.kept());
      line.put("file", item.file());
      return line;
    }

    @Override
    public void unexplained(InputItem item, String what, String reason) {
      out.println(
          Json.write(
              item.event(what.equals("skipped") ? "INFO" : "ERROR", "event " + what, reason)));
    }
  }

  private static Explanation alone(Explanation explanation) {
    return explanation instanceof Explanation.Hidden(_, var alone) ? alone : explanation;
  }

  /// What was kept and no contest tells of.
  private static List<String> further(FindingExplanation explanation) {
    List<String> told =
        explanation.contests().stream().flatMap(contest -> contest.kept().stream()).toList();
    return explanation.kept().stream().filter(kept -> !told.contains(kept)).toList();
  }

  /// The failures that no rule's explanation tells of: those of an update that could not be made.
  private static List<RuleFailure> failures(FindingExplanation explanation) {
    List<String> told =
        explanation.rules().stream()
            .filter(rule -> rule.explanation() instanceof Explanation.Broken)
            .map(rule -> rule.card().id())
            .toList();
    return explanation.failures().stream()
        .filter(failure -> !told.contains(failure.rule()))
        .toList();
  }
}
