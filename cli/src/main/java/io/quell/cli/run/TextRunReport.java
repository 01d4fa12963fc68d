package io.quell.cli.run;

import io.quell.cli.input.InputItem;
import io.quell.cli.run.RunCounts.Count;
import io.quell.cli.terminal.Advice;
import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.finding.Finding;
import io.quell.finding.Note;
import io.quell.hub.UpdateResult;
import io.quell.lambda.report.Result;
import io.quell.update.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run for people: a table of the decisions, what the changed findings say now, what was kept,
/// and what failed.
///
/// Of a long run it shows the beginning and says how much it leaves out; failures it shows all.
final class TextRunReport implements RunReport {
  private static final int MOST_DECIDED = 200;
  private static final int MOST_WITHOUT_MATCH = 20;
  private static final int MOST_DETAILS = 20;

  private final TextOutput out;
  private final boolean all;
  private final String changesTitle;
  private final Table table = new Table(DecisionRow.COLUMNS);
  private final Excerpt decided;
  private final Excerpt withoutMatch;
  private final Excerpt changed;
  private final Excerpt kept;
  private final Excerpt givenBack;
  private final List<String> changes = new ArrayList<>();
  private final List<String> keeps = new ArrayList<>();
  private final List<String> returns = new ArrayList<>();
  private final List<String> skips = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, List<String>> unprocessed = new LinkedHashMap<>();

  /// Lets the first so many through and counts the others.
  private static final class Excerpt {
    private final long most;
    private long seen;

    Excerpt(long most) {
      this.most = most;
    }

    boolean takes() {
      return seen++ < most;
    }

    long left() {
      return Math.max(0, seen - most);
    }
  }

  /// A report that prints when the run is over.
  ///
  /// @param all whether to leave nothing out
  /// @param changesTitle what stands above the notes and user-defined fields of the changed
  ///     findings
  TextRunReport(TextOutput out, boolean all, String changesTitle) {
    this.out = out;
    this.all = all;
    this.changesTitle = changesTitle;
    decided = excerpt(MOST_DECIDED);
    withoutMatch = excerpt(MOST_WITHOUT_MATCH);
    changed = excerpt(MOST_DETAILS);
    kept = excerpt(MOST_DETAILS);
    givenBack = excerpt(MOST_DETAILS);
  }

  private Excerpt excerpt(int most) {
    return new Excerpt(all ? Long.MAX_VALUE : most);
  }

  @Override
  public void decided(InputItem item, Result result, Optional<Finding> after) {
    boolean failed = result.hasFailed() || !result.evaluation().failures().isEmpty();
    if (failed || (result.outcome() instanceof Result.NoMatch ? withoutMatch : decided).takes()) {
      table.add(DecisionRow.of(result, after));
    }
    Finding finding = result.evaluation().finding();
    switch (result.outcome()) {
      case Result.Sent(UpdateResult.Processed _) -> change(result, after);
      case Result.Observed _ -> change(result, after);
      case Result.Sent(UpdateResult.Unprocessed(var code, var message, _)) ->
          unprocessed
              .computeIfAbsent(
                  "%s (%s)".formatted(Advice.on(message), code), _ -> new ArrayList<>())
              .add("%s: finding %s".formatted(item.where(), finding.identifier()));
      case Result.NoMatch _, Result.Unchanged _, Result.Superseded _, Result.NotGivenBack _ -> {
        // the table says it all
      }
    }
    result
        .evaluation()
        .failures()
        .forEach(
            failure ->
                failures.add(
                    "%s: rule %s failed on finding %s: %s"
                        .formatted(
                            item.where(),
                            failure.rule(),
                            finding.identifier(),
                            failure.message())));
    tell(finding, result.evaluation().givenBack(), givenBack, returns);
    tell(finding, result.evaluation().kept(), kept, keeps);
  }

  private static void tell(
      Finding finding, List<String> sentences, Excerpt excerpt, List<String> told) {
    if (!sentences.isEmpty() && excerpt.takes()) {
      sentences.forEach(
          sentence -> told.add("%s: %s".formatted(FindingName.of(finding), sentence)));
    }
  }

  private void change(Result result, Optional<Finding> after) {
    if (!changed.takes()) {
      return;
    }
    Finding finding = result.evaluation().finding();
    Update update = result.evaluation().update();
    Optional<Note> note = after.isPresent() ? after.flatMap(Finding::note) : update.note();
    Map<String, String> fields =
        after.map(Finding::userDefinedFields).orElse(update.userDefinedFields());
    changes.add(out.styled(1, Style.BOLD, FindingName.of(finding)));
    changes.add(out.styled(2, Style.DIM, Text.plain(finding.identifier().toString())));
    note.ifPresent(present -> changes.addAll(lines(noteTitle(finding, present) + present.text())));
    fields.forEach((name, value) -> changes.addAll(lines(name + ": " + value)));
  }

  private static String noteTitle(Finding finding, Note note) {
    return switch (finding.format()) {
      case ASFF -> "note by %s: ".formatted(note.author());
      case OCSF -> "comment: ";
    };
  }

  private List<String> lines(String text) {
    return out.paragraphLines(2, Style.PLAIN, text);
  }

  @Override
  public void skipped(InputItem item, String reason) {
    skips.add("%s: %s".formatted(item.where(), reason));
  }

  @Override
  public void unreadable(InputItem item, String reason) {
    failures.add("%s: %s".formatted(item.where(), reason));
  }

  @Override
  public void finish(RunCounts runCounts) {
    if (!table.isEmpty()) {
      out.table(table);
      out.left(decided.left(), " on which rules decided");
      out.left(withoutMatch.left(), " that no rule matched");
      out.blank();
    }
    if (!changes.isEmpty()) {
      section(changesTitle, Style.BOLD, changes);
      out.left(changed.left(), " that were changed");
      out.blank();
    }
    if (!returns.isEmpty()) {
      section("Given back, for no rule in force wants it any more", Style.BOLD, sentences(returns));
      out.left(givenBack.left(), " of which something was given back");
      out.blank();
    }
    if (!keeps.isEmpty()) {
      section("Left as it was", Style.BOLD, sentences(keeps));
      out.left(kept.left(), " of which something was left as it was");
      out.blank();
    }
    out.line(0, Style.BOLD, summary(runCounts));
    if (!skips.isEmpty()) {
      out.blank();
      section("Skipped", Style.YELLOW, sentences(skips));
    }
    if (runCounts.hasFailures()) {
      out.blank();
      section("Failed", Style.RED, sentences(failures));
      unprocessed.forEach(
          (reason, findings) -> {
            out.line(1, Style.PLAIN, Text.plain(reason));
            findings.forEach(finding -> out.line(2, Style.PLAIN, Text.plain(finding)));
          });
    }
  }

  private void section(String title, Style style, List<String> lines) {
    out.line(0, style, title);
    out.lines(lines);
  }

  private List<String> sentences(List<String> texts) {
    return texts.stream()
        .flatMap(text -> out.paragraphLines(1, Style.PLAIN, text).stream())
        .toList();
  }

  private static String summary(RunCounts counts) {
    String results = TextOutput.counts(counts.byWords());
    String calls =
        counts.calls().isPresent()
            ? "; " + Text.counted(counts.calls().getAsInt(), "update call")
            : "";
    return "%s, %s%s%s"
        .formatted(
            Text.counted(counts.of(Count.FILES), "file"),
            Text.counted(counts.of(Count.FINDINGS), "finding"),
            results.isEmpty() ? "" : ": " + results,
            calls);
  }
}
