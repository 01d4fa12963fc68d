package io.quell.cli.history;

import io.quell.cli.history.ToldEvent.Release;
import io.quell.cli.report.JsonLines;
import io.quell.finding.Finding;
import io.quell.finding.JsonMembers;
import io.quell.run.mark.Trace;
import io.quell.update.FindingState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A history for machines: JSON lines.
record JsonHistoryReport(JsonLines out) implements HistoryReport {
  @Override
  public void now(Finding finding) {
    FindingState state = FindingState.of(finding);
    JsonMembers line =
        JsonMembers.line("INFO", "finding")
            .with("finding", finding.identifier().toString())
            .withPresent("productArn", finding.productArn())
            .withPresent("severity", state.severity())
            .withPresent("providerSeverity", finding.providerSeverity())
            .withPresent("workflowStatus", state.workflowStatus());
    Trace.of(finding).ifPresent(trace -> mark(line, trace));
    out.print(line);
  }

  private static void mark(JsonMembers line, Trace trace) {
    Map<String, Object> held = new LinkedHashMap<>();
    trace
        .held()
        .forEach(
            (field, value) ->
                held.put(
                    field.key(),
                    new JsonMembers()
                        .with("value", value.value())
                        .withPresent("before", value.before())
                        .with("isThere", value.isThere())
                        .members()));
    Map<String, Object> refused = new LinkedHashMap<>();
    trace.refused().forEach((field, rules) -> refused.put(field.key(), List.copyOf(rules)));
    line.with("book", trace.book())
        .with("rules", List.copyOf(trace.rules()))
        .with("held", held)
        .with("refused", refused)
        .with("released", trace.isReleased())
        .withPresent("setAgain", trace.setAgain());
  }

  @Override
  public void events(List<ToldEvent> events) {
    if (events.isEmpty() || !events.getFirst().event().isCreation()) {
      said("INFO", REACH);
    }
    events.forEach(this::event);
  }

  private void event(ToldEvent told) {
    out.print(
        JsonMembers.line("INFO", "event")
            .with("time", told.event().time())
            .with("byQuell", told.isQuells())
            .with("created", told.event().isCreation())
            .with("type", told.event().type())
            .with("identity", told.event().identity())
            .withPresent("book", told.isQuells() ? told.book() : Optional.empty())
            .with("rules", told.isQuells() ? told.rules() : List.of())
            .with("released", told.isQuells() && told.release() == Release.MADE)
            .with("releaseUndone", told.isQuells() && told.release() == Release.UNDONE)
            .with("rulesGone", told.isQuells() ? told.gone() : List.of())
            .with(
                "changes",
                told.changes().stream()
                    .map(
                        change ->
                            new JsonMembers()
                                .with("field", change.field())
                                .withPresent("before", change.before())
                                .withPresent("after", change.after())
                                .members())
                    .toList()));
  }

  @Override
  public void noHistory() {
    said("INFO", "Security Hub keeps no history of findings in OCSF");
  }

  @Override
  public void unreadable(String reason) {
    said("ERROR", reason);
  }

  private void said(String level, String reason) {
    out.print(JsonMembers.line(level, "history").with("reason", reason));
  }
}
