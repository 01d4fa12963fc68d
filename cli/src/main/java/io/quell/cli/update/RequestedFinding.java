package io.quell.cli.update;

import io.quell.cli.terminal.FindingName;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.JsonMembers;
import io.quell.hub.UpdateResult;
import io.quell.lambda.report.LogLines;
import io.quell.lambda.report.Result;
import io.quell.run.Evaluation;
import io.quell.update.FindingState;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A finding that a person wants to change, with what is known of it: of many findings no more is
/// kept in memory.
///
/// @param identifier what names it in an update
/// @param name by what a person knows it
/// @param finding the finding where it was read, and not its identifier alone
/// @param state severity and workflow status as they were read
/// @param userDefinedFields those it had when it was read
/// @param relatedFindings likewise
record RequestedFinding(
    FindingIdentifier identifier,
    String name,
    Optional<Finding> finding,
    FindingState state,
    Map<String, String> userDefinedFields,
    List<FindingIdentifier.Asff> relatedFindings) {

  /// What stands in a log for the version of the rules where none has decided.
  private static final String BY_HAND = "by hand";

  /// A finding of which only the identifier is known.
  static RequestedFinding of(FindingIdentifier identifier) {
    return new RequestedFinding(
        identifier,
        identifier.toString(),
        Optional.empty(),
        FindingState.UNKNOWN,
        Map.of(),
        List.of());
  }

  /// A finding that was read.
  static RequestedFinding of(Finding finding) {
    return new RequestedFinding(
        finding.identifier(),
        FindingName.of(finding),
        Optional.of(finding),
        FindingState.of(finding),
        finding.userDefinedFields(),
        UpdateField.related(finding));
  }

  /// Whether the finding itself was read, and not its identifier alone.
  boolean isKnown() {
    return finding.isPresent();
  }

  /// The line of a log about an update of the finding: the function's, as far as the finding is
  /// known. No rule has decided.
  JsonMembers logLine(Update update, UpdateResult answer) {
    var sent = new Result.Sent(answer);
    if (finding.isPresent()) {
      var evaluation = Evaluation.byPerson(finding.get(), update, List.of());
      return LogLines.decision(new Result(evaluation, sent), BY_HAND);
    }
    JsonMembers line =
        JsonMembers.line(answer instanceof UpdateResult.Unprocessed ? "ERROR" : "INFO", "decision")
            .with("finding", identifier.toString());
    if (identifier instanceof FindingIdentifier.Asff asff) {
      line.with("productArn", asff.productArn());
    }
    line.with("rules", List.of())
        .with("ruleBook", BY_HAND)
        .with("before", Map.of())
        .with("after", after(update))
        .with("result", sent.word());
    if (answer instanceof UpdateResult.Unprocessed(var code, var message, var worthRetrying)) {
      line.with("code", code).with("reason", message).with("worthRetrying", worthRetrying);
    }
    return line;
  }

  private Map<String, Object> after(Update update) {
    FindingState after = state.after(update, identifier.format());
    return new JsonMembers()
        .withPresent("severity", after.severity())
        .withPresent("workflowStatus", after.workflowStatus())
        .members();
  }
}
