package io.quell.cli.history;

import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.finding.Finding;
import io.quell.hub.reading.FindingHistory.FieldChange;
import io.quell.run.mark.Marks;
import io.quell.run.mark.Trace;
import io.quell.update.FindingState;
import io.quell.update.ReservedFields;
import io.quell.value.ShortText;
import java.util.List;
import java.util.Optional;

/// A history for people.
record TextHistoryReport(TextOutput out) implements HistoryReport {
  private static final int LONGEST_VALUE = 120;

  @Override
  public void now(Finding finding) {
    FindingState state = FindingState.of(finding);
    out.line(0, Style.BOLD, FindingName.of(finding));
    out.line(1, Style.DIM, Text.plain(finding.identifier().toString()));
    paragraph(
        "severity %s (the provider's: %s), workflow status %s"
            .formatted(
                state.severity().orElse("none"),
                finding.providerSeverity().map(Enum::name).orElse("not told"),
                state.workflowStatus().orElse("none")));
    out.blank();
    out.line(0, Style.BOLD, "What Quell holds");
    Trace.of(finding)
        .ifPresentOrElse(this::mark, () -> paragraph("nothing: the finding has no mark of a book"));
    said(finding).ifPresent(text -> paragraph("it says: " + text));
    Trace.of(finding)
        .filter(trace -> !trace.rules().isEmpty())
        .ifPresent(_ -> paragraph(VERSION.formatted(finding.identifier())));
    out.blank();
  }

  private void mark(Trace trace) {
    if (trace.isReleased()) {
      paragraph("nothing: a person has released the finding, so that no rule applies to it");
    }
    paragraph(
        "book %s%s"
            .formatted(
                trace.book(),
                trace.rules().isEmpty() ? "" : ", rules " + String.join(", ", trace.rules())));
    trace
        .held()
        .forEach(
            (field, held) ->
                paragraph(
                    "%s: %s%s%s"
                        .formatted(
                            field,
                            held.value(),
                            held.before()
                                .map(was -> ", before Quell " + was)
                                .orElse(", which follows the provider's"),
                            held.isThere() ? "" : "; somebody else has changed it since")));
    trace
        .refused()
        .forEach(
            (field, rules) ->
                paragraph(
                    "%s: not set again by %s, since somebody else has changed it"
                        .formatted(
                            field, rules.contains("*") ? "any rule" : String.join(", ", rules))));
    trace.setAgain().ifPresent(day -> paragraph("the status was set again after " + day));
  }

  /// What Quell says about itself: in the note, in a field beside somebody else's, in the comment.
  private static Optional<String> said(Finding finding) {
    return Optional.ofNullable(finding.userDefinedFields().get(ReservedFields.NOTE))
        .or(
            () ->
                finding
                    .note()
                    .filter(
                        note ->
                            switch (finding.format()) {
                              case ASFF -> note.author().equals(Marks.AUTHOR);
                              case OCSF -> Trace.of(finding).isPresent();
                            })
                    .map(note -> note.text()));
  }

  @Override
  public void events(List<ToldEvent> events) {
    out.line(0, Style.BOLD, "What happened");
    if (events.isEmpty() || !events.getFirst().event().isCreation()) {
      paragraph("(what was before is not told: %s)".formatted(REACH));
    }
    events.forEach(this::event);
  }

  private void event(ToldEvent told) {
    String who = told.isQuells() ? "Quell" + words(told) : told.event().type();
    out.line(
        1,
        told.isQuells() ? Style.CYAN : Style.PLAIN,
        Text.plain(
            "%s  %s, by %s"
                .formatted(
                    told.event().time(),
                    told.event().isCreation() ? who + ": the finding came" : who,
                    told.event().identity())));
    told.changes().forEach(change -> out.paragraph(2, Style.PLAIN, Text.plain(words(change))));
  }

  /// ` (book prod), rules a, b`, and what became of rules that are not named any more.
  private static String words(ToldEvent told) {
    return told.book().map(" (book %s)"::formatted).orElse("")
        + switch (told.release()) {
          case MADE -> ", released by a person";
          case UNDONE -> ", a person's release undone";
          case NONE -> "";
        }
        + (told.rules().isEmpty() ? "" : ", rules " + String.join(", ", told.rules()))
        + (told.gone().isEmpty() ? "" : ", no more of " + String.join(", ", told.gone()));
  }

  private static String words(FieldChange change) {
    return "%s: %s → %s"
        .formatted(change.field(), shortened(change.before()), shortened(change.after()));
  }

  private static String shortened(Optional<String> value) {
    return value.map(text -> ShortText.of(text, LONGEST_VALUE)).orElse("none");
  }

  @Override
  public void noHistory() {
    out.line(0, Style.BOLD, "What happened");
    paragraph(
        "not told: Security Hub keeps no history of findings in OCSF. The function's log has what"
            + " Quell did.");
  }

  @Override
  public void unreadable(String reason) {
    out.line(0, Style.RED, "What happened cannot be read");
    paragraph(reason);
  }

  private void paragraph(String text) {
    out.paragraph(1, Style.PLAIN, Text.plain(text));
  }
}
