package io.quell.cli.explain;

import io.quell.cli.input.InputItem;
import io.quell.criteria.Mismatch;
import io.quell.criteria.Sentence;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.run.Explanation;
import io.quell.run.FieldResolution;
import io.quell.run.FindingExplanation;
import io.quell.run.FindingExplanation.OfRule;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/// For machines: a line for each rule, then one for each field that rules wanted to change.
record JsonExplainReport(PrintWriter out) implements ExplainReport {
  @Override
  public void explained(InputItem item, FindingExplanation explanation) {
    explanation
        .rules()
        .forEach(rule -> out.println(Json.write(rule(item, explanation.finding(), rule))));
    explanation
        .fields()
        .forEach(field -> out.println(Json.write(field(item, explanation.finding(), field))));
    ExplainReport.further(explanation)
        .forEach(
            kept -> {
              Map<String, Object> line = line("INFO", "kept", explanation.finding());
              line.put("kept", kept);
              line.put("file", item.file());
              out.println(Json.write(line));
            });
    ExplainReport.failures(explanation)
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
        line(explanation instanceof Explanation.Broken ? "ERROR" : "INFO", "explanation", finding);
    line.put("rule", rule.card().id());
    line.put("matched", explanation instanceof Explanation.Matched);
    line.put("explanation", explanation.toString());
    if (explanation instanceof Explanation.Hidden(var by, _)) {
      line.put("endedBy", by.id());
    }
    if (ExplainReport.alone(explanation) instanceof Explanation.Failed failed) {
      line.putAll(mismatch(failed.mismatch()));
      line.put("failed", failed.mismatches().stream().map(JsonExplainReport::mismatch).toList());
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
      members.put("parts", mismatch.parts().stream().map(JsonExplainReport::mismatch).toList());
    }
    return members;
  }

  private static Map<String, Object> field(InputItem item, Finding finding, FieldResolution field) {
    Map<String, Object> line = line("INFO", "contest", finding);
    line.put("field", field.field());
    line.put(
        "bids",
        field.bids().stream()
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
    field.winner().ifPresent(winner -> line.put("winner", winner.rule().id()));
    line.put(
        "result",
        switch (field.result()) {
          case SET -> "set";
          case UNCHANGED -> "unchanged";
          case GIVEN_BACK -> "given back";
          case KEPT -> "kept";
        });
    line.put("kept", field.kept());
    line.put("file", item.file());
    return line;
  }

  @Override
  public void unexplained(InputItem item, String what, String reason) {
    out.println(
        Json.write(item.event(what.equals("skipped") ? "INFO" : "ERROR", "event " + what, reason)));
  }
}
