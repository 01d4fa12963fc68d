package io.quell.cli.explain;

import io.quell.cli.input.InputItem;
import io.quell.cli.report.JsonLines;
import io.quell.cli.report.Untold;
import io.quell.criteria.Mismatch;
import io.quell.criteria.Sentence;
import io.quell.finding.Finding;
import io.quell.finding.JsonMembers;
import io.quell.run.Explanation;
import io.quell.run.FieldResolution;
import io.quell.run.FindingExplanation;
import io.quell.run.FindingExplanation.OfRule;
import java.util.Map;
import java.util.Optional;

/// For machines: a line for each rule, then one for each field that rules wanted to change.
record JsonExplainReport(JsonLines out, Untold err) implements ExplainReport {
  @Override
  public void explained(InputItem item, FindingExplanation explanation) {
    Finding finding = explanation.finding();
    explanation.rules().forEach(rule -> print(item, rule(finding, rule)));
    explanation.fields().forEach(field -> print(item, field(finding, field)));
    ExplainReport.further(explanation)
        .forEach(kept -> print(item, line("INFO", "kept", finding).with("kept", kept)));
    ExplainReport.failures(explanation)
        .forEach(
            failure ->
                print(
                    item,
                    line("ERROR", "rule failed", finding)
                        .with("rule", failure.rule())
                        .with("reason", failure.message())));
  }

  private void print(InputItem item, JsonMembers line) {
    out.print(line.with("file", item.file()));
  }

  private static JsonMembers line(String level, String message, Finding finding) {
    return JsonMembers.line(level, message)
        .with("finding", finding.identifier().toString())
        .withPresent("productArn", finding.productArn());
  }

  private static JsonMembers rule(Finding finding, OfRule rule) {
    Explanation explanation = rule.explanation();
    JsonMembers line =
        line(explanation instanceof Explanation.Broken ? "ERROR" : "INFO", "explanation", finding)
            .with("rule", rule.card().id())
            .with("matched", explanation instanceof Explanation.Matched)
            .with("explanation", explanation.toString());
    if (explanation instanceof Explanation.Hidden(var by, _)) {
      line.with("endedBy", by.id());
    }
    if (ExplainReport.alone(explanation) instanceof Explanation.Failed failed) {
      line.withAll(mismatch(failed.mismatch()))
          .with("failed", failed.mismatches().stream().map(JsonExplainReport::mismatch).toList())
          .with("held", failed.held().stream().map(Sentence::ofPart).toList());
    }
    return line;
  }

  private static Map<String, Object> mismatch(Mismatch mismatch) {
    var members = new JsonMembers();
    if (mismatch instanceof Mismatch.OnElement(var element, var name, _)) {
      members.with(element.toString(), name);
    }
    members
        .with("criterion", Sentence.ofPart(mismatch.criterion()))
        .with("wanted", mismatch.wanted())
        .with("seen", mismatch.seen());
    if (mismatch instanceof Mismatch.Excepted(_, var matched)) {
      members.with("exception", matched.stream().map(Object::toString).toList());
    }
    if (!mismatch.parts().isEmpty()) {
      members.with("parts", mismatch.parts().stream().map(JsonExplainReport::mismatch).toList());
    }
    return members.members();
  }

  private static JsonMembers field(Finding finding, FieldResolution field) {
    return line("INFO", "contest", finding)
        .with("field", field.field())
        .with("bids", field.bids().stream().map(JsonExplainReport::bid).toList())
        .withPresent("winner", field.winner().map(winner -> winner.rule().id()))
        .with(
            "result",
            switch (field.result()) {
              case SET -> "set";
              case UNCHANGED -> "unchanged";
              case GIVEN_BACK -> "given back";
              case KEPT -> "kept";
            })
        .with("kept", field.kept());
  }

  private static Map<String, Object> bid(FieldResolution.Bid bid) {
    return new JsonMembers()
        .with("rule", bid.rule().id())
        .with("wanted", bid.wanted())
        .withPresent("idle", Optional.ofNullable(bid.idle()))
        .members();
  }

  @Override
  public void finish() {
    err.finish();
  }

  @Override
  public void unexplained(InputItem item, String what, String reason) {
    boolean isSkipped = what.equals("skipped");
    out.print(item.event(isSkipped ? "INFO" : "ERROR", "event " + what, reason));
    if (!isSkipped) {
      err.add(item.where(), reason);
    }
  }
}
