package io.quell.lambda.report;

import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.hub.UpdateResult;
import io.quell.lambda.event.Delivery;
import io.quell.rule.Card;
import io.quell.run.Evaluation;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The log: one line of JSON for each decision, and one for each event that was skipped or could
/// not be read.
public final class LogLines {
  private LogLines() {}

  /// The lines about an invocation, in the order of its events and findings.
  public static List<String> of(Report report) {
    List<String> lines = new ArrayList<>();
    for (Report.Entry entry : report.entries()) {
      switch (entry.delivery().content()) {
        case Delivery.Skipped(var reason) ->
            lines.add(event("INFO", "skipped", entry.delivery(), reason, report.ruleBook()));
        case Delivery.Unreadable(var reason) ->
            lines.add(event("ERROR", "unreadable", entry.delivery(), reason, report.ruleBook()));
        case Delivery.Findings(_, var unreadable, _) ->
            unreadable.forEach(
                reason ->
                    lines.add(
                        event("ERROR", "unreadable", entry.delivery(), reason, report.ruleBook())));
      }
      entry.results().forEach(result -> lines.add(Json.write(decision(result, report.ruleBook()))));
    }
    return lines;
  }

  private static String event(
      String level, String result, Delivery delivery, String reason, String ruleBook) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", level);
    line.put("message", "event " + result);
    line.put("event", delivery.name());
    line.put("reason", reason);
    line.put("ruleBook", ruleBook);
    return Json.write(line);
  }

  /// A decision as the log tells it: the finding, its rules, before, after, and the result.
  ///
  /// @param ruleBook the version of the rules that decided
  public static Map<String, Object> decision(Result result, String ruleBook) {
    Evaluation evaluation = result.evaluation();
    Finding finding = evaluation.finding();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", result.hasFailed() || !evaluation.failures().isEmpty() ? "ERROR" : "INFO");
    line.put("message", "decision");
    line.put("finding", finding.identifier().toString());
    finding.productArn().ifPresent(arn -> line.put("productArn", arn));
    finding.control().ifPresent(control -> line.put("control", control));
    finding.account().ifPresent(account -> line.put("account", account));
    finding.region().ifPresent(region -> line.put("region", region));
    line.put("rules", evaluation.matched().stream().map(Card::id).toList());
    line.put("ruleBook", ruleBook);
    line.put("before", state(finding));
    line.put(
        "after",
        result.outcome() instanceof Result.Superseded
            ? state(finding)
            : after(finding, evaluation.update()));
    line.put("result", result.outcome().word());
    if (result.outcome()
        instanceof
        Result.Sent(UpdateResult.Unprocessed(var code, var message, var worthRetrying))) {
      line.put("code", code);
      line.put("reason", message);
      line.put("worthRetrying", worthRetrying);
    }
    if (!evaluation.givenBack().isEmpty()) {
      line.put("givenBack", evaluation.givenBack());
    }
    if (!evaluation.kept().isEmpty()) {
      line.put("kept", evaluation.kept());
    }
    if (!evaluation.failures().isEmpty()) {
      line.put(
          "failedRules",
          evaluation.failures().stream()
              .map(failure -> Map.of("rule", failure.rule(), "reason", failure.message()))
              .toList());
    }
    return line;
  }

  private static Map<String, @Nullable Object> state(Finding finding) {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("severity", finding.severity().map(Enum::name).orElse(null));
    state.put("workflowStatus", finding.workflowStatus().map(Enum::name).orElse(null));
    return state;
  }

  private static Map<String, @Nullable Object> after(Finding finding, Update update) {
    Map<String, @Nullable Object> after = state(finding);
    update.severity().ifPresent(label -> after.put("severity", label.name()));
    update.workflowStatus().ifPresent(status -> after.put("workflowStatus", status.name()));
    update.value(UpdateField.SEVERITY_ID).ifPresent(severity -> after.put("severity", severity));
    update.value(UpdateField.STATUS_ID).ifPresent(status -> after.put("workflowStatus", status));
    return after;
  }

  /// One sentence about a finding whose update did not go through.
  static String unprocessed(Result result) {
    return Optional.of(result.outcome())
        .map(
            outcome ->
                outcome instanceof Result.Sent(UpdateResult.Unprocessed(var code, var message, _))
                    ? "finding %s: %s (%s)"
                        .formatted(result.evaluation().finding().identifier(), message, code)
                    : "")
        .orElse("");
  }
}
