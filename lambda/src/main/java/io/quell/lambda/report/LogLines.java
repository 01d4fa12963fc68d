package io.quell.lambda.report;

import io.quell.finding.Finding;
import io.quell.finding.JsonMembers;
import io.quell.lambda.event.Delivery;
import io.quell.rule.Card;
import io.quell.run.Evaluation;
import io.quell.run.RunawayRules;
import io.quell.update.FindingState;
import io.quell.update.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The log: one line of JSON for each decision, and one for each event that was skipped or could
/// not be read.
public final class LogLines {
  private LogLines() {}

  /// The lines about an invocation, in the order of its events and findings.
  public static List<String> of(Report report) {
    return of(report, _ -> true);
  }

  /// The same without the findings on which there was nothing to do: of a run over all findings
  /// they are most.
  public static List<String> changes(Report report) {
    return of(
        report,
        result ->
            !result.evaluation().update().isEmpty()
                || !result.evaluation().failures().isEmpty()
                || !result.evaluation().notAsked().isEmpty()
                || !result.evaluation().unknownRules().isEmpty());
  }

  private static List<String> of(Report report, Predicate<Result> tells) {
    List<String> lines = new ArrayList<>();
    for (Report.Entry entry : report.entries()) {
      switch (entry.delivery().content()) {
        case Delivery.Skipped(var reason) ->
            lines.add(event(JsonMembers.line("INFO", "event skipped"), entry, reason, report));
        case Delivery.Unreadable(var reason) ->
            lines.add(event(JsonMembers.line("ERROR", "event unreadable"), entry, reason, report));
        case Delivery.Findings(_, var unreadable, _) ->
            unreadable.forEach(
                reason ->
                    lines.add(
                        event(
                            JsonMembers.line("ERROR", "event unreadable"), entry, reason, report)));
      }
      for (Result result : entry.results()) {
        if (tells.test(result)) {
          lines.add(
              decision(result, report.ruleBook())
                  .withPresent("levers", report.pulled())
                  .toString());
        }
      }
    }
    report
        .leftOut()
        .forEach(
            rule ->
                lines.add(
                    JsonMembers.line("ERROR", "rule running away")
                        .with("rule", rule)
                        .with(
                            "reason",
                            "its regular expressions were given up on %d findings: it is not asked any more in this invocation, and the findings that it may be about come again. 'failedRules' of the decisions say which expression; mend it"
                                .formatted(RunawayRules.MOST))
                        .with("ruleBook", report.ruleBook())
                        .toString()));
    return lines;
  }

  private static String event(JsonMembers line, Report.Entry entry, String reason, Report report) {
    return line.with("event", entry.delivery().name())
        .with("reason", reason)
        .with("ruleBook", report.ruleBook())
        .toString();
  }

  /// A decision as the log tells it: the finding, its rules, the one that decided, before, after,
  /// and the result. Before and after have the severity and the workflow status, and beside them
  /// each field that the update changes.
  ///
  /// @param ruleBook the version of the rules that decided
  public static JsonMembers decision(Result result, String ruleBook) {
    Evaluation evaluation = result.evaluation();
    Finding finding = evaluation.finding();
    Update update = evaluation.update();
    FindingState state = FindingState.of(finding);
    Map<String, @Nullable Object> before = members(state);
    Map<String, @Nullable Object> after = members(state.after(update, finding.format()));
    ChangedFields.of(finding, update)
        .forEach(
            change -> {
              before.put(change.name(), change.before());
              after.put(change.name(), change.after());
            });
    boolean failed =
        result.hasFailed() || !evaluation.failures().isEmpty() || !evaluation.notAsked().isEmpty();
    JsonMembers line =
        JsonMembers.line(failed ? "ERROR" : "INFO", "decision")
            .with("finding", finding.identifier().toString())
            .withPresent("productArn", finding.productArn())
            .withPresent("control", finding.control())
            .withPresent("account", finding.account())
            .withPresent("region", finding.region())
            .with("rules", evaluation.matched().stream().map(Card::id).toList())
            .withPresent("decidedBy", evaluation.decidedBy().map(Card::id))
            .with("ruleBook", ruleBook)
            .with("before", before)
            .with("after", after)
            .with("result", result.outcome().word());
    result
        .failure()
        .ifPresent(
            failure ->
                line.with("code", failure.code())
                    .with("reason", failure.message())
                    .with("worthRetrying", failure.worthRetrying()));
    if (!evaluation.givenBack().isEmpty()) {
      line.with("givenBack", evaluation.givenBack());
    }
    if (!evaluation.kept().isEmpty()) {
      line.with("kept", evaluation.kept());
    }
    if (!evaluation.unknownRules().isEmpty()) {
      line.with("unknownRules", evaluation.unknownRules());
    }
    if (!evaluation.failures().isEmpty()) {
      line.with(
          "failedRules",
          evaluation.failures().stream()
              .map(failure -> Map.of("rule", failure.rule(), "reason", failure.message()))
              .toList());
    }
    if (!evaluation.notAsked().isEmpty()) {
      line.with("notAskedRules", evaluation.notAsked());
    }
    return line;
  }

  private static Map<String, @Nullable Object> members(FindingState state) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("severity", state.severity().orElse(null));
    members.put("workflowStatus", state.workflowStatus().orElse(null));
    return members;
  }
}
